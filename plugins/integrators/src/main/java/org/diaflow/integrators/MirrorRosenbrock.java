package org.diaflow.integrators;

import java.util.List;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.diaflow.spi.Support;

/**
 * The Rosenbrock method RODAS of order 4(3) for any flow that knows its Jacobian; made for mirror
 * coordinates, where N × N solves replace the stiffness of 2d weights.
 *
 * <p>L-stable and stiffly accurate: steps grow with the decay of the slowest mode, so plateaus and
 * relaxation cost a few hundred steps at any α. A step costs one Jacobian, one factorization (N³/3)
 * and six right-hand sides. Steps whose stages leave the domain of the flow are rejected.
 *
 * <p>E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 2nd ed., Springer 1996,
 * sections IV.7 and VI.4.
 */
public final class MirrorRosenbrock implements Integrator {

  private static final String RELATIVE = "relativeTolerance";
  private static final String ABSOLUTE = "absoluteTolerance";

  private static final double SAFETY = 0.9;
  private static final double LARGEST_GROWTH = 5;
  private static final double LARGEST_SHRINK = 0.2;

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "mirror-rosenbrock",
          "0.1.0",
          "Stiffly accurate Rosenbrock method of order 4(3) on the mirror coordinates λ.",
          List.of("adaptive", "implicit", "dense-output", "mirror"),
          List.of(
              ParameterSpec.real(RELATIVE, 1e-13, 1e-1, 1e-6, "Error per step relative to |λ|."),
              ParameterSpec.real(ABSOLUTE, 1e-15, 1e-1, 1e-8, "Error per step of λ near 0.")),
          List.of(
              new Citation(
                  "E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 2nd ed.,"
                      + " Springer 1996, sections IV.7 and VI.4 (RODAS)",
                  "https://doi.org/10.1007/978-3-642-05221-7")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Support supports(GradientFlow flow) {
    return flow instanceof DifferentiableFlow
        ? Support.yes()
        : Support.no("mirror-rosenbrock needs the Jacobian of the flow; use an explicit method.");
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    double relative = task.parameters().get(RELATIVE);
    double absolute = task.parameters().get(ABSOLUTE);
    var step =
        new RosenbrockStep(
            (DifferentiableFlow) task.flow(), RosenbrockTableau.RODAS, task.initialState());
    if (!step.startsInsideTheDomain()) {
      return new Outcome(
          StopReason.NON_FINITE, "The flow cannot be evaluated at its start; check the problem.");
    }
    double size = step.firstSize(relative, absolute);
    while (step.start() < task.horizon()) {
      step.linearize();
      boolean accepted = false;
      while (!accepted) {
        if (task.budget().exhausted()) {
          return new Outcome(StopReason.CANCELLED, "The budget ended the run.");
        }
        size = Math.min(size, task.horizon() - step.start());
        if (!(step.start() + size > step.start())) {
          return new Outcome(
              StopReason.STALLED,
              "No step from τ = %s is small enough; loosen the tolerances."
                  .formatted(step.start()));
        }
        double error =
            step.attempt(size) && step.endsInsideTheDomain()
                ? step.error(relative, absolute)
                : Double.POSITIVE_INFINITY;
        accepted = error <= 1;
        if (accepted && !listener.accepted(step)) {
          return new Outcome(StopReason.CANCELLED, "The listener ended the run.");
        }
        if (accepted) {
          step.advance();
        }
        size *= growth(error);
      }
    }
    return new Outcome(
        StopReason.HORIZON, "The horizon τ = %s was reached.".formatted(task.horizon()));
  }

  private static double growth(double error) {
    double wanted = SAFETY * Math.pow(error, -1.0 / RosenbrockTableau.RODAS.order());
    return Math.clamp(wanted, LARGEST_SHRINK, LARGEST_GROWTH);
  }
}
