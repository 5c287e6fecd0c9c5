package org.diaflow.hipparchus;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.AbstractIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.nonstiff.AdamsMoultonIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.GraggBulirschStoerIntegrator;

/**
 * An adaptive explicit integrator of Hipparchus on any flow, made anew for every run: an
 * independent check of our own methods.
 *
 * <p>Explicit: near the end of a stiff flow steps stay of the order of the fastest relaxation, so
 * at small α it uses up its budget. Tolerances are tight by default because there the state
 * trembles by them, and looser ones never reach small residuals.
 */
public final class HipparchusIntegrator implements Integrator {

  private static final String VERSION = "4.0.3-1";
  private static final String RELATIVE = "relativeTolerance";
  private static final String ABSOLUTE = "absoluteTolerance";

  /**
   * Smallest step in τ: none. Steps near the wall of a link shrink with its slack, and a step that
   * no longer moves τ ends the run.
   */
  private static final double SMALLEST_STEP = 1e-300;

  /** A horizon far beyond any run, where the task has none. */
  private static final double FARTHEST = 1e300;

  private static final int ADAMS_STEPS = 5;

  private static final Citation HAIRER =
      new Citation(
          "E. Hairer, S. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed.,"
              + " Springer 1993",
          "https://doi.org/10.1007/978-3-540-78862-1");
  private static final Citation HIPPARCHUS =
      new Citation("Hipparchus 4.0.3, module ode", "https://www.hipparchus.org/hipparchus-ode/");

  /** Makes an integrator of Hipparchus. */
  @FunctionalInterface
  private interface Method {
    AbstractIntegrator create(
        double smallestStep, double largestStep, double absolute, double relative);
  }

  private final Descriptor descriptor;
  private final Method method;

  private HipparchusIntegrator(
      String id, String summary, List<String> capabilities, Method method) {
    this.descriptor =
        new Descriptor(
            id,
            VERSION,
            summary,
            capabilities,
            List.of(
                ParameterSpec.real(
                    RELATIVE, 1e-13, 1e-1, 1e-12, "Error per step relative to |state|."),
                ParameterSpec.real(
                    ABSOLUTE, 1e-15, 1e-1, 1e-13, "Error per step of a state near 0.")),
            List.of(HAIRER, HIPPARCHUS));
    this.method = method;
  }

  /** The Runge–Kutta method of Dormand and Prince of order 8(5, 3). */
  public static HipparchusIntegrator dormandPrince853() {
    return new HipparchusIntegrator(
        "hipparchus-dormand-prince-853",
        "Explicit Runge–Kutta method of order 8(5, 3), by Hipparchus.",
        List.of("adaptive", "explicit", "order-8", "dense-order-7"),
        DormandPrince853Integrator::new);
  }

  /** Extrapolation of the midpoint rule with orders of its own choice. */
  public static HipparchusIntegrator graggBulirschStoer() {
    return new HipparchusIntegrator(
        "hipparchus-gragg-bulirsch-stoer",
        "Extrapolation of the midpoint rule, order and step chosen as it goes, by Hipparchus.",
        List.of("adaptive", "explicit", "variable-order"),
        GraggBulirschStoerIntegrator::new);
  }

  /** The multistep method of Adams and Moulton in predictor–corrector form. */
  public static HipparchusIntegrator adamsMoulton() {
    return new HipparchusIntegrator(
        "hipparchus-adams-moulton",
        "Multistep predictor–corrector method of Adams and Moulton over five steps, by Hipparchus.",
        List.of("adaptive", "multistep"),
        (smallest, largest, absolute, relative) ->
            new AdamsMoultonIntegrator(ADAMS_STEPS, smallest, largest, absolute, relative));
  }

  @Override
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public Applicability supports(GradientFlow flow) {
    return Applicability.yes();
  }

  @Override
  public Outcome integrate(FlowTask task, StepListener listener) {
    var equations = new FlowEquations(task.flow(), task.budget());
    if (!equations.definedAt(task.initialState())) {
      return new Outcome(
          StopReason.NON_FINITE, "The flow cannot be evaluated at its start; check the problem.");
    }
    double end = Math.min(task.horizon(), FARTHEST);
    Parameters parameters = task.parameters();
    AbstractIntegrator integrator =
        method.create(SMALLEST_STEP, end, parameters.get(ABSOLUTE), parameters.get(RELATIVE));
    integrator.addStepHandler(new ReportedStep(listener, end));
    try {
      integrator.integrate(equations, new ODEState(0, task.initialState().clone()), end);
    } catch (RunEnded ended) {
      return ended.outcome();
    } catch (MathRuntimeException stuck) {
      return new Outcome(
          StopReason.STALLED,
          "Hipparchus gave up (%s); loosen the tolerances or use an implicit method."
              .formatted(stuck.getMessage()));
    }
    return new Outcome(
        StopReason.HORIZON, "The horizon τ = %s was reached.".formatted(task.horizon()));
  }
}
