#!/usr/bin/env python3
"""Diaflow's l1 solvers beside HiGHS (scipy linprog) and lars_path (scikit-learn), in one run.

    ./mvnw -q package -Dquick -DskipTests -pl backend/bench -am
    python3 backend/bench/l1_solvers.py [--noise ETA] [--solvers ID,ID] [--java JAVA] [N d sparsity] ...

Needs numpy, scipy and scikit-learn (Debian: python3-scipy, python3-sklearn) and a JDK >= 25.
Times are medians of the processor time of one thread over several runs on the same problem; residuals are relative to the norm of y.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded

import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import lars_path

TARGET = pathlib.Path(__file__).parent / "target"


def java_command(java):
    return [java, "-cp", f"{TARGET}/benchmarks.jar{os.pathsep}{TARGET}/lib/*",
            "org.diaflow.bench.L1SolverTimes"]


def timed(function, repetitions):
    seconds = []
    for _ in range(repetitions):
        start = time.process_time()
        x = function()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), x


def highs(matrix, y):
    d = matrix.shape[1]
    solution = linprog(np.ones(2 * d), A_eq=np.hstack([matrix, -matrix]), b_eq=y,
                       bounds=(0, None), method="highs")
    return solution.x[:d] - solution.x[d:]


def lars(matrix, y):
    _, _, path = lars_path(matrix, y, method="lasso", alpha_min=0)
    return path[:, -1]


def report(name, seconds, residual, norm, note=""):
    print(f"  {name:24s} {1e3 * seconds:10.2f} ms   residual {residual:8.1e}   l1 norm {norm:.9f}   {note}")


def compare(rows, columns, sparsity, options):
    print(f"N = {rows}, d = {columns}, {sparsity}-sparse, noise {options.noise}, seed {options.seed}")
    with tempfile.TemporaryDirectory() as directory:
        arguments = [directory, rows, columns, sparsity, options.noise, options.seed,
                     options.repetitions, options.solvers]
        lines = subprocess.run(java_command(options.java) + [str(a) for a in arguments],
                               check=True, capture_output=True, text=True).stdout.split("\n")
        matrix = np.fromfile(f"{directory}/A.bin", "<f8").reshape(rows, columns)
        y = np.fromfile(f"{directory}/y.bin", "<f8")
    times = {}
    for line in filter(None, lines):
        name, seconds, residual, norm, reason = line.split()
        times[name] = float(seconds)
        report(name, float(seconds), float(residual), float(norm), reason)
    fastest = min(times.values())
    for name, function, repetitions in (("lars_path", lars, options.repetitions),
                                        ("HiGHS (linprog)", highs, 1 if rows > 300 else 3)):
        seconds, x = timed(lambda: function(matrix, y), repetitions)
        residual = np.linalg.norm(matrix @ x - y) / np.linalg.norm(y)
        report(name, seconds, residual, np.abs(x).sum(), f"{seconds / fastest:.1f} x the fastest plug-in")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, help="N d sparsity, any number of times")
    parser.add_argument("--noise", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument("--solvers", default="homotopy,pdhg")
    parser.add_argument("--java", default=os.path.join(os.environ.get("JAVA_HOME", ""), "bin", "java")
                        if "JAVA_HOME" in os.environ else "java")
    options = parser.parse_args()
    sizes = options.sizes or [256, 1024, 40, 512, 4096, 60]
    if len(sizes) % 3:
        parser.error("give N, d and sparsity for every problem")
    for k in range(0, len(sizes), 3):
        compare(*sizes[k:k + 3], options)


if __name__ == "__main__":
    main()
