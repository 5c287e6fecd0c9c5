package org.diaflow.integrators;

import java.util.function.ToDoubleFunction;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;

/** The loop of methods whose steps are not tried but taken. */
final class ConstantSteps {

  static final String STEP_SIZE = "stepSize";

  private ConstantSteps() {}

  /**
   * Integrates {@code task} with {@code step}.
   *
   * @param size the size of the next step in τ, > 0
   */
  static Outcome run(
      TrialStep step, ToDoubleFunction<TrialStep> size, FlowTask task, StepListener listener) {
    if (!step.startsInsideTheDomain()) {
      return new Outcome(
          StopReason.NON_FINITE, "The flow cannot be evaluated at its start; check the problem.");
    }
    while (step.start < task.horizon()) {
      if (task.budget().exhausted()) {
        return new Outcome(StopReason.CANCELLED, "The budget ended the run.");
      }
      step.prepare();
      step.aim(size.applyAsDouble(step), task.horizon());
      if (!(step.end > step.start)) {
        return new Outcome(
            StopReason.STALLED,
            "A step of %s no longer moves τ = %s; choose a larger %s."
                .formatted(step.size, step.start, STEP_SIZE));
      }
      if (!step.advanceBy(step.size) || !TrialStep.finite(step.to)) {
        return new Outcome(
            StopReason.NON_FINITE,
            "The step of %s from τ = %s leaves the domain of the flow; choose a smaller %s."
                .formatted(step.size, step.start, STEP_SIZE));
      }
      if (!listener.accepted(step)) {
        return new Outcome(StopReason.CANCELLED, "The listener ended the run.");
      }
      step.accept();
    }
    return new Outcome(
        StopReason.HORIZON, "The horizon τ = %s was reached.".formatted(task.horizon()));
  }
}
