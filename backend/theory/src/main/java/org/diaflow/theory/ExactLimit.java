package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.jspecify.annotations.Nullable;

/**
 * The limit x^∞ of gradient flow without integrating (theory §3): damped Newton on the convex dual
 * min_λ α Σ H_D(a_iᵀλ) − ⟨y, λ⟩, in the coordinates of the support.
 *
 * <p>The unknowns are z and the on-support error e, with s_S = ψ_D((g* + e)/α) and s_Sᶜ = Tᵀs_S +
 * Bᵀz; the equations are
 *
 * <p>B·h_D(s_Sᶜ) = 0 and e + α·T·h_D(s_Sᶜ) = 0.
 *
 * <p>Errors are unknowns here, never differences of x^∞ and g*, so they keep their relative
 * accuracy at every α: no number of the size of g* is subtracted, and all slopes h_D' enter as
 * logarithms relative to the largest off-support slope. The Newton matrix
 *
 * <p>(B; ET)·W·(B; ET)ᵀ + diag(0, 1), W = diag h'(s_Sᶜ)/ω, E² = ω/h'(s_S), ω = max h'(s_Sᶜ),
 *
 * <p>is symmetric positive definite. Each step costs r²·|Sᶜ|/2 multiplications. Thread-safe.
 */
public final class ExactLimit {

  /** Relative size of the last Newton step up to which a limit counts as reached. */
  public static final double REACHED = 1e-9;

  private static final int MOST_STEPS = 400;

  private final SupportSplit split;
  private final DenseMatrix stacked;

  /** Limits of the problem seen from the support of its unique minimizer. */
  public ExactLimit(SupportSplit split) {
    this.split = split;
    this.stacked = stack(split);
  }

  /**
   * A limit of gradient flow.
   *
   * @param onSupportError e = x^∞_S − g*_S, length |S|
   * @param offSupport x^∞_Sᶜ, length |Sᶜ|
   * @param free z, length r − |S|: a start for neighbouring scales
   * @param iterations Newton steps taken
   * @param accuracy relative size of the last Newton step in x^∞_Sᶜ: an estimate of the relative
   *     error
   */
  public record Limit(
      double[] onSupportError,
      double[] offSupport,
      double[] free,
      int iterations,
      double accuracy) {

    /** Whether the accuracy is at least {@link ExactLimit#REACHED}. */
    public boolean reached() {
      return accuracy <= REACHED;
    }

    /** ‖x^∞_Sᶜ‖₁. */
    public double offSupportError() {
      return LinearAlgebra.norm1(offSupport);
    }

    /** ‖x^∞ − g*‖₁. */
    public double error() {
      return LinearAlgebra.norm1(onSupportError) + offSupportError();
    }
  }

  /** The limit for {@code network}; check {@link Limit#reached()}. */
  public Limit solve(DiagonalNetwork network) {
    return solve(network, null);
  }

  /** The limit for {@code network}, tried first from the z of a neighbouring scale. */
  public Limit solve(DiagonalNetwork network, double @Nullable [] start) {
    if (split.trivialKernel()) {
      return new Limit(
          new double[split.sparsity()],
          new double[split.offSize()],
          new double[split.freedom()],
          0,
          0);
    }
    Limit best = null;
    for (Start attempt : Start.values()) {
      LimitNewton newton = attempt.prepare(this, network, start);
      if (newton == null) {
        continue;
      }
      Limit limit = newton.run(MOST_STEPS);
      if (best == null || limit.accuracy() < best.accuracy()) {
        best = limit;
      }
      if (limit.reached()) {
        break;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  /** Where Newton's method starts, in the order tried. */
  private enum Start {
    /** e = 0 and the z given by the caller. */
    NEIGHBOUR,
    /** e = 0 and the z of R_α: feasible whenever R_α is inside the domain, near for small α. */
    LEAST_MAXIMUM,
    /** λ = 0, that is x = 0: always feasible, near for large α. */
    ZERO;

    @Nullable LimitNewton prepare(
        ExactLimit limit, DiagonalNetwork network, double @Nullable [] neighbour) {
      SupportSplit split = limit.split;
      double[] e = new double[split.sparsity()];
      double[] z =
          switch (this) {
            case NEIGHBOUR -> neighbour == null ? null : neighbour.clone();
            case LEAST_MAXIMUM -> leastMaximum(split, network);
            case ZERO -> new double[split.freedom()];
          };
      if (z == null) {
        return null;
      }
      if (this == ZERO) {
        Arrays.setAll(e, i -> -split.values()[i]);
      }
      var newton = new LimitNewton(split, limit.stacked, network, z, e);
      return newton.feasible() ? newton : null;
    }

    private static double @Nullable [] leastMaximum(SupportSplit split, DiagonalNetwork network) {
      double smallest = Arrays.stream(split.values()).map(Math::abs).min().orElse(0);
      if (network.scale() > smallest) {
        return null;
      }
      return LeastMaximum.solve(weighted(split, network), split.kernel()).free();
    }
  }

  /** Tᵀ(σ ⊙ ψ_D(|g*_S|/α)), the constant part of the programme for R_α. */
  static double[] weighted(SupportSplit split, DiagonalNetwork network) {
    Link link = Link.of(network.depth());
    double[] s =
        Arrays.stream(split.values()).map(g -> link.inverseAt(g, network.scale())).toArray();
    return split.transposedOnto(s);
  }

  /** (B; T), r × |Sᶜ|. */
  private static DenseMatrix stack(SupportSplit split) {
    int r = split.freedom() + split.sparsity();
    int m = Math.max(1, split.offSize());
    double[] entries = new double[r * m];
    if (split.kernel() != null) {
      System.arraycopy(split.kernel().entries(), 0, entries, 0, split.freedom() * m);
    }
    if (split.onto() != null) {
      System.arraycopy(
          split.onto().entries(), 0, entries, split.freedom() * m, split.sparsity() * m);
    }
    return new DenseMatrix(r, m, entries);
  }
}
