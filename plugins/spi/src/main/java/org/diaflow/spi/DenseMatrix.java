package org.diaflow.spi;

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
    for (int i = 0, k = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++, k++) {
        sum += entries[k] * x[j];
      }
      product[i] = sum;
    }
  }

  /** Writes Aᵀ·r into {@code product}. Cost N·d multiplications. */
  public void multiplyTransposed(double[] r, double[] product) {
    java.util.Arrays.fill(product, 0, columns, 0);
    for (int i = 0, k = 0; i < rows; i++) {
      double ri = r[i];
      for (int j = 0; j < columns; j++, k++) {
        product[j] += entries[k] * ri;
      }
    }
  }
}
