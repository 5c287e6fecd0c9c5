package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.linear.internal.BasisPursuit;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * The linear programme for R⁻ (theory §5): with l_i ≤ h_i for i ∈ S,
 *
 * <p>R⁻ = min{‖A_Sᶜᵀν‖_∞ : l_i ≤ a_iᵀν ≤ h_i} = max over n ∈ ker A of (−⟨m, n_S⟩ − Σ r_i|n_i|) /
 * ‖n_Sᶜ‖₁,
 *
 * <p>m = (h + l)/2, r = (h − l)/2. The quotient is maximized by Dinkelbach's method (Management
 * Science 13 (1967)): for a value ρ, min{ρ‖n_Sᶜ‖₁ + Σ r_i|n_i| : −⟨m, n_S⟩ = 1} is a basis pursuit,
 * and the quotient at its solution is the next ρ; from the second step on ρ grows.
 */
final class LowerProgramme {

  /** Steps; they converge faster than linearly, and usually two are enough. */
  private static final int MOST_STEPS = 30;

  /** Relative growth of ρ that is not worth another step. */
  private static final double SETTLED = 1e-12;

  private final DenseMatrix matrix;
  private final double[] rightHandSide;
  private final double[] radii;
  private final int offSize;

  private LowerProgramme(SupportSplit split, double[] unit, double[] radii) {
    int k = split.sparsity();
    int q = split.freedom();
    this.offSize = split.offSize();
    this.radii = radii;
    int columns = offSize + k;
    double[] entries = new double[(q + k + 1) * columns];
    copy(split.kernel(), entries, 0, columns);
    copy(split.onto(), entries, q, columns);
    for (int i = 0; i < k; i++) {
      entries[(q + i) * columns + offSize + i] = 1;
    }
    System.arraycopy(unit, 0, entries, (q + k) * columns, offSize);
    this.matrix = new DenseMatrix(q + k + 1, columns, entries);
    this.rightHandSide = new double[q + k + 1];
    this.rightHandSide[q + k] = 1;
  }

  private static void copy(@Nullable DenseMatrix from, double[] entries, int row, int columns) {
    for (int i = 0; from != null && i < from.rows(); i++) {
      System.arraycopy(
          from.entries(), i * from.columns(), entries, (row + i) * columns, from.columns());
    }
  }

  /**
   * The n_Sᶜ of a maximizer, or that of {@code known}, the solution of the programme for R_α, where
   * none is found.
   */
  static double[] kernelPart(SupportSplit split, double[] low, double[] high, LeastMaximum known) {
    double[] middle = new double[low.length];
    Arrays.setAll(middle, i -> (high[i] + low[i]) / 2);
    double[] target =
        LeastMaximum.shifted(split.transposedOnto(middle), split.kernel(), known.free());
    double size = LinearAlgebra.normInfinity(target);
    if (!(size > 0)) {
      return known.kernelPart();
    }
    double[] radii = new double[low.length];
    Arrays.setAll(radii, i -> (high[i] - low[i]) / (2 * size));
    double[] unit = Arrays.stream(target).map(value -> value / size).toArray();
    double[] onSupport = split.onto(known.kernelPart());
    double[] start = Arrays.copyOf(known.kernelPart(), split.offSize() + low.length);
    for (int i = 0; i < low.length; i++) {
      start[split.offSize() + i] = -onSupport[i];
    }
    try {
      double[] found = new LowerProgramme(split, unit, radii).maximize(start);
      return found == null ? known.kernelPart() : Arrays.copyOf(found, split.offSize());
    } catch (IllegalStateException unfinished) {
      // every vector of ker A gives a lower bound, so the one known is right, if not the best
      return known.kernelPart();
    }
  }

  /** The maximizing (n_Sᶜ, n_S), or null where the rows are dependent to working precision. */
  private double @Nullable [] maximize(double[] start) {
    double[] best = start;
    double rho = 1;
    for (int step = 0; step < MOST_STEPS; step++) {
      BasisPursuit.Vertex vertex = vertex(rho, best);
      if (vertex == null) {
        return null;
      }
      best = vertex.x();
      double quotient = quotient(best);
      if ((step > 0 && quotient <= rho * (1 + SETTLED)) || (step == 0 && quotient >= 1)) {
        return best;
      }
      rho = Math.max(0, quotient);
    }
    return best;
  }

  private BasisPursuit.@Nullable Vertex vertex(double rho, double[] start) {
    double[] costs = new double[matrix.columns()];
    Arrays.fill(costs, 0, offSize, rho);
    System.arraycopy(radii, 0, costs, offSize, radii.length);
    return BasisPursuit.solve(matrix, rightHandSide, costs, costs, start);
  }

  /** (1 − Σ r_i|n_i|)/‖n_Sᶜ‖₁. */
  private double quotient(double[] n) {
    double rest = 1;
    for (int i = 0; i < radii.length; i++) {
      rest -= radii[i] * Math.abs(n[offSize + i]);
    }
    double norm = 0;
    for (int j = 0; j < offSize; j++) {
      norm += Math.abs(n[j]);
    }
    return rest / norm;
  }
}
