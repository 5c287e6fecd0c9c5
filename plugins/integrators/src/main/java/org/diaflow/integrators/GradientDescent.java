package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Chart;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.SampledFlow;
import org.diaflow.spi.StepListener;

/**
 * Gradient descent on the layer weights, the discrete method people run: u ← u − γ·∂L/∂u, v ← v −
 * γ·∂L/∂v. One right-hand side per step; τ advances by γ·dτ/dt.
 *
 * <p>Its end point differs from that of the flow by O(γ): for D = 2 it is that of a flow with its
 * own scale α_∞ (theory §8).
 */
public final class GradientDescent implements Integrator {

  static final Citation EVEN =
      new Citation(
          "M. Even, S. Pesme, S. Gunasekar, N. Flammarion, (S)GD over diagonal linear networks:"
              + " implicit bias, large stepsizes and edge of stability, NeurIPS 2023",
          "https://arxiv.org/abs/2302.08982");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "gradient-descent",
          IntegratorsPlugin.VERSION,
          "Gradient descent on the layer weights u and v with a constant step size.",
          List.of("fixed-step", "explicit", "parameter", "discrete", "order-1", "dense-order-1"),
          List.of(StepSize.parameter()),
          List.of(EVEN));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Chart chart() {
    return Chart.PARAMETER;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return flow instanceof SampledFlow
        ? Applicability.yes()
        : Applicability.no("gradient-descent needs the layer weights; write the flow in (u, v).");
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    var flow = (SampledFlow) task.flow();
    var step = new DescentStep(flow, task.initialState(), flow::rightHandSide);
    return ConstantSteps.run(step, new StepSize(flow, task.parameters(), 1), task, listener);
  }
}
