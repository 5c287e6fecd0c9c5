package org.diaflow.engine.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.diaflow.engine.compare.Purification.Purified;
import org.diaflow.engine.compare.TimedSolve.Solved;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.engine.plan.PreparedProblem;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.BackwardError;
import org.jspecify.annotations.Nullable;

/**
 * A problem on which ℓ¹ solvers are compared. The minimizer x* is the planted vector where the
 * judge confirms it as the only minimizer, else what a reference solver found if the judge confirms
 * that; otherwise it is not known and answers are measured by residual and gap. Thread-safe.
 */
public final class SolverComparison implements PreparedProblem {

  private static final double SHORT = 0.25;
  private static final int CALLS = 3;

  private final RegressionProblem problem;
  private final Purification purification;
  private final @Nullable Certificate known;

  private SolverComparison(
      RegressionProblem problem, Purification purification, @Nullable Certificate known) {
    this.problem = problem;
    this.purification = purification;
    this.known = known;
  }

  /**
   * Finds x* for {@code problem}, with {@code reference} where the planted vector does not do,
   * within {@code seconds}.
   *
   * @throws org.diaflow.theory.UnsolvableProblemException if A·x = y has no solution or y = 0
   */
  public static SolverComparison of(
      RegressionProblem problem, SolverChoice reference, double seconds, Budget budget) {
    var purification = new Purification(problem);
    double[] planted = problem.planted();
    if (planted != null && Arrays.stream(planted).allMatch(Double::isFinite)) {
      Certificate certificate = purification.judge().confirm(planted, null);
      if (certificate.unique()) {
        return new SolverComparison(problem, purification, certificate);
      }
    }
    Solved solved = new TimedSolve(problem, x -> Double.NaN).call(reference, seconds, budget);
    Certificate certificate =
        solved.x() == null
            ? null
            : purification.purify(solved.x(), solved.dual(), budget).certificate();
    return new SolverComparison(
        problem, purification, certificate != null && certificate.unique() ? certificate : null);
  }

  @Override
  public RegressionProblem problem() {
    return problem;
  }

  /** x*, or null where no unique minimizer was confirmed. */
  public double @Nullable [] minimizer() {
    return known == null ? null : known.minimizer();
  }

  /**
   * Runs {@code choice} for at most {@code seconds}, and judges what it returns. A call that took
   * less than {@value #SHORT} s is made three times and the fastest counts, for the first one also
   * times the compiler of the virtual machine; likewise the purification.
   */
  public ComparisonResult run(SolverChoice choice, double seconds, Budget budget) {
    Solved solved =
        fastest(
            () -> new TimedSolve(problem, this::error).call(choice, seconds, budget),
            Solved::seconds);
    String id = choice.solver().descriptor().id();
    Double tolerance = choice.parameters().values().get(SolverChoice.TOLERANCE);
    double[] x = solved.x();
    if (x == null) {
      return new ComparisonResult(
          id,
          tolerance,
          solved.outcome(),
          solved.seconds(),
          null,
          null,
          false,
          null,
          0,
          solved.curve());
    }
    Purified purified =
        fastest(() -> purification.purify(x, solved.dual(), budget), Purified::seconds);
    Certificate certificate = purified.certificate();
    Accuracy before = accuracy(x, dual(solved.dual(), certificate));
    Accuracy after =
        certificate == null ? before : accuracy(purified.x(), dual(certificate.dual(), known));
    return new ComparisonResult(
        id,
        tolerance,
        solved.outcome(),
        solved.seconds(),
        before,
        after,
        purified.certified(),
        purified.reason(),
        purified.seconds(),
        solved.curve());
  }

  private static <T> T fastest(Supplier<T> call, ToDoubleFunction<T> seconds) {
    T best = call.get();
    for (int k = 1; k < CALLS && seconds.applyAsDouble(best) < SHORT; k++) {
      T again = call.get();
      best = seconds.applyAsDouble(again) < seconds.applyAsDouble(best) ? again : best;
    }
    return best;
  }

  /** {@code given}, or the best dual vector of the judge's own. */
  private double @Nullable [] dual(double @Nullable [] given, @Nullable Certificate certificate) {
    if (given != null) {
      return given;
    }
    if (certificate != null && certificate.dual() != null) {
      return certificate.dual();
    }
    return known == null ? null : known.dual();
  }

  private double error(double[] x) {
    double[] minimizer = minimizer();
    return minimizer == null
        ? Certifier.relativeResidual(problem, x)
        : Vectors.norm2(Vectors.difference(x, minimizer)) / Math.max(1, Vectors.norm2(minimizer));
  }

  private Accuracy accuracy(double[] x, double @Nullable [] dual) {
    double residual = Certifier.relativeResidual(problem, x);
    Double gap = dual == null ? null : gap(x, dual);
    int support = BackwardError.entriesNeeded(problem.matrix(), problem.observations(), x);
    double[] minimizer = minimizer();
    if (minimizer != null) {
      double distance = Vectors.norm2(Vectors.difference(x, minimizer));
      double relative = distance / Math.max(1, Vectors.norm2(minimizer));
      Verdict verdict = Verdict.of(relative);
      String reason = sentence("Relative distance %.1e from the minimizer.", relative);
      return new Accuracy(residual, gap, distance, relative, support, verdict, reason);
    }
    Verdict verdict = gap == null ? Verdict.UNACCEPTABLE : Verdict.of(Math.max(residual, gap));
    String reason =
        gap == null
            ? sentence("Residual %.1e, but no dual vector: nothing says it is optimal.", residual)
            : sentence("No known minimizer; residual %.1e, gap %.1e.", residual, gap);
    return new Accuracy(residual, gap, null, null, support, verdict, reason);
  }

  private double gap(double[] x, double[] dual) {
    double[] correlations = new double[problem.columns()];
    problem.matrix().multiplyTransposed(dual, correlations);
    double excess = Math.max(1, Vectors.normInfinity(correlations));
    double value = 0;
    for (int i = 0; i < dual.length; i++) {
      value += problem.observations()[i] * dual[i] / excess;
    }
    double norm = Vectors.norm1(x);
    double scale = Math.max(norm, Math.abs(value));
    return scale == 0 ? 1 : Math.abs(norm - value) / scale;
  }

  private static String sentence(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
