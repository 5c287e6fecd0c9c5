package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * A factored symmetric positive definite matrix M, scaled to unit diagonal first so that only the
 * conditioning of the scaled matrix matters. A matrix that is singular to working precision answers
 * with least-squares solutions of least norm.
 *
 * <p>The factors are M = LᵀL with L lower triangular, eliminated from the last row to the first:
 * then every inner loop runs along rows of L from their first entry, which the compiler vectorizes.
 * A library's Cholesky copies into and out of a store of its own and starts threads, which for the
 * sizes here costs many times the arithmetic.
 */
public final class PositiveDefinite {

  private static final int BLOCK = 4;

  /** Scaled pivots that rounding of a semidefinite matrix leaves, per row. */
  private static final double ROUNDING = 0x1p-52;

  private final double[] scale;
  private final double[][] lower;
  private final @Nullable SingularValue<Double> singular;

  /** Factors {@code m}, n × n, row by row, n ≥ 1. Costs n³/6 multiplications. */
  public PositiveDefinite(double[] m, int n) {
    this(triangle(m, n));
  }

  /** Factors the matrix with the lower triangle {@code rows}, which become the factor's. */
  public PositiveDefinite(double[][] rows) {
    int n = rows.length;
    scale = new double[n];
    lower = rows;
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      scale[i] = row[i] > 0 ? 1 / Math.sqrt(row[i]) : 1;
      for (int j = 0; j <= i; j++) {
        row[j] = row[j] * scale[i] * scale[j];
      }
    }
    double[][] scaled = new double[n][];
    Arrays.setAll(scaled, i -> rows[i].clone());
    singular = factor() ? null : singularValues(scaled);
  }

  private static double[][] triangle(double[] m, int n) {
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(m, i * n, i * n + i + 1));
    return rows;
  }

  /** Replaces the scaled matrix by its factor L; false at a pivot that is no more than rounding. */
  private boolean factor() {
    int rest = lower.length;
    while (rest > 0) {
      int block = Math.min(BLOCK, rest);
      for (int k = rest - 1; k >= rest - block; k--) {
        double pivot = lower[k][k];
        if (!(pivot > lower.length * ROUNDING)) {
          return false;
        }
        double root = Math.sqrt(pivot);
        for (int j = 0; j <= k; j++) {
          lower[k][j] /= root;
        }
        for (int i = rest - block; i < k; i++) {
          subtract(lower[k][i], lower[k], lower[i]);
        }
      }
      rest -= block;
      eliminate(rest, block);
    }
    return true;
  }

  /** Takes the {@code block} rows from {@code first} on out of those above them. */
  private void eliminate(int first, int block) {
    if (block < BLOCK) {
      for (int k = first; k < first + block; k++) {
        for (int i = 0; i < first; i++) {
          subtract(lower[k][i], lower[k], lower[i]);
        }
      }
      return;
    }
    double[] r0 = lower[first];
    double[] r1 = lower[first + 1];
    double[] r2 = lower[first + 2];
    double[] r3 = lower[first + 3];
    for (int i = 0; i < first; i++) {
      double f0 = r0[i];
      double f1 = r1[i];
      double f2 = r2[i];
      double f3 = r3[i];
      double[] row = lower[i];
      for (int j = 0; j < row.length; j++) {
        row[j] -= f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
      }
    }
  }

  /** row −= factor·from, along {@code row}. */
  private static void subtract(double factor, double[] from, double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] -= factor * from[j];
    }
  }

  private static SingularValue<Double> singularValues(double[][] rows) {
    int n = rows.length;
    R064Store store = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        store.set(i, j, rows[i][j]);
        store.set(j, i, rows[i][j]);
      }
    }
    SingularValue<Double> svd = SingularValue.R064.make(store);
    svd.decompose(store);
    return svd;
  }

  /** The solution of M·x = b. Costs n² multiplications. */
  public double[] solve(double[] b) {
    int n = scale.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = b[i] * scale[i];
    }
    if (singular == null) {
      substitute(x);
    } else {
      x = LinearAlgebra.array(singular.getSolution(LinearAlgebra.column(x)), n);
    }
    for (int i = 0; i < n; i++) {
      x[i] *= scale[i];
    }
    return x;
  }

  /** Lᵀ·u = x from the last row to the first, then L·v = u from the first to the last, in place. */
  private void substitute(double[] x) {
    for (int k = x.length - 1; k >= 0; k--) {
      double[] row = lower[k];
      double value = x[k] / row[k];
      for (int j = 0; j < k; j++) {
        x[j] -= value * row[j];
      }
      x[k] = value;
    }
    for (int k = 0; k < x.length; k++) {
      double[] row = lower[k];
      double even = 0;
      double odd = 0;
      int j = 0;
      for (; j + 1 < k; j += 2) {
        even += row[j] * x[j];
        odd += row[j + 1] * x[j + 1];
      }
      if (j < k) {
        even += row[j] * x[j];
      }
      x[k] = (x[k] - (even + odd)) / row[k];
    }
  }
}
