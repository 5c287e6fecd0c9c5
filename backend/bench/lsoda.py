"""Integrates the flow on the layer weights (u, v) with SciPy's LSODA and prints what it took.

Usage: python3 lsoda.py FILE ROWS COLUMNS DEPTH SCALE RESIDUAL
FILE holds A, row by row, and y, as native doubles. Time is unscaled (theory §1).
"""

import sys
import time

import numpy
from scipy.integrate import LSODA

SECONDS = 300


def main(path, rows, columns, depth, scale, target):
    data = numpy.fromfile(path)
    matrix = data[: rows * columns].reshape(rows, columns)
    observations = data[rows * columns :]

    def predictor(weights):
        return weights[:columns] ** depth - weights[columns:] ** depth

    def slope(_, weights):
        gradient = matrix.T @ (matrix @ predictor(weights) - observations)
        powers = depth * weights ** (depth - 1)
        return numpy.concatenate((-powers[:columns] * gradient, powers[columns:] * gradient))

    def residual(weights):
        rest = matrix @ predictor(weights) - observations
        return numpy.linalg.norm(rest) / numpy.linalg.norm(observations)

    begin = time.perf_counter()
    begin_processor = time.process_time()
    weights = numpy.full(2 * columns, scale ** (1 / depth))
    solver = LSODA(slope, 0.0, weights, numpy.inf, rtol=1e-8, atol=1e-12)
    steps = 0
    while residual(solver.y) > target and time.perf_counter() - begin < SECONDS:
        message = solver.step()
        steps += 1
        if solver.status == "failed":
            sys.exit(f"LSODA failed after {steps} steps: {message}")
    seconds = time.perf_counter() - begin
    print(seconds, time.process_time() - begin_processor, steps, solver.nfev, residual(solver.y))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(float, sys.argv[4:7]))
