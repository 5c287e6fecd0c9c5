package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;

/**
 * Rows of a matrix that span all of its rows, with the triangular matrix that tells how: row
 * rows[i] = Σ_{k ≤ i} L_ik·q_k for orthonormal q_k (Gram–Schmidt with row pivoting, the rows chosen
 * orthogonalized twice).
 *
 * @param rows indices of the rows, the one farthest from the span of those before it next, length r
 * @param triangular L, r × r row by row
 */
public record IndependentRows(int[] rows, double[] triangular) {

  /**
   * The independent rows of {@code matrix}, equilibrated. A row whose distance from the span of the
   * others is below {@code dependent} of its length is left out. Cost 2·N·r·d operations.
   */
  public static IndependentRows of(DenseMatrix matrix, double dependent) {
    int n = matrix.rows();
    int d = matrix.columns();
    double[][] rest = new double[n][];
    double[][] coefficients = new double[n][n];
    double[] norms = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = Arrays.copyOfRange(matrix.entries(), i * d, (i + 1) * d);
      norms[i] = LinearAlgebra.norm2(rest[i]);
    }
    int[] rows = new int[n];
    boolean[] taken = new boolean[n];
    double[][] basis = new double[n][];
    int size = 0;
    while (size < Math.min(n, d)) {
      int next = farthest(rest, norms, taken);
      if (next < 0) {
        break;
      }
      taken[next] = true;
      for (int k = 0; k < size; k++) {
        coefficients[next][k] += removed(rest[next], basis[k]);
      }
      double length = LinearAlgebra.norm2(rest[next]);
      if (!(length > dependent * norms[next])) {
        continue;
      }
      coefficients[next][size] = length;
      basis[size] = divided(rest[next], length);
      for (int i = 0; i < n; i++) {
        if (!taken[i]) {
          coefficients[i][size] = removed(rest[i], basis[size]);
        }
      }
      rows[size++] = next;
    }
    return new IndependentRows(Arrays.copyOf(rows, size), packed(coefficients, rows, size));
  }

  /** The row not taken whose rest is the largest part of it, −1 without one that is not zero. */
  private static int farthest(double[][] rest, double[] norms, boolean[] taken) {
    int farthest = -1;
    double largest = 0;
    for (int i = 0; i < norms.length; i++) {
      double part = taken[i] || norms[i] == 0 ? 0 : LinearAlgebra.norm2(rest[i]) / norms[i];
      if (part > largest) {
        largest = part;
        farthest = i;
      }
    }
    return farthest;
  }

  /** Takes the part along {@code unit} out of {@code row} and returns its coefficient. */
  private static double removed(double[] row, double[] unit) {
    double along = LinearAlgebra.dot(row, unit);
    for (int j = 0; j < row.length; j++) {
      row[j] -= along * unit[j];
    }
    return along;
  }

  private static double[] divided(double[] row, double length) {
    double[] unit = new double[row.length];
    Arrays.setAll(unit, j -> row[j] / length);
    return unit;
  }

  private static double[] packed(double[][] coefficients, int[] rows, int size) {
    double[] triangular = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(coefficients[rows[i]], 0, triangular, i * size, i + 1);
    }
    return triangular;
  }
}
