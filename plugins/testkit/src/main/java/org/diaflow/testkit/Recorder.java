package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.StepListener;

/** A listener that keeps every step, and fails where a step follows its own "stop". */
final class Recorder implements StepListener {

  private static final int MOST_STEPS = 5_000_000;

  /** Where in a step its dense output is sampled; both ends included. */
  private static final double[] PLACES = {0, 0.25, 0.5, 0.75, 1};

  /** A state of the dense output. */
  record Sample(double time, double[] state) {}

  /** An accepted step, copied: samples from its start to its end. */
  record Step(double start, double end, List<Sample> samples) {

    /** Fails unless {@code other} is this step bit for bit. */
    void assertSame(Step other) {
      assertEquals(end, other.end, "end of the step from " + start);
      for (int i = 0; i < samples.size(); i++) {
        assertArrayEquals(
            samples.get(i).state(), other.samples.get(i).state(), "in the step from " + start);
      }
    }
  }

  private final int dimension;
  private final boolean keeping;
  private final Predicate<AcceptedStep> goOn;
  private final List<Step> steps = new ArrayList<>();
  private int count;
  private boolean stopped;

  private Recorder(int dimension, boolean keeping, Predicate<AcceptedStep> goOn) {
    this.dimension = dimension;
    this.keeping = keeping;
    this.goOn = goOn;
  }

  /** Keeps the steps of a flow of {@code dimension} and lets them go on. */
  static Recorder keeping(int dimension) {
    return keeping(dimension, step -> true);
  }

  /** Keeps the steps and goes on as long as {@code goOn} says so. */
  static Recorder keeping(int dimension, Predicate<AcceptedStep> goOn) {
    return new Recorder(dimension, true, goOn);
  }

  /** Keeps nothing and goes on as long as {@code goOn} says so. */
  static Recorder counting(Predicate<AcceptedStep> goOn) {
    return new Recorder(0, false, goOn);
  }

  @Override
  public boolean accepted(AcceptedStep step) {
    if (stopped) {
      fail("The listener was called again after it had answered 'stop'.");
    }
    if (Thread.currentThread().isInterrupted()) {
      fail("The run was out of time after " + count + " steps.");
    }
    count++;
    assertTrue(count <= MOST_STEPS, "more than " + MOST_STEPS + " steps; does time advance?");
    if (keeping) {
      steps.add(copy(step));
    }
    stopped = !goOn.test(step);
    return !stopped;
  }

  private Step copy(AcceptedStep step) {
    var samples = new ArrayList<Sample>();
    for (double place : PLACES) {
      double time = place == 1 ? step.end() : step.start() + place * (step.end() - step.start());
      double[] state = new double[dimension];
      step.state(time, state);
      samples.add(new Sample(time, state));
    }
    return new Step(step.start(), step.end(), samples);
  }

  List<Step> steps() {
    return steps;
  }

  int count() {
    return count;
  }
}
