package org.diaflow.engine.flow;

/**
 * A save plan that halves every step until straight lines follow the observables; one plan per run.
 */
final class AdaptivePlan implements SavePlan {

  private static final int MOST_HALVINGS = 6;

  private final double tolerance;
  private double[] largest = new double[0];

  /** τ at the end of the last step and the observables there: where the next step starts. */
  private double lastTime = Double.NaN;

  private double[] last = new double[0];

  AdaptivePlan(double tolerance) {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "The tolerance of an adaptive plan is %s; choose one in (0, 1).".formatted(tolerance));
    }
    this.tolerance = tolerance;
  }

  @Override
  public void record(Curve step, Recording recording) {
    double[] start = step.start() == lastTime ? last : step.at(step.start());
    double[] end = step.at(step.end());
    lastTime = step.end();
    last = end;
    largest = largest.length == 0 ? new double[end.length] : largest;
    for (int k = 0; k < end.length; k++) {
      largest[k] = Math.max(largest[k], Math.max(Math.abs(start[k]), Math.abs(end[k])));
    }
    refine(step, step.start(), start, step.end(), end, MOST_HALVINGS, recording);
    recording.add(step.end(), end);
  }

  private void refine(
      Curve step,
      double from,
      double[] start,
      double to,
      double[] end,
      int halvings,
      Recording recording) {
    double middle = from + (to - from) / 2;
    if (halvings == 0 || !(middle > from && middle < to)) {
      return;
    }
    double[] values = step.at(middle);
    if (straight(start, values, end)) {
      return;
    }
    refine(step, from, start, middle, values, halvings - 1, recording);
    recording.add(middle, values);
    refine(step, middle, values, to, end, halvings - 1, recording);
  }

  private boolean straight(double[] start, double[] middle, double[] end) {
    for (int k = 0; k < middle.length; k++) {
      double bend = Math.abs(middle[k] - (start[k] + end[k]) / 2);
      if (bend > tolerance * largest[k]) {
        return false;
      }
    }
    return true;
  }
}
