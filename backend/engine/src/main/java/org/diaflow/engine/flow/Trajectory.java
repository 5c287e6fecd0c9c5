package org.diaflow.engine.flow;

import java.util.List;

/**
 * The record of one run: observables over rescaled time.
 *
 * @param observables names, one per column of {@code values}
 * @param times rescaled times τ, increasing, the first 0
 * @param rawTimePerRescaled dt/dτ = ψ_D(1/α)/κ_D, by which τ becomes the t of theory §1; may be ∞
 * @param values values[k][o] is observable o at times[k]
 * @param stepEnds τ at the ends of the accepted steps, thinned where there were many; the history
 *     of step sizes
 * @param thinned how many steps each entry of {@code stepEnds} stands for, and how often points
 *     were halved to stay below the largest number kept; 1 if nothing was left out
 */
public record Trajectory(
    List<String> observables,
    double[] times,
    double rawTimePerRescaled,
    double[][] values,
    double[] stepEnds,
    int thinned) {

  /** Number of recorded points. */
  public int points() {
    return times.length;
  }
}
