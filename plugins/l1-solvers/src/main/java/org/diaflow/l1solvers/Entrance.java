package org.diaflow.l1solvers;

import java.util.Arrays;
import java.util.function.Function;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.problem.OrthonormalRows;

/** What happens to every task before a method sees it: trivial ones never reach the method. */
final class Entrance {

  /** Relative distance of y from range(A) above which A·x = y counts as unsolvable. */
  private static final double CONSISTENT = 1e-9;

  private Entrance() {}

  /** A method for basis pursuit on a problem with entries of moderate size and y ≠ 0. */
  @FunctionalInterface
  interface Method {
    L1Candidate solve(RegressionProblem problem, IterateListener listener);
  }

  /** Solves {@code task} by {@code method}, unless it is trivial, non-finite or out of budget. */
  static L1Candidate solve(L1Task task, IterateListener listener, Method method) {
    RegressionProblem problem = task.problem();
    double[] zero = new double[problem.columns()];
    double[] zeroDual = new double[problem.rows()];
    double[] sizes = BalancedProblem.largestEntries(problem.matrix());
    if (!finite(sizes) || !finite(problem.observations())) {
      return new L1Candidate(
          zero,
          null,
          new Outcome(
              StopReason.NON_FINITE,
              "The matrix or the observations have an entry that is not a finite number; give finite numbers only."));
    }
    if (Arrays.stream(problem.observations()).allMatch(value -> value == 0)) {
      return new L1Candidate(
          zero, zeroDual, new Outcome(StopReason.CONVERGED, "y = 0: the minimizer is 0."));
    }
    if (task.budget().exhausted()) {
      return new L1Candidate(zero, null, cancelled());
    }
    BalancedProblem balanced = BalancedProblem.of(problem, sizes);
    return balanced.unscale(
        method.solve(balanced.problem(), x -> listener.iterate(balanced.unscale(x))));
  }

  /**
   * Solves {@code problem} through the equivalent one with orthonormal rows, where unsolvable ones
   * are recognized beforehand. Cost 4·N²·d operations.
   */
  static L1Candidate onOrthonormalRows(
      RegressionProblem problem, Function<RegressionProblem, L1Candidate> method) {
    var rows = new OrthonormalRows(problem);
    double inconsistency = rows.inconsistency();
    if (inconsistency > CONSISTENT) {
      return new L1Candidate(new double[problem.columns()], null, unsolvable(inconsistency));
    }
    L1Candidate candidate = method.apply(rows.problem());
    return new L1Candidate(
        candidate.x(),
        candidate.dual() == null ? null : rows.dual(candidate.dual()),
        candidate.outcome());
  }

  /** The outcome of a run that the host ended. */
  static Outcome cancelled() {
    return new Outcome(
        StopReason.CANCELLED, "The budget ended the run before its goal; allow more time.");
  }

  /** The outcome of a run on observations outside the range of A. */
  static Outcome unsolvable(double residual) {
    return new Outcome(
        StopReason.STALLED,
        "A·x = y is not solvable: the relative residual cannot be made smaller than %.3g; check the observations."
            .formatted(residual));
  }

  private static boolean finite(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * 0;
    }
    return sum == 0;
  }
}
