package org.diaflow.integrators;

import java.util.function.ToDoubleFunction;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.SampledFlow;

/**
 * The step size γ of gradient descent, in unscaled time, as the τ it takes: the user's, or half the
 * reciprocal curvature, which is a quarter of what is stable.
 *
 * <p>The latter is constant unless a weight outgrows what the problem let expect; it never grows.
 */
final class StepSize implements ToDoubleFunction<TrialStep> {

  private static final double SAFETY = 0.5;

  private final SampledFlow flow;
  private final double share;
  private final boolean chosen;
  private double gamma;

  /**
   * The step size in {@code parameters}.
   *
   * @param share what part of the samples a step looks at, in (0, 1]: the curvature of such a part
   *     is up to 1/share times that of the whole
   */
  StepSize(SampledFlow flow, Parameters parameters, double share) {
    this.flow = flow;
    this.share = share;
    double given = parameters.get(ConstantSteps.STEP_SIZE);
    this.chosen = given > 0;
    this.gamma = chosen ? given : Double.POSITIVE_INFINITY;
  }

  static ParameterSpec parameter() {
    return new ParameterSpec(
        ConstantSteps.STEP_SIZE,
        0,
        1e12,
        0,
        false,
        "time t",
        "Step size γ of u ← u − γ·∂L/∂u; 0 chooses a stable one from ‖A‖² and max|x|.");
  }

  @Override
  public double applyAsDouble(TrialStep step) {
    if (!chosen) {
      gamma = Math.min(gamma, SAFETY * share / flow.curvature(step.from));
    }
    return gamma * flow.clock();
  }
}
