package org.example.sample;

import java.util.List;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;

/** The explicit midpoint rule with constant steps in τ: order 2, straight lines between steps. */
public final class ExplicitMidpoint implements Integrator {

  private static final String STEP_SIZE = "stepSize";

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "sample-midpoint",
          "1.0",
          "The explicit midpoint rule, a sample of a plug-in.",
          List.of("fixed-step", "explicit", "order-2", "dense-order-1"),
          List.of(ParameterSpec.real(STEP_SIZE, 1e-9, 1, 1e-3, "Size of every step in τ.")),
          List.of());

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return Applicability.yes();
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    double size = task.parameters().get(STEP_SIZE);
    double[] state = task.initialState().clone();
    double[] slope = new double[state.length];
    double time = 0;
    while (time < task.horizon()) {
      if (task.budget().exhausted()) {
        return new Outcome(StopReason.CANCELLED, "The budget ended the run at τ = " + time + ".");
      }
      double step = Math.min(size, task.horizon() - time);
      double[] next = step(task.flow(), state, slope, step);
      if (!finite(next)) {
        return new Outcome(
            StopReason.NON_FINITE, "A step left the domain at τ = " + time + "; lower stepSize.");
      }
      if (!listener.accepted(new Line(time, time + step, state, next))) {
        return new Outcome(StopReason.CANCELLED, "The listener ended the run.");
      }
      state = next;
      time += step;
    }
    return new Outcome(StopReason.HORIZON, "The horizon was reached.");
  }

  private static double[] step(GradientFlow flow, double[] state, double[] slope, double step) {
    flow.rightHandSide(state, slope);
    double[] middle = state.clone();
    for (int i = 0; i < middle.length; i++) {
      middle[i] += step / 2 * slope[i];
    }
    flow.rightHandSide(middle, slope);
    double[] next = state.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += step * slope[i];
    }
    return next;
  }

  private static boolean finite(double[] state) {
    for (double value : state) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private record Line(double start, double end, double[] before, double[] after)
      implements AcceptedStep {

    @Override
    public void state(double time, double[] state) {
      double share = (time - start) / (end - start);
      for (int i = 0; i < state.length; i++) {
        state[i] = share >= 1 ? after[i] : before[i] + share * (after[i] - before[i]);
      }
    }
  }
}
