package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** The judge that knows every entry of A: splits the problem at the support and computes ϱ. */
final class DenseJudge implements Judge {

  private final RegressionProblem problem;
  private final RowSpace rows;

  /** Throws {@link UnsolvableProblemException} as {@link RowSpace#of} does. */
  DenseJudge(RegressionProblem problem) {
    this.problem = problem;
    this.rows = RowSpace.of(problem);
  }

  @Override
  public Certification judge(
      double[] candidate, int[] support, double @Nullable [] dual, boolean withConstants) {
    SupportSplit split = polished(support);
    if (split == null || residual(expand(split)) > Certifier.OPTIMAL) {
      return new Certification(
          Certifier.withoutVertex(
              problem,
              candidate,
              support,
              dual,
              1.0,
              "The columns of the support are dependent: the minimizer is not unique (theory §7)."),
          null);
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
    double threshold = Certifier.SUPPORT_THRESHOLD * LinearAlgebra.normInfinity(scaled);
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
    boolean optimal = gap <= Certifier.OPTIMAL;
    boolean unique = optimal && least.value() < 1 - Certifier.UNIQUE;
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
            Certifier.kappa(split.values()),
            dual,
            Certifier.correlations(problem, dual),
            residual(minimizer),
            gap,
            reason);
    return new Certification(certificate, unique ? split : null);
  }

  private double[] expand(SupportSplit split) {
    double[] x = new double[problem.columns()];
    for (int i = 0; i < split.sparsity(); i++) {
      x[split.support()[i]] = split.values()[i];
    }
    return x;
  }

  private double residual(double[] x) {
    return Certifier.relativeResidual(problem, x);
  }
}
