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
public record DenseMatrix(int rows, int columns, double[] entries) {

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
  public double get(int i, int j) {
    return entries[i * columns + j];
  }

  /** Writes A·x into {@code product}. Cost N·d multiplications. */
  public void multiply(double[] x, double[] product) {
    for (int i = 0; i < rows; i++) {
      product[i] = rowProduct(i * columns, x);
    }
  }

  /** A row times x in eight partial sums: one alone would wait for every addition. */
  private double rowProduct(int start, double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int j = 0;
    for (; j + 7 < columns; j += 8) {
      int k = start + j;
      s0 += entries[k] * x[j];
      s1 += entries[k + 1] * x[j + 1];
      s2 += entries[k + 2] * x[j + 2];
      s3 += entries[k + 3] * x[j + 3];
      s4 += entries[k + 4] * x[j + 4];
      s5 += entries[k + 5] * x[j + 5];
      s6 += entries[k + 6] * x[j + 6];
      s7 += entries[k + 7] * x[j + 7];
    }
    for (; j < columns; j++) {
      s0 += entries[start + j] * x[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** Writes Aᵀ·r into {@code product}. Cost N·d multiplications. */
  public void multiplyTransposed(double[] r, double[] product) {
    Arrays.fill(product, 0, columns, 0);
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      addFourRows(i * columns, r[i], r[i + 1], r[i + 2], r[i + 3], product);
    }
    for (; i < rows; i++) {
      double ri = r[i];
      int start = i * columns;
      for (int j = 0; j < columns; j++) {
        product[j] += entries[start + j] * ri;
      }
    }
  }

  /** Four rows at a time read and write the sums a quarter as often. */
  private void addFourRows(int start, double r0, double r1, double r2, double r3, double[] sums) {
    int k1 = start + columns;
    int k2 = k1 + columns;
    int k3 = k2 + columns;
    for (int j = 0; j < columns; j++) {
      sums[j] +=
          (entries[start + j] * r0 + entries[k1 + j] * r1)
              + (entries[k2 + j] * r2 + entries[k3 + j] * r3);
    }
  }
}
