package org.diaflow.ojalgo;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;

/**
 * Ax = y with every row of A and then y divided by a power of two, so that entries are of order 1.
 *
 * <p>Such divisions round nothing and change neither the minimizer (up to the power for y) nor the
 * feasible set.
 *
 * @param matrix the scaled A, N × d
 * @param observations the scaled y, length N
 * @param rowExponents what a row was divided by
 * @param observationExponent what y was divided by beyond that
 */
record BalancedRows(
    DenseMatrix matrix, double[] observations, int[] rowExponents, int observationExponent) {

  static BalancedRows of(RegressionProblem problem) {
    DenseMatrix matrix = problem.matrix().dense();
    int n = problem.rows();
    int d = problem.columns();
    int[] rowExponents = new int[n];
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      rowExponents[i] = exponent(matrix, i);
      if (problem.observations()[i] != 0) {
        int exponent = Math.getExponent(problem.observations()[i]);
        largest = Math.max(largest, exponent - rowExponents[i]);
      }
    }
    int observationExponent = largest == Integer.MIN_VALUE ? 0 : largest;
    double[] entries = new double[n * d];
    double[] observations = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        entries[i * d + j] = Math.scalb(matrix.get(i, j), -rowExponents[i]);
      }
      observations[i] =
          Math.scalb(problem.observations()[i], -rowExponents[i] - observationExponent);
    }
    return new BalancedRows(
        new DenseMatrix(n, d, entries), observations, rowExponents, observationExponent);
  }

  /** The x of the problem for an x of the scaled one. */
  double[] unscale(double[] x) {
    double[] result = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      result[j] = Math.scalb(x[j], observationExponent);
    }
    return result;
  }

  /** The ν of the problem for a ν of the scaled one. */
  double[] unscaleDual(double[] dual) {
    double[] result = new double[dual.length];
    for (int i = 0; i < dual.length; i++) {
      result[i] = Math.scalb(dual[i], -rowExponents[i]);
    }
    return result;
  }

  private static int exponent(DenseMatrix matrix, int row) {
    double largest = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      largest = Math.max(largest, Math.abs(matrix.get(row, j)));
    }
    return largest == 0 ? 0 : Math.getExponent(largest) + 1;
  }
}
