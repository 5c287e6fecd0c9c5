package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.diaflow.theory.linear.internal.WeightedGram;
import org.diaflow.theory.problem.SupportSplit;
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

  /** Estimated relative error up to which a limit counts as reached. */
  public static final double REACHED = 1e-9;

  /** Relative error that is enough for a look at where a limit is, and to start others from. */
  static final double ROUGH = 1e-6;

  private static final int MOST_STEPS = 400;

  /** Steps after which a start counts as too far away. */
  static final int FEW_STEPS = 40;

  private final SupportSplit split;
  private final RowsAndColumns stacked;
  private final WeightedGram gram;

  /** Limits of the problem seen from the support of its unique minimizer. */
  public ExactLimit(SupportSplit split) {
    this.split = split;
    DenseMatrix matrix = stack(split);
    this.gram = new WeightedGram(matrix);
    this.stacked = new RowsAndColumns(matrix, gram);
  }

  SupportSplit split() {
    return split;
  }

  /** (B; T), r × |Sᶜ|. */
  RowsAndColumns stacked() {
    return stacked;
  }

  WeightedGram gram() {
    return gram;
  }

  /**
   * A limit of gradient flow.
   *
   * @param onSupportError e = x^∞_S − g*_S, length |S|
   * @param offSupport x^∞_Sᶜ, length |Sᶜ|
   * @param free z, length r − |S|: a start for neighbouring scales
   * @param iterations Newton steps taken
   * @param accuracy estimated relative error of x^∞ − g* in ‖·‖₁: the last Newton step, and what
   *     rounding may move, amplified by the conditioning of the equations
   * @param residual how far the equations are from holding: ‖(B·x_Sᶜ, e + T·x_Sᶜ)‖₁ relative to the
   *     same sums of absolute values, dimensionless; a few units of rounding where all is well
   * @param branch the start that led here
   */
  public record Limit(
      double[] onSupportError,
      double[] offSupport,
      double[] free,
      int iterations,
      double accuracy,
      double residual,
      Branch branch) {

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
    return solve(SplitLink.uniform(split, network), List.of());
  }

  /**
   * The limits of depth {@code depth} at every scale of {@code alphas}, in their order. Each but
   * the first starts from an extrapolation of up to three before it, so scales in order cost least.
   */
  public List<Limit> path(double depth, double[] alphas) {
    var path = new LimitPath();
    var limits = new ArrayList<Limit>();
    for (double alpha : alphas) {
      limits.add(extend(path, new DiagonalNetwork(depth, alpha)));
    }
    return List.copyOf(limits);
  }

  /** The limit for {@code network}, started from those in {@code path}, to which it is added. */
  Limit extend(LimitPath path, DiagonalNetwork network) {
    var link = SplitLink.uniform(split, network);
    Limit limit = solve(link, path.starts(link.logScale()));
    path.add(link.logScale(), limit);
    return limit;
  }

  /** The limit for {@code link}, tried from {@code starts} first. */
  Limit solve(SplitLink link, List<Start> starts) {
    if (split.trivialKernel()) {
      return new Limit(
          new double[split.sparsity()],
          new double[split.offSize()],
          new double[split.freedom()],
          0,
          0,
          0,
          Branch.ONLY_SOLUTION);
    }
    Limit best = null;
    for (Supplier<@Nullable Limit> attempt : attempts(link, starts)) {
      Limit limit = attempt.get();
      if (limit != null && (best == null || limit.accuracy() < best.accuracy())) {
        best = limit;
      }
      if (best != null && best.reached()) {
        break;
      }
    }
    return Objects.requireNonNull(best, "λ = 0 is always a feasible start");
  }

  /** The limit for {@code link} to a relative error of {@link #ROUGH}, from the first start. */
  Limit roughly(SplitLink link, List<Start> starts) {
    if (!split.trivialKernel()) {
      var newton = new LimitNewton(this, link, starts.getFirst());
      Limit limit = newton.feasible() ? newton.run(FEW_STEPS, ROUGH) : null;
      if (limit != null && limit.accuracy() <= ROUGH) {
        return limit;
      }
    }
    return solve(link, starts);
  }

  private List<Supplier<@Nullable Limit>> attempts(SplitLink link, List<Start> starts) {
    var attempts = new ArrayList<Supplier<@Nullable Limit>>();
    for (Start start : starts) {
      attempts.add(() -> run(link, start, FEW_STEPS));
    }
    if (starts.stream().noneMatch(start -> start.branch() == Branch.LEAST_MAXIMUM)) {
      attempts.add(() -> leastMaximum(link));
    }
    attempts.add(() -> new ScaleContinuation(this, link).run());
    attempts.add(() -> run(link, origin(link), MOST_STEPS));
    return attempts;
  }

  /** The limit Newton's method finds from {@code start}, or null if that is not feasible. */
  @Nullable Limit run(SplitLink link, Start start, int mostSteps) {
    var newton = new LimitNewton(this, link, start);
    return newton.feasible() ? newton.run(mostSteps) : null;
  }

  /** From where Newton's method was started. */
  public enum Branch {
    /** g* is the only solution of Ax = y: nothing to solve. */
    ONLY_SOLUTION,
    /** An extrapolation of limits at neighbouring scales. */
    NEIGHBOUR,
    /** e = 0 and the z of R_α: feasible whenever R_α is inside the domain, near for small α. */
    LEAST_MAXIMUM,
    /** A path of limits from a large scale down to the one asked for. */
    CONTINUATION,
    /** λ = 0, where the flow starts: always feasible, near for large α. */
    ORIGIN;

    /** The name in HTTP documents: lower case, joined by hyphens. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Where Newton's method starts.
   *
   * @param free z
   * @param error e
   * @param branch where it comes from
   */
  record Start(double[] free, double[] error, Branch branch) {}

  private @Nullable Limit leastMaximum(SplitLink link) {
    double smallest = Arrays.stream(split.values()).map(Math::abs).min().orElse(0);
    if (link.logScale() > Math.log(smallest)) {
      return null;
    }
    double[] z = LeastMaximum.solve(link.weighted(split), split.kernel()).free();
    return run(link, atMinimizer(z), FEW_STEPS);
  }

  /** The start at e = 0 and the z of a programme for R_α. */
  Start atMinimizer(double[] z) {
    return new Start(z, new double[split.sparsity()], Branch.LEAST_MAXIMUM);
  }

  /** The start at λ = 0, where the flow starts. */
  Start origin(SplitLink link) {
    double[] e = new double[split.sparsity()];
    Arrays.setAll(e, i -> link.predictorOn(0, i) - split.values()[i]);
    return new Start(new double[split.freedom()], e, Branch.ORIGIN);
  }

  /** Tᵀ(σ ⊙ ψ_D(|g*_S|/α)), the constant part of the programme for R_α. */
  static double[] weighted(SupportSplit split, DiagonalNetwork network) {
    return SplitLink.uniform(split, network).weighted(split);
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
