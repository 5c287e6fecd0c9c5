package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The recorded data of one flow, to be drawn.
 *
 * @param name what the legend calls it
 * @param color number of its colour and marker, from 0
 * @param rawTimePerRescaled dt/dτ > 0, NaN while it is not known; may be ∞
 * @param observables names of the series
 * @param times rescaled times τ, increasing
 * @param series series[o][k] is observable o at times[k]; NaN where it is not defined
 * @param stepEnds τ at the ends of accepted steps: of the first and of every {@code stepsPerEnd}-th
 *     after it
 * @param stepsPerEnd 1 if every step is there
 */
public record Track(
    String name,
    int color,
    double rawTimePerRescaled,
    List<String> observables,
    List<Double> times,
    List<List<Double>> series,
    List<Double> stepEnds,
    int stepsPerEnd) {

  /** Whether times in the unscaled t are known and finite. */
  public boolean hasRawTime() {
    return rawTimePerRescaled > 0 && rawTimePerRescaled < Double.POSITIVE_INFINITY;
  }

  /** Mean step sizes in τ, one per entry of {@code stepEnds}. */
  List<Double> stepSizes() {
    var sizes = new ArrayList<Double>(stepEnds.size());
    for (int k = 0; k < stepEnds.size(); k++) {
      sizes.add(
          k == 0 ? stepEnds.getFirst() : (stepEnds.get(k) - stepEnds.get(k - 1)) / stepsPerEnd);
    }
    return sizes;
  }

  /**
   * How many steps each entry of a list of {@code kept} step ends stands for, when every second one
   * was dropped again and again until ⌈{@code steps}/n⌉ were left.
   */
  public static int stepsPerEnd(long steps, int kept) {
    int every = 1;
    while (kept > 0 && Math.ceilDiv(steps, every) > kept) {
      every *= 2;
    }
    return every;
  }
}
