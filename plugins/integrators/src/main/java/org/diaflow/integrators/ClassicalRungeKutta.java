package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.Support;

/**
 * The classical Runge–Kutta method of order 4 with steps of one size in τ: four right-hand sides
 * per step, cubic Hermite dense output.
 *
 * <p>Stable for steps up to 2.78 over the fastest rate, which is about ψ_D(1/α)·‖A‖²·max x for D =
 * 2 and grows like α^(−(D−2)/D) for D > 2; beyond that the run leaves the domain and says so.
 */
public final class ClassicalRungeKutta implements Integrator {

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "runge-kutta-4",
          IntegratorsPlugin.VERSION,
          "The classical Runge–Kutta method of order 4 with constant steps in τ.",
          List.of("fixed-step", "explicit", "order-4", "dense-order-3"),
          List.of(
              ParameterSpec.real(
                  ConstantSteps.STEP_SIZE, 1e-12, 1e6, 1e-3, "Size of every step in τ.")),
          List.of(
              new Citation(
                  "W. Kutta, Beitrag zur näherungsweisen Integration totaler"
                      + " Differentialgleichungen, Z. Math. Phys. 46 (1901) 435–453",
                  "https://archive.org/details/zeitschriftfrma12runggoog")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Support supports(GradientFlow flow) {
    return Support.yes();
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    double size = task.parameters().get(ConstantSteps.STEP_SIZE);
    var step = new RungeKuttaStep(task.flow(), RungeKuttaTableau.CLASSICAL, task.initialState());
    return ConstantSteps.run(step, current -> size, task, listener);
  }
}
