package org.diaflow.theory.limit;

/**
 * A matrix of unevaluated sums hi + lo of two doubles, about 32 digits, with Gauss–Jordan
 * elimination in place (T. J. Dekker, Numer. Math. 18 (1971); products by fused multiply–add).
 *
 * <p>Coefficients that are eliminated in it and then rounded are right to the last bits of a double
 * for every conditioning up to about 1e15, which elimination in doubles is not. Not thread-safe.
 */
final class DoubleDoubleMatrix {

  private final int rows;
  private final int columns;
  private final double[][] high;
  private final double[][] low;

  DoubleDoubleMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.high = new double[rows][columns];
    this.low = new double[rows][columns];
  }

  int rows() {
    return rows;
  }

  /** The entry, rounded to a double. */
  double get(int i, int j) {
    return high[i][j];
  }

  /** The entry is {@code get(i, j) + rest(i, j)}. */
  double rest(int i, int j) {
    return low[i][j];
  }

  void set(int i, int j, double value) {
    high[i][j] = value;
    low[i][j] = 0;
  }

  void swapRows(int i, int k) {
    double[] row = high[i];
    high[i] = high[k];
    high[k] = row;
    row = low[i];
    low[i] = low[k];
    low[k] = row;
  }

  /**
   * Divides row {@code i} by its entry in column {@code j} and subtracts multiples of it from all
   * others, so that column j becomes the i-th unit vector. Costs rows·columns multiplications.
   */
  void pivot(int i, int j) {
    divideRow(i, high[i][j], low[i][j]);
    set(i, j, 1);
    for (int k = 0; k < rows; k++) {
      if (k != i && high[k][j] != 0) {
        subtractRow(k, high[k][j], low[k][j], i);
        set(k, j, 0);
      }
    }
  }

  private void divideRow(int i, double pivotHigh, double pivotLow) {
    double[] hi = high[i];
    double[] lo = low[i];
    for (int j = 0; j < columns; j++) {
      double first = hi[j] / pivotHigh;
      double product = first * pivotHigh;
      double error = Math.fma(first, pivotHigh, -product) + first * pivotLow;
      double rest = (hi[j] - product - error + lo[j]) / pivotHigh;
      hi[j] = first + rest;
      lo[j] = rest - (hi[j] - first);
    }
  }

  private void subtractRow(int k, double factorHigh, double factorLow, int i) {
    double[] hi = high[k];
    double[] lo = low[k];
    double[] pivotHigh = high[i];
    double[] pivotLow = low[i];
    for (int j = 0; j < columns; j++) {
      double product = factorHigh * pivotHigh[j];
      double error =
          Math.fma(factorHigh, pivotHigh[j], -product)
              + (factorHigh * pivotLow[j] + factorLow * pivotHigh[j]);
      double sum = hi[j] - product;
      double part = sum - hi[j];
      double carry = hi[j] - (sum - part) - (product + part) + (lo[j] - error);
      hi[j] = sum + carry;
      lo[j] = carry - (hi[j] - sum);
    }
  }

  /** {@code constant} − Σ_i factor_i·entry(i, j), summed in 32 digits and rounded once. */
  double remainder(double constant, double[] factors, int j) {
    return remainder(constant, factors, new double[factors.length], j);
  }

  /**
   * {@code constant} − Σ_i (factor_i + offset_i)·entry(i, j), summed in 32 digits and rounded once.
   *
   * @param factors one for each of the first rows
   * @param offsets likewise
   */
  double remainder(double constant, double[] factors, double[] offsets, int j) {
    double sumHigh = constant;
    double sumLow = 0;
    for (int k = 0; k < 2 * factors.length; k++) {
      int i = k / 2;
      double factor = k % 2 == 0 ? factors[i] : offsets[i];
      double product = factor * high[i][j];
      double error = Math.fma(factor, high[i][j], -product) + factor * low[i][j];
      double sum = sumHigh - product;
      double part = sum - sumHigh;
      double carry = sumHigh - (sum - part) - (product + part) + (sumLow - error);
      sumHigh = sum + carry;
      sumLow = carry - (sumHigh - sum);
    }
    return sumHigh + sumLow;
  }
}
