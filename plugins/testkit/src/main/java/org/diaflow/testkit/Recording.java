package org.diaflow.testkit;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.StepListener;

/** A listener that copies every accepted step and stops after a given number. */
final class Recording implements StepListener {

  /** An accepted step with states at its start, middle and end. */
  record Step(double start, double end, double[] first, double[] middle, double[] last) {}

  private final int dimension;
  private final int most;
  private final List<Step> steps = new ArrayList<>();

  Recording(int dimension, int most) {
    this.dimension = dimension;
    this.most = most;
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public boolean accepted(AcceptedStep step) {
    double middle = (step.start() + step.end()) / 2;
    steps.add(
        new Step(
            step.start(),
            step.end(),
            state(step, step.start()),
            state(step, middle),
            state(step, step.end())));
    return steps.size() < most;
  }

  private double[] state(AcceptedStep step, double time) {
    double[] state = new double[dimension];
    step.state(time, state);
    return state;
  }
}
