package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;

/**
 * The loop every adaptive method here shares: try, accept or reject, choose the next size as
 * h·0.9·error^(−exponent)·previous^(memory), between a fifth and five times h and not growing right
 * after a rejection.
 *
 * <p>E. Hairer, S. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., Springer
 * 1993, section II.4; with {@code memory} > 0 the PI control of volume II, section IV.2.
 *
 * @param exponent 1/(order of the embedded method + 1), less with memory
 * @param memory weight of the error of the previous accepted step, 0 for none
 */
record StepControl(double exponent, double memory) {

  static final String RELATIVE = "relativeTolerance";
  static final String ABSOLUTE = "absoluteTolerance";

  private static final double SAFETY = 0.9;
  private static final double LARGEST_GROWTH = 5;
  private static final double LARGEST_SHRINK = 0.2;

  /** In units of the rounding of τ: below it the state would no longer move with τ. */
  private static final double SMALLEST_STEP = 10;

  private static final double SMALLEST_MEMORY = 1e-4;

  /** The two tolerances with the given defaults. */
  static List<ParameterSpec> tolerances(double relative, double absolute) {
    return List.of(
        ParameterSpec.real(RELATIVE, 1e-13, 1e-1, relative, "Error per step relative to |state|."),
        ParameterSpec.real(ABSOLUTE, 1e-15, 1e-1, absolute, "Error per step of a state near 0."));
  }

  /** Integrates {@code task} with {@code step}. */
  Outcome run(TrialStep step, FlowTask task, StepListener listener) {
    return run(
        step, task, listener, task.parameters().get(RELATIVE), task.parameters().get(ABSOLUTE));
  }

  /** Integrates {@code task} with {@code step} to the given tolerances. */
  Outcome run(
      TrialStep step, FlowTask task, StepListener listener, double relative, double absolute) {
    if (!step.startsInsideTheDomain()) {
      return new Outcome(
          StopReason.NON_FINITE, "The flow cannot be evaluated at its start; check the problem.");
    }
    double size = step.firstSize(relative, absolute);
    double previous = 1;
    while (step.start() < task.horizon()) {
      step.prepare();
      double growthAllowed = LARGEST_GROWTH;
      double error;
      do {
        if (task.budget().exhausted()) {
          return new Outcome(StopReason.CANCELLED, "The budget ended the run.");
        }
        step.aim(Math.min(size, Double.MAX_VALUE), task.horizon());
        size = step.size;
        if (!(step.end == task.horizon() || size > SMALLEST_STEP * Math.ulp(step.start))) {
          return stalled(step.start);
        }
        error = step.attempt(relative, absolute);
        if (error <= 1 && !listener.accepted(step)) {
          return new Outcome(StopReason.CANCELLED, "The listener ended the run.");
        }
        size *= growth(error, previous, growthAllowed);
        growthAllowed = 1;
      } while (error > 1);
      previous = Math.max(error, SMALLEST_MEMORY);
      step.accept();
    }
    return new Outcome(
        StopReason.HORIZON, "The horizon τ = %s was reached.".formatted(task.horizon()));
  }

  private double growth(double error, double previous, double allowed) {
    double wanted = SAFETY * Math.pow(error, -exponent) * Math.pow(previous, memory);
    return Math.clamp(wanted, LARGEST_SHRINK, allowed);
  }

  private static Outcome stalled(double time) {
    return new Outcome(
        StopReason.STALLED,
        "No step from τ = %s is small enough; loosen the tolerances.".formatted(time));
  }
}
