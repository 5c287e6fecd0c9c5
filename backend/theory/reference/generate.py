#!/usr/bin/env python3
"""Computes the reference numbers of ../src/test/resources/reference/limits.json with mpmath.

    python3 backend/theory/reference/generate.py limits.json                     # everything; hours
    python3 backend/theory/reference/generate.py one.json tightness-rho-half     # one case, by name

needs NumPy, SciPy and mpmath (Debian: python3-numpy python3-scipy python3-mpmath) and shares no code with Diaflow:
limits by damped Newton on the dual (theory §3) with 60 to 700 digits, linear programmes by HiGHS, with ϱ sharpened
on its active set. Names and sections are those of ../README.md. All of A, x* and y are dyadic rationals, so the
doubles in the file are exact.
"""
import itertools
import json
import sys
import time

import mpmath as mp
import numpy as np
import scipy.optimize

DIGITS = 60
MOST_ENUMERATED = 8  # largest |S| for which every sign pattern is tried
TEN = mp.mpf(10)
DEPTHS = (2, 3, 4, 5, 10)
SCALES = ("10", "1", "1e-1", "1e-2", "1e-3", "1e-5", "1e-8", "1e-16", "1e-40", "1e-100", "1e-300")


# --- Link functions (theory §2) --------------------------------------------------------------------


def h(depth, s):
    if depth == 2:
        return 2 * mp.sinh(s)
    p = mp.mpf(depth) / (depth - 2)
    return (1 - s) ** (-p) - (1 + s) ** (-p)


def h_derivative(depth, s):
    if depth == 2:
        return 2 * mp.cosh(s)
    p = mp.mpf(depth) / (depth - 2)
    return p * ((1 - s) ** (-p - 1) + (1 + s) ** (-p - 1))


def h_integral(depth, s):
    if depth == 2:
        return 2 * mp.cosh(s)
    q = mp.mpf(2) / (depth - 2)
    return ((1 - s) ** (-q) + (1 + s) ** (-q)) / q


def psi(depth, z):
    """The inverse of h; for D > 2 by Newton's method in w = 1 - s, which keeps every digit."""
    if depth == 2:
        return mp.asinh(z / 2)
    if z < 0:
        return -psi(depth, -z)
    p = mp.mpf(depth) / (depth - 2)
    w = (z + 1) ** (-1 / p)
    for _ in range(200):
        value = w ** (-p) - (2 - w) ** (-p) - z
        slope = -p * (w ** (-p - 1) + (2 - w) ** (-p - 1))
        following = w - value / slope
        if following <= 0:
            following = w / 2
        moved, w = abs(following - w), following
        if moved <= abs(w) * TEN ** (-mp.mp.dps + 5):
            break
    return 1 - w


# --- Linear algebra -------------------------------------------------------------------------


def columns(a, chosen):
    part = mp.matrix(a.rows, len(chosen))
    for k, j in enumerate(chosen):
        for i in range(a.rows):
            part[i, k] = a[i, j]
    return part


def scaled_columns(a, weights):
    scaled = a.copy()
    for j in range(a.cols):
        for i in range(a.rows):
            scaled[i, j] = a[i, j] * weights[j]
    return scaled


def norm1(vector):
    return sum(abs(value) for value in vector)


# --- Linear programmes (theory §4, §5) --------------------------------------------------------------


def least_norm1(a, y):
    """A solution of Ax = y of least l1 norm."""
    d = a.shape[1]
    found = scipy.optimize.linprog(
        np.ones(2 * d), A_eq=np.hstack([a, -a]), b_eq=y, bounds=(0, None), method="highs-ds")
    return found.x[:d] - found.x[d:]


def least_maximum(a, support, right):
    """The minimum of |A_Sc^T nu|_inf subject to A_S^T nu = right, and where it is attained."""
    n, d = a.shape
    off = a[:, [j for j in range(d) if j not in support]].T
    ones = np.ones((off.shape[0], 1))
    found = scipy.optimize.linprog(
        np.r_[np.zeros(n), 1],
        A_ub=np.vstack([np.hstack([off, -ones]), np.hstack([-off, -ones])]),
        b_ub=np.zeros(2 * off.shape[0]),
        A_eq=np.hstack([a[:, support].T, np.zeros((len(support), 1))]),
        b_eq=np.array(right, float),
        bounds=(None, None),
        method="highs-ds")
    return found.fun, found.x[:n]


def rho_tilde(a, support):
    """The null space constant of S, over all sign patterns up to a common sign."""
    patterns = itertools.product([-1, 1], repeat=len(support))
    return max(least_maximum(a, support, signs)[0] for signs in patterns if signs[0] > 0)


def rho_minus(a, support, signs):
    """The one-sided null space constant, over all subsets of the signs of g*."""
    subsets = itertools.product([0, 1], repeat=len(support))
    return max(0, *(least_maximum(a, support, np.array(subset, float) * signs)[0] for subset in subsets))


# --- The limit (theory §3) ---------------------------------------------------------------------------


def limit(a, y, depth, alpha, dual):
    """x at the minimizer of alpha * sum H_D(a_i^T lambda) - <y, lambda>, and that minimizer."""

    def objective(at):
        s = a.T * at
        if depth > 2 and max(abs(value) for value in s) >= 1:
            return mp.inf
        return alpha * sum(h_integral(depth, value) for value in s) - (y.T * at)[0]

    value = objective(dual)
    for _ in range(400):
        s = a.T * dual
        gradient = a * mp.matrix([alpha * h(depth, each) for each in s]) - y
        hessian = scaled_columns(a, [alpha * h_derivative(depth, each) for each in s]) * a.T
        step = mp.lu_solve(hessian, -gradient)
        decrement = -(gradient.T * step)[0]
        length = mp.mpf(1)
        quadratic = decrement < TEN ** -12 * alpha * alpha
        while not quadratic and objective(dual + length * step) > value - length * decrement / 4:
            length /= 2
            if length < mp.mpf(2) ** -4000:
                raise RuntimeError("The line search found no decrease.")
        dual = dual + length * step
        value = objective(dual)
        if quadratic and mp.norm(length * step) <= mp.norm(dual) * TEN ** (-mp.mp.dps + 25):
            break
    return mp.matrix([alpha * h(depth, each) for each in a.T * dual]), dual


# --- One problem --------------------------------------------------------------------------------


class Problem:
    """A problem with its minimizer g*, support S, signs and rho, each to 60 digits or more."""

    def __init__(self, integers, denominator, y=None, planted=None):
        self.doubles = np.array(integers, float) / denominator
        self.a = mp.matrix([[mp.mpf(int(entry)) / denominator for entry in row] for row in integers])
        self.n, self.d = self.doubles.shape
        self.y = mp.matrix(y) if planted is None else self.a * mp.matrix([mp.mpf(entry) for entry in planted])
        assert all(mp.mpf(float(entry)) == entry for entry in self.y), "y must be exact in doubles"
        approximate = least_norm1(self.doubles, np.array([float(entry) for entry in self.y]))
        self.support = [j for j in range(self.d) if abs(approximate[j]) > 1e-9]
        self.off = [j for j in range(self.d) if j not in self.support]
        self.a_on, self.a_off = columns(self.a, self.support), columns(self.a, self.off)
        self.minimizer = self.exact_minimizer()
        self.signs = [float(mp.sign(self.minimizer[j])) for j in self.support]
        self.rho, self.dual, self.active = self.exact_rho()
        self.pseudoinverse = (self.a_on.T * self.a_on) ** -1 * self.a_on.T
        self.free = self.left_kernel()

    def exact_minimizer(self):
        with mp.workdps(700):
            on = mp.lu_solve(self.a_on.T * self.a_on, self.a_on.T * self.y)
            minimizer = mp.zeros(self.d, 1)
            for k, j in enumerate(self.support):
                minimizer[j] = on[k]
            assert mp.norm(self.a * minimizer - self.y) < TEN ** -600
        return minimizer

    def exact_rho(self):
        """rho, its nu and the active i; solved to all digits on the active set where that is square."""
        rho, nu = least_maximum(self.doubles, self.support, self.signs)
        assert rho < 1 - 1e-6, "the minimizer must be unique"
        correlations = self.doubles[:, self.off].T @ nu
        active = [j for k, j in enumerate(self.off) if abs(abs(correlations[k]) - rho) < 1e-8]
        self.square = len(active) == self.n - len(self.support) + 1
        if not self.square:
            return mp.mpf(rho), mp.matrix(nu.tolist()), active
        self.active_signs = [mp.mpf(float(np.sign(self.doubles[:, j] @ nu))) for j in active]
        size = len(self.support)
        system, right = mp.matrix(self.n + 1, self.n + 1), mp.matrix(self.n + 1, 1)
        for row, j in enumerate(self.support + active):
            for i in range(self.n):
                system[row, i] = self.a[i, j]
            if row < size:
                right[row] = mp.mpf(self.signs[row])
            else:
                system[row, self.n] = -self.active_signs[row - size]
        solved = mp.lu_solve(system, right)
        return solved[self.n], mp.matrix([solved[i] for i in range(self.n)]), active

    def left_kernel(self):
        """A basis of the nu with A_S^T nu = 0, or None where there is only 0."""
        size = len(self.support)
        if size == self.n:
            return None
        q, _ = np.linalg.qr(self.doubles[:, self.support], mode="complete")
        basis = mp.matrix(q[:, size:].tolist())
        return basis - self.a_on * (self.pseudoinverse * basis)

    def with_products(self, right):
        """The least nu with A_S^T nu = right."""
        return self.a_on * mp.lu_solve(self.a_on.T * self.a_on, mp.matrix(right))

    def logarithms(self):
        return [mp.mpf(self.signs[k]) * mp.log(abs(self.minimizer[j])) for k, j in enumerate(self.support)]

    def weights(self, depth, alpha):
        return [mp.mpf(self.signs[k]) * psi(depth, abs(self.minimizer[j]) / alpha) for k, j in enumerate(self.support)]


# --- Leading constants (theory §6) -----------------------------------------------------------------------


def leading_slope_two(problem):
    """xi of depth 2: on the active set, tau * exp(tau * A_J^T mu)."""
    tau, a_active = problem.active_signs, columns(problem.a, problem.active)
    mu = problem.with_products(problem.logarithms())
    if problem.free is not None:
        free_products, z = problem.free.T * a_active, mp.zeros(problem.free.cols, 1)
        for _ in range(300):
            s = a_active.T * (mu + problem.free * z)
            powers = [mp.exp(sign * value) for sign, value in zip(tau, s)]
            gradient = free_products * mp.matrix([sign * power for sign, power in zip(tau, powers)])
            step = mp.lu_solve(scaled_columns(free_products, powers) * free_products.T, -gradient)
            size = mp.norm(step)
            z = z + step * (min(mp.mpf(1), 2 / size) if size > 0 else 1)
            if size < TEN ** -45:
                break
        mu = mu + problem.free * z
    xi = mp.zeros(len(problem.off), 1)
    for sign, j, value in zip(tau, problem.active, a_active.T * mu):
        xi[problem.off.index(j)] = sign * mp.exp(sign * value)
    return xi


def leading_slope(problem, depth):
    """xi of depth D > 2: h_D(A_Sc^T lambda_0), lambda_0 minimizing the sum of H_D off the support."""

    def objective(at):
        s = problem.a_off.T * at
        return sum(h_integral(depth, value) for value in s) if max(abs(value) for value in s) < 1 else mp.inf

    dual = problem.dual.copy()
    if problem.free is not None:
        free_products = problem.free.T * problem.a_off
        for _ in range(300):
            s = problem.a_off.T * dual
            gradient = free_products * mp.matrix([h(depth, value) for value in s])
            hessian = scaled_columns(free_products, [h_derivative(depth, value) for value in s]) * free_products.T
            step = mp.lu_solve(hessian, -gradient)
            decrement = -(gradient.T * step)[0]
            direction = problem.free * step
            if decrement < TEN ** -80:
                dual = dual + direction
                break
            length, value = mp.mpf(1), objective(dual)
            while objective(dual + length * direction) > value - length * decrement / 4:
                length /= 2
            dual = dual + length * direction
    return mp.matrix([h(depth, value) for value in problem.a_off.T * dual])


def constant(problem, depth):
    """C_D and the rate, or None where depth 2 has none that is computed here."""
    if depth == 2 and not problem.square:
        return None
    xi = leading_slope_two(problem) if depth == 2 else leading_slope(problem, depth)
    rate = 1 - problem.rho if depth == 2 else mp.mpf(1)
    value = norm1(xi) + norm1(problem.pseudoinverse * (problem.a_off * xi))
    return dict(depth=depth, rate=mp.nstr(rate, 17), constant=mp.nstr(value, 17))


# --- A sweep over the scales ------------------------------------------------------------------------


def start(problem, depth, alpha, decades, known, dual):
    """Where Newton's method starts: near the asymptotics at small scales, else at the scale before."""
    if depth == 2 and decades >= 8:
        if len(known) < 2:
            return problem.dual * -mp.log(alpha) + problem.with_products(problem.logarithms())
        (earlier, first), (later, second) = known[-2:]
        return second + (second - first) * ((-mp.log(alpha) - later) / (later - earlier))
    if depth > 2 and decades >= 3 and known:
        right = mp.matrix(problem.weights(depth, alpha))
        moved = dual + problem.with_products(right - problem.a_on.T * dual)
        if max(abs(value) for value in problem.a.T * moved) < 1:
            return moved
    return dual


def sweep(problem, depth, scales):
    dual, known = mp.zeros(problem.n, 1), []
    for scale in scales:
        decades = max(0, -int(mp.floor(mp.log10(mp.mpf(scale)))))
        mp.mp.dps = DIGITS + int((2.3 if depth > 2 else 1.2) * decades)
        alpha = mp.mpf(scale)
        dual = start(problem, depth, alpha, decades, known, dual)
        x, dual = limit(problem.a, problem.y, depth, alpha, dual)
        known.append((-mp.log(alpha), dual.copy()))
        yield record(problem, depth, scale, alpha, x)
    mp.mp.dps = DIGITS


def record(problem, depth, scale, alpha, x):
    error = [x[j] - problem.minimizer[j] for j in range(problem.d)]
    weighted, _ = least_maximum(
        problem.doubles, problem.support, [float(value) for value in problem.weights(depth, alpha)])
    bounded = depth == 2 or weighted < 1
    upper = mp.nstr(len(problem.off) * alpha * h(depth, mp.mpf(weighted)), 12) if bounded else None
    return dict(
        depth=depth,
        alpha=scale,
        errorL1=mp.nstr(norm1(error), 17),
        errorOffSupportL1=mp.nstr(sum(abs(error[j]) for j in problem.off), 17),
        errorOnSupportMax=mp.nstr(max(abs(error[j]) for j in problem.support), 17),
        rAlpha=weighted,
        upperOffSupport=upper,
        l1Norm=mp.nstr(norm1(x), 17),
        x=[mp.nstr(value, 17) for value in x])


def case(name, problem, depths=DEPTHS, scales=SCALES):
    enumerated = len(problem.support) <= MOST_ENUMERATED
    result = dict(
        name=name,
        A=problem.doubles.tolist(),
        y=[float(value) for value in problem.y],
        gStar=[mp.nstr(value, 25) for value in problem.minimizer],
        support=problem.support,
        rho=mp.nstr(problem.rho, 20),
        rhoTilde=rho_tilde(problem.doubles, problem.support) if enumerated else None,
        rhoMinus=rho_minus(problem.doubles, problem.support, np.array(problem.signs)) if enumerated else None,
        limits=[],
        rhoActive=problem.active,
        constants=[found for found in (constant(problem, depth) for depth in depths) if found])
    for depth in depths:
        started = time.time()
        for found in sweep(problem, depth, scales):
            result["limits"].append(found)
            print(f"{name}: D = {depth}, alpha = {found['alpha']}, error {found['errorL1']},"
                  f" {time.time() - started:.1f} s", flush=True)
    return result


# --- The cases -----------------------------------------------------------------------------------------


def random_integers(seed, *shape, span=128):
    return np.random.default_rng(seed).integers(-span, span + 1, size=shape).tolist()


def planted(length, **entries):
    return [entries.get(f"x{j}", 0) for j in range(length)]


CASES = {
    "tightness-rho-half": lambda name: case(name, Problem([[2, 1]], 2, y=[mp.mpf(2)])),
    "gaussian-like-sparse-6x14": lambda name: case(
        name, Problem(random_integers(11, 6, 14), 64, planted=planted(14, x4=1.5, x10=-0.75))),
    "dense-observations-5x12": lambda name: case(
        name,
        Problem(random_integers(12, 5, 12), 64, y=[mp.mpf(v) / 32 for v in random_integers(13, 5, span=64)])),
    "three-sparse-10x30": lambda name: case(
        name,
        Problem(random_integers(29, 10, 30), 64, planted=planted(30, x0=0.5, x9=-1.25, x20=2.0)),
        depths=(2, 3, 4),
        scales=("1", "1e-1", "1e-2", "1e-4", "1e-8", "1e-16", "1e-64")),
}


def main():
    if not 2 <= len(sys.argv) <= 3 or (len(sys.argv) == 3 and sys.argv[2] not in CASES):
        sys.exit(f"usage: generate.py OUT.json [CASE], CASE one of {', '.join(CASES)}")
    mp.mp.dps = DIGITS
    names = sys.argv[2:] or list(CASES)
    document = dict(
        source="computed by high-precision dual Newton; numbers as strings carry 17 significant digits",
        cases=[CASES[name](name) for name in names])
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)


if __name__ == "__main__":
    main()
