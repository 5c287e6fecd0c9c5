package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.jspecify.annotations.Nullable;

/**
 * A growing selection of the columns of A, held side by side: of a dense A as one array per row,
 * whose first entries are those of the selected columns, so that products with Aᵀ are loops along
 * arrays from their first entry, which the compiler vectorizes.
 *
 * <p>Their weights ω_j = 1 + 1e-10·φ_j, with φ_j in [0, 1) all different, part columns that would
 * otherwise enter at the same moment: ties, duplicates and faces of minimizers. The norm of the
 * result is the least one to 1e-10.
 */
final class WorkingColumns {

  private static final double PARTING = 1e-10;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Matrix all;
  private final boolean[] selected;
  private int[] indices = new int[0];
  private double[][] rows;
  private @Nullable SparseMatrix sparse;

  /** A selection of the columns of {@code all}, not yet holding any. */
  WorkingColumns(Matrix all) {
    this.all = all;
    this.selected = new boolean[all.columns()];
    this.rows = new double[all instanceof DenseMatrix ? all.rows() : 0][0];
  }

  /** Which column is at each place, in the order of selection. */
  int[] indices() {
    return indices;
  }

  /** The number m of columns selected. */
  int size() {
    return indices.length;
  }

  /** Whether only stored entries are kept. */
  boolean sparse() {
    return all instanceof SparseMatrix;
  }

  /** Whether every column is selected. */
  boolean complete() {
    return indices.length == selected.length;
  }

  /** The weight ω of the column at place {@code k}. */
  double weight(int k) {
    return 1 + PARTING * (indices[k] * GOLDEN % 1);
  }

  /** Adds the columns with |value_j| ≥ {@code threshold}; returns whether there was a new one. */
  boolean select(double[] values, double threshold) {
    int before = indices.length;
    int count = before;
    int[] grown = Arrays.copyOf(indices, selected.length);
    for (int j = 0; j < selected.length; j++) {
      if (!selected[j] && Math.abs(values[j]) >= threshold) {
        selected[j] = true;
        grown[count++] = j;
      }
    }
    if (count == before) {
      return false;
    }
    indices = Arrays.copyOf(grown, count);
    switch (all) {
      case SparseMatrix matrix -> sparse = matrix.selected(indices);
      case DenseMatrix matrix -> gather(matrix, before);
    }
    return true;
  }

  /** Copies the columns from place {@code before} on behind those held so far. */
  private void gather(DenseMatrix matrix, int before) {
    int m = indices.length;
    int capacity = Math.min(matrix.columns(), m + m / 2);
    double[] entries = matrix.entries();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length < m) {
        rows[i] = Arrays.copyOf(rows[i], capacity);
      }
      double[] row = rows[i];
      int start = i * matrix.columns();
      for (int k = before; k < m; k++) {
        row[k] = entries[start + indices[k]];
      }
    }
  }

  /** A copy of the column at place {@code k}, length N. */
  double[] column(int k) {
    if (sparse != null) {
      return sparse.column(k);
    }
    double[] column = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][k];
    }
    return column;
  }

  /** Writes the sum of x_k times the column at place k (length N) into {@code product}. */
  void multiply(double[] x, double[] product) {
    if (sparse != null) {
      sparse.multiply(x, product);
      return;
    }
    int[] nonzero = new int[x.length];
    int count = 0;
    for (int k = 0; k < x.length; k++) {
      if (x[k] != 0) {
        nonzero[count++] = k;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int n = 0; n < count; n++) {
        sum += x[nonzero[n]] * rows[i][nonzero[n]];
      }
      product[i] = sum;
    }
  }

  /** Writes the products of the columns with {@code r} (length m) into {@code products}. */
  void multiplyTransposed(double[] r, double[] products) {
    if (sparse != null) {
      sparse.multiplyTransposed(r, products);
      return;
    }
    RowsAndColumns.combine(rows, r, rows.length, products, indices.length);
  }
}
