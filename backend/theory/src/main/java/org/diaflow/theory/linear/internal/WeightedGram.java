package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;

/**
 * The matrices M·diag(w)·Mᵀ of one M (r × m) for many w: the Hessians of every dual problem here.
 *
 * <p>M is kept as an array of columns and summed eight columns at a time: the inner loop runs along
 * columns from their first entry, all at the same index, which the compiler vectorizes; a flat
 * array with offsets it does not. Costs r²·m/2 multiplications each. Thread-safe.
 */
public final class WeightedGram {

  private static final int BLOCK = 8;

  private final int rows;
  private final double[][] columns;

  /** Keeps the columns of {@code matrix}, M. */
  public WeightedGram(DenseMatrix matrix) {
    this.rows = matrix.rows();
    int padded = (matrix.columns() + BLOCK - 1) / BLOCK * BLOCK;
    this.columns = new double[padded][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        columns[j][i] = matrix.get(i, j);
      }
    }
  }

  /** The columns of M, each of length r, filled up with zero columns to a multiple of eight. */
  public double[][] columns() {
    return columns;
  }

  /** A lower triangle of size r for {@link #write(double[], double[][], double[])}. */
  public double[][] triangle() {
    double[][] lower = new double[rows][];
    for (int i = 0; i < rows; i++) {
      lower[i] = new double[i + 1];
    }
    return lower;
  }

  /**
   * Writes M·diag(w)·Mᵀ (r × r, row by row) into {@code gram}.
   *
   * @param weights w, length m
   */
  public void write(double[] weights, double[] gram) {
    write(Arrays.copyOf(weights, columns.length), triangle(), gram);
  }

  /**
   * The same without allocation.
   *
   * @param weights w, filled up with zeros to as many as there are {@link #columns()}
   * @param lower scratch space from {@link #triangle()}
   */
  public void write(double[] weights, double[][] lower, double[] gram) {
    for (double[] row : lower) {
      Arrays.fill(row, 0);
    }
    add(weights, lower);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k <= i; k++) {
        gram[i * rows + k] = lower[i][k];
        gram[k * rows + i] = lower[i][k];
      }
    }
  }

  /** The lower triangle of M·diag(w)·Mᵀ in rows of its own, for w = {@code weights} of length m. */
  public double[][] lower(double[] weights) {
    double[][] lower = triangle();
    add(Arrays.copyOf(weights, columns.length), lower);
    return lower;
  }

  private void add(double[] weights, double[][] lower) {
    for (int first = 0; first < columns.length; first += BLOCK) {
      addBlock(first, weights, lower);
    }
  }

  private void addBlock(int first, double[] w, double[][] lower) {
    double[] c0 = columns[first];
    double[] c1 = columns[first + 1];
    double[] c2 = columns[first + 2];
    double[] c3 = columns[first + 3];
    double[] c4 = columns[first + 4];
    double[] c5 = columns[first + 5];
    double[] c6 = columns[first + 6];
    double[] c7 = columns[first + 7];
    for (int i = 0; i < rows; i++) {
      double f0 = w[first] * c0[i];
      double f1 = w[first + 1] * c1[i];
      double f2 = w[first + 2] * c2[i];
      double f3 = w[first + 3] * c3[i];
      double f4 = w[first + 4] * c4[i];
      double f5 = w[first + 5] * c5[i];
      double f6 = w[first + 6] * c6[i];
      double f7 = w[first + 7] * c7[i];
      double[] sum = lower[i];
      for (int k = 0; k < sum.length; k++) {
        sum[k] +=
            f0 * c0[k]
                + f1 * c1[k]
                + f2 * c2[k]
                + f3 * c3[k]
                + f4 * c4[k]
                + f5 * c5[k]
                + f6 * c6[k]
                + f7 * c7[k];
      }
    }
  }
}
