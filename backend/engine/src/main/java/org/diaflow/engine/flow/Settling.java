package org.diaflow.engine.flow;

import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.jspecify.annotations.Nullable;

/**
 * The test whether a flow whose residual is small has come to rest. Ax − y is measured against y,
 * but what tells the limit from other solutions are entries of size α or less: where those are far
 * smaller than y, a residual of 1e-12 is reached long before they relax. Nor does it see equations
 * far smaller than others, so each is measured against its own size, too.
 */
final class Settling {

  /**
   * Imbalance of the entries off the support, relative to their size, at which they are at rest.
   */
  private static final double AT_REST = 1e-9;

  /**
   * Imbalance that rounding may leave; a flow that improves no further has come as far as it can.
   */
  private static final double ROUNDING = 1e-7;

  /**
   * How many times the residual asked of all equations together one of them may be off, relative to
   * its own size.
   */
  private static final double EQUATIONS = 10;

  /**
   * Steps without progress, beyond as many as were needed so far, that end a run. Progress is an
   * imbalance or small entries of half the size: on their way from 1 to 1e-300 these are out of
   * balance all the time.
   */
  private static final int PATIENCE = 100;

  private final RegressionProblem problem;
  private final double residual;
  private final @Nullable MinimizerDistance distance;
  private double best = Double.POSITIVE_INFINITY;
  private double smallest = Double.POSITIVE_INFINITY;
  private long bestStep;

  Settling(RegressionProblem problem, double residual, @Nullable MinimizerDistance distance) {
    this.problem = problem;
    this.residual = residual;
    this.distance = distance;
  }

  /** Looks at {@code x} at step {@code steps}; true if there is no reason to go on. */
  boolean at(double[] x, long steps) {
    double imbalance = imbalance(x);
    double small = distance == null ? 0 : distance.offSupportSize(x);
    if (imbalance < best / 2 || small < smallest / 2 || bestStep == 0) {
      bestStep = steps;
      best = Math.min(best, imbalance);
      smallest = Math.min(smallest, small);
    }
    boolean known = distance == null || distance.known(x);
    return (imbalance <= AT_REST && known) || steps > 2 * bestStep + PATIENCE;
  }

  private double imbalance(double[] x) {
    double missed = MinimizerDistance.equationError(problem, x);
    double imbalance = distance == null ? 0 : distance.imbalance(x);
    return missed <= EQUATIONS * residual ? imbalance : Math.max(missed, imbalance);
  }

  /** The smallest imbalance seen. */
  double best() {
    return best;
  }

  /** Whether the flow is at rest up to rounding. */
  boolean settled() {
    return best <= ROUNDING;
  }
}
