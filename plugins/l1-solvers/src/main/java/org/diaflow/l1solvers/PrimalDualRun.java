package org.diaflow.l1solvers;

import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;

/** One run of the restarted primal–dual hybrid gradient method on min Σ c_j|x_j|. */
final class PrimalDualRun {

  /** Iterations between two looks at progress. */
  private static final int PERIOD = 40;

  /** Fall of the normalized gap that alone calls for a restart. */
  private static final double SUFFICIENT = 0.2;

  /** Fall of the normalized gap that calls for a restart once it rises again. */
  private static final double NECESSARY = 0.8;

  /** Part of all iterations after which a restart comes anyway. */
  private static final double LONG = 0.36;

  /** A lower bound on the norm of solutions this many times that of x means there are none. */
  private static final double UNSOLVABLE = 1e8;

  private final Matrix matrix;
  private final double[] y;
  private final double[] costs;
  private final double tolerance;
  private final IterateListener listener;
  private StepSizes steps;
  private double step = 1;
  private SaddlePoint current;
  private SaddlePoint average;
  private SaddlePoint restart;
  private double averageWeight;
  private double gapAtRestart = Double.POSITIVE_INFINITY;
  private double previousGap = Double.POSITIVE_INFINITY;
  private long iterations;
  private long sinceRestart;

  PrimalDualRun(
      RegressionProblem problem, double[] costs, double tolerance, IterateListener listener) {
    this.matrix = problem.matrix();
    this.y = problem.observations();
    this.costs = costs;
    this.tolerance = tolerance;
    this.listener = listener;
    this.steps = StepSizes.of(matrix);
    this.current = SaddlePoint.zero(y.length, matrix.columns());
    this.average = current.copy();
    this.restart = current.copy();
  }

  L1Candidate solve(Budget budget, long mostIterations) {
    while (iterations < mostIterations) {
      if (budget.exhausted()) {
        return candidate(Entrance.cancelled());
      }
      iterate();
      if (iterations % PERIOD == 0) {
        if (current.optimality(y, costs).within(tolerance)) {
          return candidate(
              new Outcome(
                  StopReason.CONVERGED,
                  "Residual and gap are below the tolerance after %d iterations."
                      .formatted(iterations)));
        }
        if (provesUnsolvable()) {
          return candidate(Entrance.unsolvable(current.optimality(y, costs).residual()));
        }
        considerRestart();
      }
    }
    return candidate(
        new Outcome(
            StopReason.BUDGET,
            "Residual and gap are not below %s after %d iterations; raise 'iterations' or 'tolerance'."
                .formatted(tolerance, iterations)));
  }

  /** One accepted step, with its size from the rule of Applegate et al., Algorithm 3. */
  private void iterate() {
    while (true) {
      SaddlePoint next = attempt();
      double interaction = 0;
      for (int i = 0; i < y.length; i++) {
        interaction +=
            (next.dual()[i] - current.dual()[i]) * (next.image()[i] - current.image()[i]);
      }
      double largest =
          interaction == 0
              ? Double.POSITIVE_INFINITY
              : steps.squaredDistance(next, current) / (2 * Math.abs(interaction));
      double used = step;
      double count = iterations + 1.0;
      step =
          Math.min(
              (1 - Math.pow(count + 1, -0.3)) * largest, (1 + Math.pow(count + 1, -0.6)) * step);
      iterations++;
      if (used <= largest) {
        matrix.multiplyTransposed(next.dual(), next.correlations());
        current = next;
        averageWeight += used;
        average.approach(current, used / averageWeight);
        sinceRestart++;
        return;
      }
    }
  }

  /** The next point with the present step, its correlations still to be computed. */
  private SaddlePoint attempt() {
    SaddlePoint next = SaddlePoint.zero(y.length, matrix.columns());
    double primal = step / steps.primalWeight();
    for (int j = 0; j < next.x().length; j++) {
      double by = primal * steps.tau()[j];
      double moved = current.x()[j] + by * current.correlations()[j];
      next.x()[j] = Math.signum(moved) * Math.max(0, Math.abs(moved) - by * costs[j]);
    }
    matrix.multiply(next.x(), next.image());
    double dual = step * steps.primalWeight();
    for (int i = 0; i < y.length; i++) {
      next.dual()[i] =
          current.dual()[i]
              + dual * steps.sigma()[i] * (y[i] - 2 * next.image()[i] + current.image()[i]);
    }
    return next;
  }

  private void considerRestart() {
    double gapOfCurrent = normalizedGap(current);
    double gapOfAverage = normalizedGap(average);
    double gap = Math.min(gapOfCurrent, gapOfAverage);
    boolean enough =
        gap <= SUFFICIENT * gapAtRestart
            || (gap <= NECESSARY * gapAtRestart && gap > previousGap)
            || sinceRestart >= LONG * iterations;
    previousGap = gap;
    if (!enough) {
      return;
    }
    SaddlePoint next = gapOfAverage < gapOfCurrent ? average.copy() : current;
    balance(next);
    current = next;
    restart = next.copy();
    average = next.copy();
    averageWeight = 0;
    sinceRestart = 0;
    gapAtRestart = gap;
    previousGap = gap;
    listener.iterate(current.x());
  }

  private double normalizedGap(SaddlePoint point) {
    double radius = Math.sqrt(steps.squaredDistance(point, restart));
    return radius == 0 ? 0 : NormalizedGap.of(point, y, costs, steps, radius);
  }

  /** Moves the primal weight halfway, in logarithms, to the ratio of the distances travelled. */
  private void balance(SaddlePoint next) {
    double primal = Math.sqrt(steps.squaredPrimalDistance(next, restart));
    double dual = Math.sqrt(steps.squaredDualDistance(next, restart));
    if (primal > 0 && dual > 0) {
      steps = steps.withPrimalWeight(Math.sqrt(steps.primalWeight() * dual / primal));
    }
  }

  /**
   * Whether δν proves that solutions have Σ c_j|x_j| ≥ ⟨y, δν⟩/max_j |a_jᵀδν|/c_j beyond all
   * reason.
   */
  private boolean provesUnsolvable() {
    double value = 0;
    double largest = 0;
    double norm = 0;
    for (int i = 0; i < y.length; i++) {
      value += y[i] * (current.dual()[i] - restart.dual()[i]);
    }
    for (int j = 0; j < current.x().length; j++) {
      double change = Math.abs(current.correlations()[j] - restart.correlations()[j]);
      largest = Math.max(largest, change / costs[j]);
      norm += costs[j] * Math.abs(current.x()[j]);
    }
    return (norm > 0 || largest == 0) && value > UNSOLVABLE * norm * largest;
  }

  private L1Candidate candidate(Outcome outcome) {
    return new L1Candidate(current.x(), current.optimality(y, costs).dual(), outcome);
  }
}
