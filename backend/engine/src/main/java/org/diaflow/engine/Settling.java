package org.diaflow.engine;

import org.diaflow.theory.MinimizerDistance;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a flow whose residual is small has come to rest. Ax − y is measured against y,
 * but what tells the limit from other solutions are entries of size α or less: where those are far
 * smaller than y, a residual of 1e-12 is reached long before they relax.
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

  /** Steps without improvement by half, beyond as many as were needed so far, that end a run. */
  private static final int PATIENCE = 100;

  private final @Nullable MinimizerDistance distance;
  private double best = Double.POSITIVE_INFINITY;
  private long bestStep;

  Settling(@Nullable MinimizerDistance distance) {
    this.distance = distance;
  }

  /** Looks at {@code x} at step {@code steps}; true if there is no reason to go on. */
  boolean at(double[] x, long steps) {
    double imbalance = distance == null ? 0 : distance.imbalance(x);
    if (imbalance < best / 2 || bestStep == 0) {
      best = imbalance;
      bestStep = steps;
    }
    return imbalance <= AT_REST || steps > 2 * bestStep + PATIENCE;
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
