"""Measures one peer of Diaflow on one problem, in processor time of one thread.

Usage: python3 peers.py PEER FILE ROWS COLUMNS [ARGUMENT ...]
FILE holds A, row by row, and y, as native doubles. Prints the seconds and a remark, or "missing: PACKAGE".

  flow METHOD DEPTH SCALE RESIDUAL SECONDS    SciPy's METHOD on the layer weights (u, v), unscaled time,
                                              until the relative residual or SECONDS are reached
  lars, highs                                 the l1 minimizer by lars_path or linprog
  kernel DEPTH SCALE                          the right-hand side of the flow in mirror coordinates; FILE
                                              holds lambda for y
"""

import importlib.util
import os
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded

# What a peer is a part of, and Debian's package of it, which brings the others along.
NEEDED = {
    "flow": ("scipy", "python3-scipy"),
    "lars": ("sklearn", "python3-sklearn"),
    "highs": ("scipy", "python3-scipy"),
    "kernel": ("numpy", "python3-numpy"),
}


def median_seconds(function, least=5, seconds=1.0):
    """The median time of at least so many calls, and of calls for so long."""
    times = []
    while len(times) < least or (sum(times) < seconds and len(times) < 10000):
        begin = time.process_time()
        function()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def flow(matrix, observations, method, depth, scale, target, limit):
    import numpy
    from scipy import integrate

    columns = matrix.shape[1]
    depth, scale, target, limit = map(float, (depth, scale, target, limit))
    signs = numpy.repeat((1.0, -1.0), columns)

    def residual(weights):
        return matrix @ (weights[:columns] ** depth - weights[columns:] ** depth) - observations

    def slope(_, weights):
        return -depth * signs * weights ** (depth - 1) * numpy.tile(matrix.T @ residual(weights), 2)

    gram = matrix.T @ matrix

    def jacobian(_, weights):
        outer = depth * signs * weights ** (depth - 1)
        result = -outer[:, None] * numpy.tile(gram, (2, 2)) * outer
        curvature = -depth * (depth - 1) * signs * weights ** (depth - 2)
        result[numpy.diag_indices(2 * columns)] += curvature * numpy.tile(matrix.T @ residual(weights), 2)
        return result

    begin = time.process_time()
    options = {} if method == "LSODA" else {"jac": jacobian}
    start = numpy.full(2 * columns, scale ** (1 / depth))
    solver = getattr(integrate, method)(slope, 0.0, start, numpy.inf, rtol=1e-8, atol=1e-12, **options)
    steps = 0
    goal = target * numpy.linalg.norm(observations)
    reached = False
    while not reached and time.process_time() - begin < limit:
        message = solver.step()
        steps += 1
        if solver.status == "failed":
            return f"failed: {message}"
        reached = numpy.linalg.norm(residual(solver.y)) <= goal
    seconds = time.process_time() - begin
    return f"{seconds} {steps} steps, {solver.nfev} right-hand sides" + ("" if reached else "; NOT REACHED")


def lars(matrix, observations):
    from sklearn.linear_model import lars_path

    return f"{median_seconds(lambda: lars_path(matrix, observations, method='lasso', alpha_min=0))}"


def highs(matrix, observations):
    import numpy
    from scipy.optimize import linprog

    both = numpy.hstack([matrix, -matrix])
    costs = numpy.ones(both.shape[1])

    def solve():
        linprog(costs, A_eq=both, b_eq=observations, bounds=(0, None), method="highs")

    return f"{median_seconds(solve, least=1)}"


def kernel(matrix, state, depth, scale):
    import numpy

    depth, scale = float(depth), float(scale)
    power = numpy.inf if depth == 2 else depth / (depth - 2)

    def link(s):
        if depth == 2:
            return 2 * numpy.sinh(s)
        if depth == 3:
            return 1 / ((1 - s) * (1 - s) * (1 - s)) - 1 / ((1 + s) * (1 + s) * (1 + s))
        return (1 - s) ** -power - (1 + s) ** -power

    return f"{median_seconds(lambda: state - matrix @ (scale * link(matrix.T @ state)))}"


def main(peer, path, rows, columns, *arguments):
    module, package = NEEDED[peer]
    if importlib.util.find_spec(module) is None:
        print("missing:", package)
        return
    import numpy

    data = numpy.fromfile(path)
    rows, columns = int(rows), int(columns)
    matrix = data[: rows * columns].reshape(rows, columns)
    peers = {"flow": flow, "lars": lars, "highs": highs, "kernel": kernel}
    print(peers[peer](matrix, data[rows * columns :], *arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
