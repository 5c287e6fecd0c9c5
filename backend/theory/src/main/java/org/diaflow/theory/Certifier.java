package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * The judge of ℓ¹ candidates: takes a vector from any solver and decides, from A and y alone,
 * whether it is the minimizer of ‖x‖₁ subject to Ax = y and whether it is the only one (theory §4).
 */
public final class Certifier {

  /** Entries below this fraction of the largest are taken for zero when the support is read off. */
  public static final double SUPPORT_THRESHOLD = 1e-7;

  /** Relative residual and duality gap up to which a candidate counts as optimal. */
  static final double OPTIMAL = 1e-9;

  /** 1 − ϱ below which uniqueness is not claimed. */
  static final double UNIQUE = 1e-9;

  private final RegressionProblem problem;
  private final RowSpace rows;

  /** A judge for {@code problem}; throws {@link UnsolvableProblemException} where there is none. */
  public Certifier(RegressionProblem problem) {
    this.problem = problem;
    this.rows = RowSpace.of(problem);
  }

  /**
   * Judges {@code candidate} (length d), with {@code dual} (length N) as an optional help when the
   * support alone does not decide. Costs one linear programme for ϱ, more for the null space
   * constants of small supports.
   */
  public Certification certify(double[] candidate, double @Nullable [] dual) {
    return certify(candidate, dual, true);
  }

  /**
   * Judges {@code candidate} like {@link #certify}, leaving out the null space constants, which
   * decide nothing about optimality. Costs at most one linear programme.
   */
  public Certificate confirm(double[] candidate, double @Nullable [] dual) {
    return certify(candidate, dual, false).certificate();
  }

  private Certification certify(
      double[] candidate, double @Nullable [] dual, boolean withConstants) {
    if (candidate.length != problem.columns() || !allFinite(candidate)) {
      throw new IllegalArgumentException(
          "The candidate has length %d or a non-finite entry; it must have %d finite entries."
              .formatted(candidate.length, problem.columns()));
    }
    double threshold = SUPPORT_THRESHOLD * LinearAlgebra.normInfinity(candidate);
    int[] support =
        IntStream.range(0, candidate.length)
            .filter(j -> Math.abs(candidate[j]) > threshold)
            .toArray();
    SupportSplit split = polished(support);
    if (split == null || residual(expand(split)) > OPTIMAL) {
      return new Certification(withoutSplit(candidate, support, dual), null);
    }
    return judge(split, withConstants);
  }

  /** The split at {@code support} with values re-solved by least squares, null if not injective. */
  private @Nullable SupportSplit polished(int[] support) {
    if (support.length == 0 || support.length > rows.matrix().rows()) {
      return null;
    }
    SupportSplit split = SupportSplit.of(rows.matrix(), support, new double[support.length]);
    if (split == null) {
      return null;
    }
    double[] values = split.leastSquares(rows.observations());
    double[] scaled = Arrays.stream(values).map(v -> v * rows.solutionScale()).toArray();
    double threshold = SUPPORT_THRESHOLD * LinearAlgebra.normInfinity(scaled);
    int[] kept =
        IntStream.range(0, support.length).filter(i -> Math.abs(scaled[i]) > threshold).toArray();
    if (kept.length < support.length) {
      return polished(Arrays.stream(kept).map(i -> support[i]).toArray());
    }
    return split.withValues(scaled);
  }

  private Certification judge(SupportSplit split, boolean withConstants) {
    double[] minimizer = expand(split);
    double[] signs = split.signs();
    LeastMaximum least = LeastMaximum.solve(split.transposedOnto(signs), split.kernel());
    double gap = Math.max(0, 1 - 1 / Math.max(1, least.value()));
    boolean optimal = gap <= OPTIMAL;
    boolean unique = optimal && least.value() < 1 - UNIQUE;
    double[] dual = rows.liftDual(split.dual(signs, least.free()));
    NullSpaceConstants constants =
        unique && withConstants ? NullSpaceConstants.of(split, least.value()) : null;
    String reason = null;
    if (!optimal) {
      reason = "The candidate is feasible but not a minimizer; try another ℓ¹ solver.";
    } else if (!unique) {
      reason = "ϱ = 1: the minimizer is not unique, so limits depend on the depth (theory §7).";
    }
    var certificate =
        new Certificate(
            minimizer,
            split.support(),
            unique,
            optimal,
            Math.min(1, least.value()),
            LinearAlgebra.normInfinity(split.transposedOnto(signs)),
            Arrays.stream(least.active()).map(j -> split.offSupport()[j]).toArray(),
            constants == null ? null : constants.rhoTilde(),
            constants == null ? null : constants.rhoMinus(),
            kappa(split.values()),
            dual,
            correlations(dual),
            residual(minimizer),
            gap,
            reason);
    return new Certification(certificate, unique ? split : null);
  }

  private Certificate withoutSplit(double[] candidate, int[] support, double @Nullable [] dual) {
    double residual = residual(candidate);
    double gap = dual == null ? Double.POSITIVE_INFINITY : gap(candidate, dual);
    boolean optimal = residual <= OPTIMAL && gap <= OPTIMAL;
    String reason =
        optimal
            ? "The columns of the support are dependent: the minimizer is not unique (theory §7)."
            : "The candidate is not confirmed as a minimizer: residual %.3g, gap %.3g; try another ℓ¹ solver."
                .formatted(residual, gap);
    double[] values = Arrays.stream(support).mapToDouble(j -> candidate[j]).toArray();
    return new Certificate(
        candidate,
        support,
        false,
        optimal,
        1,
        null,
        new int[0],
        null,
        null,
        kappa(values),
        dual,
        dual == null ? null : correlations(dual),
        residual,
        gap,
        reason);
  }

  private double gap(double[] candidate, double[] dual) {
    double excess = Math.max(1, LinearAlgebra.normInfinity(correlations(dual)));
    double norm = LinearAlgebra.norm1(candidate);
    double gap = (norm - LinearAlgebra.dot(problem.observations(), dual) / excess) / norm;
    return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : Math.max(0, gap);
  }

  private double[] expand(SupportSplit split) {
    double[] x = new double[problem.columns()];
    for (int i = 0; i < split.sparsity(); i++) {
      x[split.support()[i]] = split.values()[i];
    }
    return x;
  }

  private double residual(double[] x) {
    return relativeResidual(problem, x);
  }

  /** ‖Ax − y‖₂ / ‖y‖₂, dimensionless. */
  public static double relativeResidual(RegressionProblem problem, double[] x) {
    double[] rest = new double[problem.rows()];
    problem.matrix().multiply(x, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= problem.observations()[i];
    }
    return LinearAlgebra.norm2(rest) / LinearAlgebra.norm2(problem.observations());
  }

  private double[] correlations(double[] dual) {
    DenseMatrix matrix = problem.matrix();
    double[] result = new double[matrix.columns()];
    matrix.multiplyTransposed(dual, result);
    return result;
  }

  private static @Nullable Double kappa(double[] values) {
    double largest = LinearAlgebra.normInfinity(values);
    double smallest = Arrays.stream(values).map(Math::abs).min().orElse(0);
    return smallest > 0 ? largest / smallest : null;
  }

  private static boolean allFinite(double[] x) {
    return Arrays.stream(x).allMatch(Double::isFinite);
  }
}
