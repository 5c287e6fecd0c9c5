package org.diaflow.spi;

import java.util.Arrays;

/**
 * A real matrix stored by compressed columns: the entries of column j are those at the places
 * {@code starts[j]} to {@code starts[j + 1] − 1}. All other entries are 0.
 *
 * <p>The arrays are shared, not copied: whoever holds them must not write to them.
 *
 * @param rows number of rows N, ≥ 1
 * @param columns number of columns d, ≥ 1
 * @param starts d + 1 places that never decrease, the first 0, the last the number of entries
 * @param rowIndices the row of each entry, counted from 0, increasing within each column
 * @param nonzeros the entries, usually none of them 0
 */
public record SparseMatrix(int rows, int columns, int[] starts, int[] rowIndices, double[] nonzeros)
    implements Matrix {

  /** Checks sizes, places and rows. Cost one look at every entry. */
  public SparseMatrix {
    if (rows < 1 || columns < 1 || starts.length != columns + 1L) {
      throw new IllegalArgumentException(
          "A %d × %d matrix cannot have %d column starts; give one per column and the end."
              .formatted(rows, columns, starts.length));
    }
    if (starts[0] != 0
        || starts[columns] != nonzeros.length
        || rowIndices.length != nonzeros.length) {
      throw new IllegalArgumentException(
          "Columns from %d to %d with %d rows cannot hold %d entries; begin at 0, end at their number."
              .formatted(starts[0], starts[columns], rowIndices.length, nonzeros.length));
    }
    for (int j = 0; j < columns; j++) {
      requireIncreasing(rows, j, starts, rowIndices);
    }
  }

  private static void requireIncreasing(int rows, int j, int[] starts, int[] rowIndices) {
    if (starts[j + 1] < starts[j] || starts[j + 1] > rowIndices.length) {
      throw new IllegalArgumentException(
          "Column %d cannot reach from %d to %d; let no column end before it starts."
              .formatted(j, starts[j], starts[j + 1]));
    }
    int before = -1;
    for (int k = starts[j]; k < starts[j + 1]; k++) {
      if (rowIndices[k] <= before || rowIndices[k] >= rows) {
        throw new IllegalArgumentException(
            "Column %d has an entry in row %d after one in row %d; give increasing rows below %d."
                .formatted(j, rowIndices[k], before, rows));
      }
      before = rowIndices[k];
    }
  }

  /** The nonzero entries of {@code matrix}. */
  public static SparseMatrix of(DenseMatrix matrix) {
    double[] entries = matrix.entries();
    int count = (int) Arrays.stream(entries).filter(value -> value != 0).count();
    int[] starts = new int[matrix.columns() + 1];
    int[] rowIndices = new int[count];
    double[] nonzeros = new double[count];
    int k = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        if (matrix.get(i, j) != 0) {
          rowIndices[k] = i;
          nonzeros[k++] = matrix.get(i, j);
        }
      }
      starts[j + 1] = k;
    }
    return new SparseMatrix(matrix.rows(), matrix.columns(), starts, rowIndices, nonzeros);
  }

  /** The matrix of the columns {@code indices} of this one, in that order. */
  public SparseMatrix selected(int[] indices) {
    int[] selectedStarts = new int[indices.length + 1];
    for (int c = 0; c < indices.length; c++) {
      selectedStarts[c + 1] = selectedStarts[c] + starts[indices[c] + 1] - starts[indices[c]];
    }
    int[] selectedRows = new int[selectedStarts[indices.length]];
    double[] selectedNonzeros = new double[selectedRows.length];
    for (int c = 0; c < indices.length; c++) {
      int from = starts[indices[c]];
      int length = selectedStarts[c + 1] - selectedStarts[c];
      System.arraycopy(rowIndices, from, selectedRows, selectedStarts[c], length);
      System.arraycopy(nonzeros, from, selectedNonzeros, selectedStarts[c], length);
    }
    return new SparseMatrix(rows, indices.length, selectedStarts, selectedRows, selectedNonzeros);
  }

  /** The matrix with other entries in the same places. */
  public SparseMatrix withNonzeros(double[] other) {
    return new SparseMatrix(rows, columns, starts, rowIndices, other);
  }

  @Override
  public double get(int i, int j) {
    int k = Arrays.binarySearch(rowIndices, starts[j], starts[j + 1], i);
    return k < 0 ? 0 : nonzeros[k];
  }

  /** Writes A·x into {@code product}, column by column. */
  @Override
  public void multiply(double[] x, double[] product) {
    Arrays.fill(product, 0, rows, 0);
    for (int j = 0; j < columns; j++) {
      double xj = x[j];
      for (int k = starts[j]; k < starts[j + 1]; k++) {
        product[rowIndices[k]] += nonzeros[k] * xj;
      }
    }
  }

  /** Writes Aᵀ·r into {@code product}, each sum from top to bottom. */
  @Override
  public void multiplyTransposed(double[] r, double[] product) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int k = starts[j]; k < starts[j + 1]; k++) {
        sum += nonzeros[k] * r[rowIndices[k]];
      }
      product[j] = sum;
    }
  }

  void writeColumn(int j, double[] column) {
    for (int k = starts[j]; k < starts[j + 1]; k++) {
      column[rowIndices[k]] = nonzeros[k];
    }
  }

  DenseMatrix expand() {
    double[] entries = new double[rows * columns];
    for (int j = 0; j < columns; j++) {
      for (int k = starts[j]; k < starts[j + 1]; k++) {
        entries[rowIndices[k] * columns + j] = nonzeros[k];
      }
    }
    return new DenseMatrix(rows, columns, entries);
  }
}
