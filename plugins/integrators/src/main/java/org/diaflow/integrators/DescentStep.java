package org.diaflow.integrators;

import java.util.function.BiConsumer;
import org.diaflow.spi.GradientFlow;

/** A step of gradient descent, with or without chance; straight lines between the iterates. */
final class DescentStep extends TrialStep {

  private final BiConsumer<double[], double[]> descent;

  /**
   * A step along {@code descent}, which writes the direction at the state given first into the
   * vector given second.
   */
  DescentStep(GradientFlow flow, double[] initialState, BiConsumer<double[], double[]> descent) {
    super(flow, initialState);
    this.descent = descent;
  }

  @Override
  void prepare() {
    descent.accept(from, slope);
  }

  @Override
  boolean advanceBy(double h) {
    for (int j = 0; j < n; j++) {
      to[j] = from[j] + h * slope[j];
    }
    return true;
  }

  /** There is none. */
  @Override
  double estimate(int j) {
    return 0;
  }

  @Override
  public void state(double time, double[] state) {
    double theta = position(time);
    for (int j = 0; j < n; j++) {
      state[j] = (1 - theta) * from[j] + theta * to[j];
    }
  }
}
