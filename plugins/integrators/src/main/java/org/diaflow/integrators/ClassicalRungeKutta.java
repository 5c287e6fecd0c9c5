package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.StepListener;

/**
 * The classical Runge–Kutta method of order 4: four right-hand sides per step, cubic Hermite dense
 * output.
 *
 * <p>Unless a step size is given, the steps follow ten times the error estimate (k₄ − k₅)·h/6 of
 * the embedded method of order 3 that ends with the slope k₅ at the end of the step: a flow rests,
 * jumps and rests again, the faster the smaller α is, so no one size suits all of it. Steps of a
 * given size are taken as they are, unchecked. Stable up to 2.78 over the fastest rate, which is
 * about ψ_D(1/α)·‖A‖²·max x for D = 2 and grows like α^(−(D−2)/D) for D > 2.
 */
public final class ClassicalRungeKutta implements Integrator {

  /**
   * Tolerances of the steps it chooses; not promised as errors, because on a plateau the estimate
   * is of second order in what bends the flow: a state is off by up to a thousand of them.
   */
  private static final double RELATIVE = 1e-12;

  private static final double ABSOLUTE = 1e-13;

  private static final StepControl CONTROL = new StepControl(0.2, 0.08);

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "runge-kutta-4",
          IntegratorsPlugin.VERSION,
          "The classical Runge–Kutta method of order 4, with chosen or constant steps in τ.",
          List.of("adaptive", "fixed-step", "explicit", "order-4", "dense-order-3"),
          List.of(
              ParameterSpec.real(
                  ConstantSteps.STEP_SIZE,
                  0,
                  1e6,
                  0,
                  "Size of every step in τ, without a check; 0 lets an error estimate choose.")),
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
  public Applicability supports(GradientFlow flow) {
    return Applicability.yes();
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    double size = task.parameters().get(ConstantSteps.STEP_SIZE);
    var step = new RungeKuttaStep(task.flow(), RungeKuttaTableau.CLASSICAL, task.initialState());
    return size > 0
        ? ConstantSteps.run(step, current -> size, task, listener)
        : CONTROL.run(step, task, listener, RELATIVE, ABSOLUTE);
  }
}
