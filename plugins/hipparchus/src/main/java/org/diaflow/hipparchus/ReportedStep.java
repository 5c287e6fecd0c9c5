package org.diaflow.hipparchus;

import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.StepListener;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;
import org.jspecify.annotations.Nullable;

/** Hands every step of Hipparchus to the listener; reused from step to step. */
final class ReportedStep implements ODEStepHandler, AcceptedStep {

  /** How far from the horizon the end of the last step may be rounded. */
  private static final double ROUNDING = 4 * 0x1p-52;

  private final StepListener listener;
  private final double horizon;
  private double start;
  private double end;
  private @Nullable ODEStateInterpolator dense;

  ReportedStep(StepListener listener, double horizon) {
    this.listener = listener;
    this.horizon = horizon;
  }

  @Override
  public void handleStep(ODEStateInterpolator interpolator) {
    dense = interpolator;
    start = end;
    double time = interpolator.getCurrentState().getTime();
    end = Math.abs(time - horizon) <= ROUNDING * horizon ? horizon : time;
    if (!(end > start)) {
      throw RunEnded.stalledAt(start);
    }
    if (!listener.accepted(this)) {
      throw RunEnded.by("The listener");
    }
  }

  @Override
  public double start() {
    return start;
  }

  @Override
  public double end() {
    return end;
  }

  @Override
  public void state(double time, double[] state) {
    ODEStateInterpolator step = java.util.Objects.requireNonNull(dense, "no step yet");
    double[] source;
    if (time == start) {
      source = step.getPreviousState().getPrimaryState();
    } else if (time == end) {
      source = step.getCurrentState().getPrimaryState();
    } else {
      source = step.getInterpolatedState(time).getPrimaryState();
    }
    System.arraycopy(source, 0, state, 0, state.length);
  }
}
