package org.diaflow.theory.linear.internal;

import org.diaflow.spi.DenseMatrix;

/**
 * Iterative refinement of the least-squares problems min ‖a_j − A_S·t‖ behind T and B, for an A_S
 * whose columns are nearly dependent (Å. Björck, BIT 7 (1967)): solution and residual are refined
 * together, with residuals of twice the digits, so that both are right to the last digits.
 */
public final class SplitRefinement {

  /** Each pass gains the digits that the condition number leaves; the last one gains nothing. */
  private static final int MOST_PASSES = 10;

  private final double[][] columns;
  private final HouseholderQr factors;
  private final double[][] r;

  /** For A_S = QR with the columns {@code support} of {@code matrix}. */
  public SplitRefinement(DenseMatrix matrix, int[] support, HouseholderQr factors) {
    this.columns = new double[support.length][];
    for (int i = 0; i < support.length; i++) {
      columns[i] = matrix.column(support[i]);
    }
    this.factors = factors;
    this.r = factors.triangular();
  }

  /**
   * Refines {@code solution} = A_S⁺a (length |S|) and {@code coordinates} = Q₂ᵀa (length r − |S|)
   * in place. Cost a few r² operations.
   */
  public void refine(double[] a, double[] solution, double[] coordinates) {
    int k = columns.length;
    double[] rest = new double[a.length];
    System.arraycopy(coordinates, 0, rest, k, coordinates.length);
    factors.product(rest);
    double before = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      double[] change = missing(a, solution, rest);
      double[] slant = slant(rest);
      forwardSubstitute(slant);
      factors.transposed(change);
      double[] step = new double[k];
      for (int i = 0; i < k; i++) {
        step[i] = change[i] - slant[i];
        change[i] = slant[i];
      }
      factors.product(change);
      backSubstitute(step);
      double size = Math.hypot(LinearAlgebra.norm2(step), LinearAlgebra.norm2(change));
      if (size == 0 || size > before / 2) {
        break;
      }
      before = size;
      addTo(solution, step);
      addTo(rest, change);
    }
    factors.transposed(rest);
    System.arraycopy(rest, k, coordinates, 0, coordinates.length);
  }

  /** a − rest − A_S·solution. */
  private double[] missing(double[] a, double[] solution, double[] rest) {
    double[] missing = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      var sum = new CompensatedSum().startAt(a[i]);
      sum.add(-rest[i]);
      for (int l = 0; l < solution.length; l++) {
        sum.addProduct(-columns[l][i], solution[l]);
      }
      missing[i] = sum.value();
    }
    return missing;
  }

  /** −A_Sᵀ·rest. */
  private double[] slant(double[] rest) {
    double[] slant = new double[columns.length];
    for (int l = 0; l < slant.length; l++) {
      var sum = new CompensatedSum().startAt(0);
      for (int i = 0; i < rest.length; i++) {
        sum.addProduct(-columns[l][i], rest[i]);
      }
      slant[l] = sum.value();
    }
    return slant;
  }

  /** b ← R⁻ᵀb. */
  private void forwardSubstitute(double[] b) {
    for (int i = 0; i < b.length; i++) {
      for (int l = 0; l < i; l++) {
        b[i] -= r[l][i] * b[l];
      }
      b[i] /= r[i][i];
    }
  }

  /** b ← R⁻¹b. */
  private void backSubstitute(double[] b) {
    for (int i = b.length - 1; i >= 0; i--) {
      for (int l = i + 1; l < b.length; l++) {
        b[i] -= r[i][l] * b[l];
      }
      b[i] /= r[i][i];
    }
  }

  private static void addTo(double[] target, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      target[i] += vector[i];
    }
  }
}
