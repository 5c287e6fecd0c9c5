package org.diaflow.engine.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.diaflow.engine.plugin.PluginGuard;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.jspecify.annotations.Nullable;

/** One timed call of an ℓ¹ solver; whatever the solver does, it ends in an outcome. */
final class TimedSolve {

  /** Time between two measured iterates grows at least by this factor: at most 200 of them. */
  private static final double GROWTH = 1.1;

  private final RegressionProblem problem;
  private final ToDoubleFunction<double[]> error;
  private final StopWatch watch = new StopWatch(System::nanoTime);
  private final List<WorkPoint> curve = new ArrayList<>();

  /** A call on {@code problem} whose iterates are measured by {@code error}, off the clock. */
  TimedSolve(RegressionProblem problem, ToDoubleFunction<double[]> error) {
    this.problem = problem;
    this.error = error;
  }

  /**
   * How the call ended.
   *
   * @param x d finite numbers, or null
   * @param dual N finite numbers, or null
   * @param outcome what the solver claims, or why there is no x
   * @param seconds time of the solver alone
   * @param curve improving iterates over time, the answer last
   */
  record Solved(
      double @Nullable [] x,
      double @Nullable [] dual,
      Outcome outcome,
      double seconds,
      List<WorkPoint> curve) {}

  /** Makes the call, which may take {@code seconds}; to be used once. */
  Solved call(SolverChoice choice, double seconds, Budget budget) {
    String id = choice.solver().descriptor().id();
    long deadline = System.nanoTime() + (long) Math.min(seconds * 1e9, 1e18);
    Budget limited = () -> budget.exhausted() || System.nanoTime() - deadline > 0;
    try {
      Applicability applicability = choice.solver().supports(problem);
      if (!applicability.applicable()) {
        return nothing(StopReason.UNSUPPORTED, String.valueOf(applicability.reason()));
      }
      var task = new L1Task(withheld(), choice.parameters(), limited);
      L1Candidate candidate = PluginGuard.apart(id, limited, () -> timed(choice, task));
      return checked(id, candidate, limited.exhausted() && !budget.exhausted(), seconds);
    } catch (PluginGuard.Failure failure) {
      return nothing(StopReason.PLUGIN_ERROR, String.valueOf(failure.getMessage()));
    } catch (RuntimeException | LinkageError broken) {
      return nothing(
          StopReason.PLUGIN_ERROR,
          "Plug-in '%s' threw %s; remove or repair it.".formatted(id, broken));
    }
  }

  /** The problem without x*, which is none of the contestants' business. */
  private RegressionProblem withheld() {
    return new RegressionProblem(
        problem.matrix(), problem.observations(), null, problem.provenance());
  }

  private L1Candidate timed(SolverChoice choice, L1Task task) {
    watch.start();
    L1Candidate candidate = choice.solver().solve(task, this::iterate);
    watch.end();
    return candidate;
  }

  private void iterate(double[] x) {
    double seconds = watch.seconds();
    watch.pause(() -> measure(x, seconds));
  }

  private synchronized void measure(double[] x, double seconds) {
    if (x.length == problem.columns()
        && (curve.isEmpty() || seconds >= GROWTH * curve.getLast().seconds())) {
      curve.add(new WorkPoint(seconds, error.applyAsDouble(x)));
    }
  }

  private Solved checked(
      String id, @Nullable L1Candidate candidate, boolean outOfTime, double allowed) {
    if (candidate == null || candidate.x() == null || candidate.outcome() == null) {
      return nothing(
          StopReason.PLUGIN_ERROR,
          "Plug-in '%s' returned no answer; remove or repair it.".formatted(id));
    }
    Outcome claimed = candidate.outcome();
    if (candidate.x().length != problem.columns()) {
      return nothing(
          StopReason.PLUGIN_ERROR,
          "Plug-in '%s' returned %d numbers, not %d; remove or repair it."
              .formatted(id, candidate.x().length, problem.columns()));
    }
    if (!finite(candidate.x())) {
      return nothing(
          StopReason.NON_FINITE,
          "Plug-in '%s' returned NaN or an infinity; it says: %s".formatted(id, claimed.advice()));
    }
    if (outOfTime && claimed.reason() == StopReason.CANCELLED) {
      claimed =
          new Outcome(
              StopReason.BUDGET,
              "Not finished within %s s; allow more time or a larger tolerance."
                  .formatted(allowed));
    }
    double[] x = candidate.x().clone();
    double[] dual = candidate.dual();
    boolean usable = dual != null && dual.length == problem.rows() && finite(dual);
    return new Solved(
        x, dual != null && usable ? dual.clone() : null, claimed, watch.seconds(), curve(x));
  }

  private synchronized List<WorkPoint> curve(double[] x) {
    curve.add(new WorkPoint(watch.seconds(), error.applyAsDouble(x)));
    return List.copyOf(curve);
  }

  private synchronized Solved nothing(StopReason reason, String advice) {
    return new Solved(null, null, new Outcome(reason, advice), watch.seconds(), List.copyOf(curve));
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
