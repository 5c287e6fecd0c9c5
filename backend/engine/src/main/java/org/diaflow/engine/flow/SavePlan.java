package org.diaflow.engine.flow;

import java.util.Arrays;

/** The choice of the points of a trajectory that are recorded. */
public interface SavePlan {

  /** Records the points the plan wants of an accepted step, in order of time. */
  void record(Curve step, Recording recording);

  /** One accepted step: its times, and the observables anywhere in it by dense output. */
  interface Curve {

    /** τ at the start. */
    double start();

    /** τ at the end. */
    double end();

    /** The observables at {@code time} in [start, end]; a new array. */
    double[] at(double time);
  }

  /** Where points go. */
  @FunctionalInterface
  interface Recording {

    /** Records {@code values} at {@code time}. */
    void add(double time, double[] values);
  }

  /** Records at the given times, which must increase. */
  static SavePlan at(double... times) {
    double[] sorted = times.clone();
    for (int k = 1; k < sorted.length; k++) {
      if (!(sorted[k] > sorted[k - 1])) {
        throw new IllegalArgumentException(
            "The save times %s and %s do not increase.".formatted(sorted[k - 1], sorted[k]));
      }
    }
    return (step, recording) -> {
      int first = Arrays.binarySearch(sorted, Math.nextUp(step.start()));
      for (int k = first < 0 ? -first - 1 : first; k < sorted.length; k++) {
        if (sorted[k] > step.end()) {
          return;
        }
        recording.add(sorted[k], step.at(sorted[k]));
      }
    };
  }

  /** Records at 10^(k/perDecade) for all whole k. */
  static SavePlan logSpaced(int perDecade) {
    if (perDecade < 1) {
      throw new IllegalArgumentException(
          "Points per decade are %d; choose at least 1.".formatted(perDecade));
    }
    return (step, recording) -> {
      double from = Math.max(step.start(), 1e-12);
      for (long k = (long) Math.floor(Math.log10(from) * perDecade) + 1; ; k++) {
        double time = Math.pow(10, (double) k / perDecade);
        if (time > step.end()) {
          return;
        }
        if (time > step.start()) {
          recording.add(time, step.at(time));
        }
      }
    };
  }

  /**
   * Records the end of every step, and between as many points as the curve needs: an interval is
   * halved while the middle is farther from the chord than {@code tolerance} times the largest
   * value so far of any observable, at most six times.
   *
   * @param tolerance relative, in (0, 1)
   */
  static SavePlan adaptive(double tolerance) {
    return new AdaptivePlan(tolerance);
  }
}
