package org.diaflow.engine.flow;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of one integration: its steps, its end and its trajectory.
 *
 * @param steps accepted steps
 * @param time rescaled time τ at the end
 * @param effectiveScale for (stochastic) gradient descent, the geometric mean of the scale α_∞ of
 *     the flow that ends where the run did (theory §8); null for other methods
 * @param projectionError for (stochastic) gradient descent, ‖x − x_p‖₁/‖x_p‖₁ to the Bregman
 *     projection x_p from that start; null for other methods and where there is no such start
 * @param trajectory what was recorded, or null if nothing was asked for
 * @param jumps its jumps beside those of the path for α → 0, or null if nobody looked for them
 */
public record FlowSummary(
    long steps,
    double time,
    @Nullable Double effectiveScale,
    @Nullable Double projectionError,
    @Nullable Trajectory trajectory,
    @Nullable JumpTimes jumps) {

  /** The same with {@code times} of jumps. */
  public FlowSummary withJumps(JumpTimes times) {
    return new FlowSummary(steps, time, effectiveScale, projectionError, trajectory, times);
  }
}
