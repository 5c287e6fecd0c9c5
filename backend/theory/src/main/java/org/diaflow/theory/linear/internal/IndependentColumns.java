package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/** Columns of a matrix that form a basis, chosen in an order of preference. */
public final class IndependentColumns {

  /** Parts of a column outside the span of those chosen, tried one after the other. */
  private static final double[] OUTSIDE = {1e-2, 1e-5, 1e-9, 1e-13};

  private IndependentColumns() {}

  /**
   * As many independent columns of {@code matrix} (m × n, equilibrated) as there are, at most m:
   * first those clearly outside the span of the chosen ones, in the order given, then less clear
   * ones. Cost 4·m² per column looked at.
   */
  public static int[] of(DenseMatrix matrix, int[] order) {
    int m = matrix.rows();
    double[][] basis = new double[m][];
    int[] chosen = new int[m];
    boolean[] taken = new boolean[matrix.columns()];
    int size = 0;
    for (double outside : OUTSIDE) {
      for (int j : order) {
        if (size == m) {
          return chosen;
        }
        double[] rest = taken[j] ? null : remainder(matrix.column(j), basis, size, outside);
        if (rest != null) {
          taken[j] = true;
          basis[size] = rest;
          chosen[size++] = j;
        }
      }
    }
    return Arrays.copyOf(chosen, size);
  }

  /** The normalized part of {@code column} outside the span, null if it is too small. */
  private static double @Nullable [] remainder(
      double[] column, double[][] basis, int size, double outside) {
    double norm = LinearAlgebra.norm2(column);
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < size; k++) {
        double along = LinearAlgebra.dot(basis[k], column);
        for (int i = 0; i < column.length; i++) {
          column[i] -= along * basis[k][i];
        }
      }
    }
    double rest = LinearAlgebra.norm2(column);
    if (!(rest > outside * norm)) {
      return null;
    }
    for (int i = 0; i < column.length; i++) {
      column[i] /= rest;
    }
    return column;
  }
}
