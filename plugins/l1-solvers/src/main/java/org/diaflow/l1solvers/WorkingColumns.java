package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;

/**
 * A growing selection of the columns of A, held side by side.
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
  private Matrix matrix;

  /** A selection of the columns of {@code all}, not yet holding any. */
  WorkingColumns(Matrix all) {
    this.all = all;
    this.selected = new boolean[all.columns()];
    this.matrix = all;
  }

  /** Which column is at each place, in the order of selection. */
  int[] indices() {
    return indices;
  }

  /** The selected columns, N × m. */
  Matrix matrix() {
    return matrix;
  }

  /** Whether every column is selected. */
  boolean complete() {
    return indices.length == selected.length;
  }

  boolean contains(int j) {
    return selected[j];
  }

  /** The weights of the selected columns. */
  double[] weights() {
    return Arrays.stream(indices).mapToDouble(j -> 1 + PARTING * (j * GOLDEN % 1)).toArray();
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
    matrix =
        switch (all) {
          case SparseMatrix sparse -> sparse.selected(indices);
          case DenseMatrix dense -> grown(dense, before);
        };
    return true;
  }

  /** The dense matrix of the {@code before} columns held so far and the new ones. */
  private DenseMatrix grown(DenseMatrix all, int before) {
    int m = indices.length;
    double[] held = matrix.values();
    double[] entries = new double[all.rows() * m];
    for (int i = 0; i < all.rows(); i++) {
      if (before > 0) {
        System.arraycopy(held, i * before, entries, i * m, before);
      }
      int row = i * all.columns();
      for (int k = before; k < m; k++) {
        entries[i * m + k] = all.entries()[row + indices[k]];
      }
    }
    return new DenseMatrix(all.rows(), m, entries);
  }
}
