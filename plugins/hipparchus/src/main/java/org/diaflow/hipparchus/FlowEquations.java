package org.diaflow.hipparchus;

import org.diaflow.spi.Budget;
import org.diaflow.spi.GradientFlow;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/**
 * A flow as Hipparchus wants it; asks the budget at every evaluation.
 *
 * <p>Hipparchus accepts a step whose error estimate is NaN, so a slope that is not finite is given
 * as a huge one: the estimate is huge, too, and the step rejected.
 */
final class FlowEquations implements OrdinaryDifferentialEquation {

  /** Huge, but its square over that of a tolerance is still a double. */
  private static final double HUGE = 1e100;

  private final GradientFlow flow;
  private final Budget budget;

  FlowEquations(GradientFlow flow, Budget budget) {
    this.flow = flow;
    this.budget = budget;
  }

  /** Whether the flow can be evaluated at {@code state}. */
  boolean definedAt(double[] state) {
    double[] slope = new double[state.length];
    flow.rightHandSide(state, slope);
    for (double value : slope) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int getDimension() {
    return flow.dimension();
  }

  @Override
  public double[] computeDerivatives(double time, double[] state) {
    if (budget.exhausted()) {
      throw RunEnded.by("The budget");
    }
    double[] slope = new double[state.length];
    flow.rightHandSide(state, slope);
    for (int j = 0; j < slope.length; j++) {
      if (!(Math.abs(slope[j]) <= HUGE)) {
        slope[j] = HUGE;
      }
    }
    return slope;
  }
}
