package org.diaflow.spi;

import java.util.Arrays;

/**
 * A real matrix stored row by row.
 *
 * <p>The entries are shared, not copied: whoever holds the array must not write to it.
 *
 * @param rows number of rows N, ≥ 1
 * @param columns number of columns d, ≥ 1
 * @param entries N·d entries; entry (i, j) is at {@code i * columns + j}
 */
public record DenseMatrix(int rows, int columns, double[] entries) implements Matrix {

  /** Checks that the length of {@code entries} is N·d. */
  public DenseMatrix {
    if (rows < 1 || columns < 1 || (long) rows * columns != entries.length) {
      throw new IllegalArgumentException(
          "A %d × %d matrix cannot have %d entries.".formatted(rows, columns, entries.length));
    }
  }

  /** The matrix with the given rows, which must have equal length. */
  public static DenseMatrix ofRows(double[]... rowArrays) {
    int columns = rowArrays.length == 0 ? 0 : rowArrays[0].length;
    double[] entries = new double[rowArrays.length * columns];
    for (int i = 0; i < rowArrays.length; i++) {
      if (rowArrays[i].length != columns) {
        throw new IllegalArgumentException(
            "Row %d has %d entries, row 1 has %d.".formatted(i + 1, rowArrays[i].length, columns));
      }
      System.arraycopy(rowArrays[i], 0, entries, i * columns, columns);
    }
    return new DenseMatrix(rowArrays.length, columns, entries);
  }

  /** Entry (i, j), counted from 0. */
  @Override
  public double get(int i, int j) {
    return entries[i * columns + j];
  }

  /** Writes A·x into {@code product}, summing from left to right. Cost N·d multiplications. */
  @Override
  public void multiply(double[] x, double[] product) {
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      multiplyFourRows(i, x, product);
    }
    for (; i < rows; i++) {
      int k = i * columns;
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += entries[k + j] * x[j];
      }
      product[i] = sum;
    }
  }

  /** Four sums at once: one alone would wait for every addition. */
  private void multiplyFourRows(int i, double[] x, double[] product) {
    int k0 = i * columns;
    int k1 = k0 + columns;
    int k2 = k1 + columns;
    int k3 = k2 + columns;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int j = 0; j < columns; j++) {
      double xj = x[j];
      sum0 += entries[k0 + j] * xj;
      sum1 += entries[k1 + j] * xj;
      sum2 += entries[k2 + j] * xj;
      sum3 += entries[k3 + j] * xj;
    }
    product[i] = sum0;
    product[i + 1] = sum1;
    product[i + 2] = sum2;
    product[i + 3] = sum3;
  }

  /** Writes Aᵀ·r into {@code product}, summing from top to bottom. Cost N·d multiplications. */
  @Override
  public void multiplyTransposed(double[] r, double[] product) {
    Arrays.fill(product, 0, columns, 0);
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      addFourRows(i, r, product);
    }
    for (; i < rows; i++) {
      double ri = r[i];
      int k = i * columns;
      for (int j = 0; j < columns; j++) {
        product[j] += entries[k + j] * ri;
      }
    }
  }

  /** Four rows at a time read and write the sums a quarter as often. */
  private void addFourRows(int i, double[] r, double[] product) {
    double r0 = r[i];
    double r1 = r[i + 1];
    double r2 = r[i + 2];
    double r3 = r[i + 3];
    int k0 = i * columns;
    int k1 = k0 + columns;
    int k2 = k1 + columns;
    int k3 = k2 + columns;
    for (int j = 0; j < columns; j++) {
      product[j] =
          product[j]
              + entries[k0 + j] * r0
              + entries[k1 + j] * r1
              + entries[k2 + j] * r2
              + entries[k3 + j] * r3;
    }
  }
}
