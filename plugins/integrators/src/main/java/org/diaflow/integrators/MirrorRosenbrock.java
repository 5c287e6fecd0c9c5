package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StepListener;

/**
 * The Rosenbrock method Rodas5 of order 5(4) for any flow that knows its Jacobian; made for mirror
 * coordinates, where N × N solves replace the stiffness of 2d weights.
 *
 * <p>L-stable and stiffly accurate: steps grow with the decay of the slowest mode, so plateaus and
 * relaxation cost a few hundred steps at any α. A step costs one Jacobian, one factorization (N³/3)
 * and eight right-hand sides. Steps whose stages leave the domain of the flow are rejected.
 *
 * <p>E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 2nd ed., Springer 1996,
 * sections IV.7 and VI.4.
 */
public final class MirrorRosenbrock implements Integrator {

  private static final StepControl CONTROL =
      new StepControl(1.0 / (RosenbrockTableau.RODAS5.errorOrder() + 1), 0);

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "mirror-rosenbrock",
          IntegratorsPlugin.VERSION,
          "Stiffly accurate Rosenbrock method of order 5(4) on the mirror coordinates λ.",
          List.of("adaptive", "implicit", "mirror", "order-5", "dense-order-4"),
          StepControl.tolerances(1e-6, 1e-8),
          List.of(
              new Citation(
                  "G. Di Marzo, RODAS5(4) – Méthodes de Rosenbrock d'ordre 5(4) adaptées aux"
                      + " problèmes différentiels-algébriques, thesis, Université de Genève 1993",
                  "https://archive-ouverte.unige.ch"),
              new Citation(
                  "E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 2nd ed.,"
                      + " Springer 1996, sections IV.7 and VI.4",
                  "https://doi.org/10.1007/978-3-642-05221-7")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return flow instanceof DifferentiableFlow
        ? Applicability.yes()
        : Applicability.no(
            "mirror-rosenbrock needs the Jacobian of the flow; use an explicit method.");
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    var step =
        new RosenbrockStep(
            (DifferentiableFlow) task.flow(), RosenbrockTableau.RODAS5, task.initialState());
    return CONTROL.run(step, task, listener);
  }
}
