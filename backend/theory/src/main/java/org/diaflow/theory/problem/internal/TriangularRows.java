package org.diaflow.theory.problem.internal;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.CompensatedSum;

/**
 * The combinations L⁻¹·M_rows of some rows of a matrix, by forward substitution with twice the
 * digits of a double: they are right to the last digit or two even where L is nearly singular.
 *
 * @param triangular L, lower triangular, r × r row by row
 * @param rows indices of the rows, length r
 */
record TriangularRows(double[] triangular, int[] rows) {

  /** L⁻¹·M_rows, r × d. Cost 10·r²·d operations. */
  DenseMatrix matrix(DenseMatrix matrix) {
    int d = matrix.columns();
    double[][] high = new double[rows.length][d];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.entries(), rows[i] * d, high[i], 0, d);
    }
    substitute(high);
    double[] entries = new double[rows.length * d];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(high[i], 0, entries, i * d, d);
    }
    return new DenseMatrix(rows.length, d, entries);
  }

  /** L⁻¹·y_rows, length r. */
  double[] vector(double[] y) {
    double[][] high = new double[rows.length][1];
    for (int i = 0; i < rows.length; i++) {
      high[i][0] = y[rows[i]];
    }
    substitute(high);
    double[] result = new double[rows.length];
    java.util.Arrays.setAll(result, i -> high[i][0]);
    return result;
  }

  /** L⁻ᵀν for ν of length r: the ν' with (L⁻¹M)ᵀν = Mᵀν'. */
  double[] transposed(double[] dual) {
    int r = rows.length;
    double[] result = dual.clone();
    for (int i = r - 1; i >= 0; i--) {
      var sum = new CompensatedSum().startAt(result[i]);
      for (int k = i + 1; k < r; k++) {
        sum.addProduct(-triangular[k * r + i], result[k]);
      }
      result[i] = sum.value() / triangular[i * r + i];
    }
    return result;
  }

  private void substitute(double[][] high) {
    int r = rows.length;
    int d = high[0].length;
    double[][] low = new double[r][d];
    for (int i = 0; i < r; i++) {
      for (int k = 0; k < i; k++) {
        subtract(triangular[i * r + k], high[k], low[k], high[i], low[i]);
      }
      divide(triangular[i * r + i], high[i], low[i]);
    }
  }

  /** (targetHigh + targetLow) −= factor·(high + low), entry by entry. */
  private static void subtract(
      double factor, double[] high, double[] low, double[] targetHigh, double[] targetLow) {
    for (int j = 0; j < high.length; j++) {
      double product = factor * high[j];
      double rest = Math.fma(factor, high[j], -product) + factor * low[j];
      double sum = targetHigh[j] - product;
      double removed = sum - targetHigh[j];
      double error = (targetHigh[j] - (sum - removed)) - (product + removed);
      double lower = targetLow[j] + (error - rest);
      targetHigh[j] = sum + lower;
      targetLow[j] = (sum - targetHigh[j]) + lower;
    }
  }

  private static void divide(double divisor, double[] high, double[] low) {
    for (int j = 0; j < high.length; j++) {
      double quotient = high[j] / divisor;
      double rest = Math.fma(-quotient, divisor, high[j]) + low[j];
      double lower = rest / divisor;
      high[j] = quotient + lower;
      low[j] = (quotient - high[j]) + lower;
    }
  }
}
