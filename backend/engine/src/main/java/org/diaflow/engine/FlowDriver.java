package org.diaflow.engine;

import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.spi.Support;
import org.diaflow.theory.MirrorFlow;
import org.jspecify.annotations.Nullable;

/**
 * Drives one integration and decides when it ends: residual reached, steps or time used up,
 * cancelled, or a NaN. A small derivative never ends a run: at small α the flow rests near 0 long
 * before it moves.
 */
final class FlowDriver {

  private final RegressionProblem problem;
  private final MirrorFlow flow;
  private final StopCriteria stop;
  private final Budget budget;
  private final double[] state;
  private final double[] predictor;
  private final double observationNorm;
  private final double[] rest;

  private long steps;
  private double residual = Double.NaN;
  private @Nullable StopReason decided;
  private volatile boolean abandoned;

  FlowDriver(RegressionProblem problem, DiagonalNetwork network, StopCriteria stop, Budget budget) {
    this.problem = problem;
    this.flow = new MirrorFlow(problem, network);
    this.stop = stop;
    this.budget = budget;
    this.state = new double[flow.dimension()];
    this.predictor = new double[problem.columns()];
    this.rest = new double[problem.rows()];
    this.observationNorm = norm(problem.observations());
  }

  /**
   * The end of a run.
   *
   * @param outcome why it ended
   * @param predictor x at the last accepted step, or null if there was none
   * @param residual ‖Ax − y‖₂ / ‖y‖₂ there
   * @param steps accepted steps
   */
  record End(Outcome outcome, double @Nullable [] predictor, double residual, long steps) {}

  End run(Integrator integrator, Parameters parameters) {
    String id = integrator.descriptor().id();
    long deadline = System.nanoTime() + (long) Math.min(stop.seconds() * 1e9, 1e18);
    Budget limited = () -> budget.exhausted() || System.nanoTime() - deadline > 0;
    Outcome claimed;
    try {
      Support support = integrator.supports(flow);
      if (!support.supported()) {
        return end(new Outcome(StopReason.UNSUPPORTED, support.reason()));
      }
      var task =
          new FlowTask(
              flow, new double[flow.dimension()], Double.POSITIVE_INFINITY, parameters, limited);
      claimed = PluginGuard.call(id, limited, () -> integrator.integrate(task, this::accepted));
    } catch (PluginGuard.Failure failure) {
      abandoned = true;
      return nothing(String.valueOf(failure.getMessage()));
    } catch (RuntimeException | LinkageError broken) {
      return nothing("Plug-in '%s' threw %s; remove or repair it.".formatted(id, broken));
    }
    return end(judge(id, claimed));
  }

  private boolean accepted(AcceptedStep step) {
    if (abandoned) {
      return false;
    }
    steps++;
    step.state(step.end(), state);
    flow.predictor(state, predictor);
    problem.matrix().multiply(predictor, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= problem.observations()[i];
    }
    residual = norm(rest) / observationNorm;
    if (!(residual <= Double.MAX_VALUE)) {
      decided = StopReason.NON_FINITE;
    } else if (residual <= stop.residual()) {
      decided = StopReason.CONVERGED;
    } else if (steps >= stop.steps()) {
      decided = StopReason.BUDGET;
    }
    return decided == null;
  }

  /** The driver's own decision where it took one, else what the integrator claims. */
  private Outcome judge(String id, Outcome claimed) {
    if (decided == StopReason.CONVERGED) {
      return new Outcome(
          StopReason.CONVERGED, "Residual %.1e after %d steps.".formatted(residual, steps));
    }
    if (decided == StopReason.BUDGET) {
      return new Outcome(StopReason.BUDGET, spent("%d steps".formatted(steps)));
    }
    if (decided == StopReason.NON_FINITE) {
      return new Outcome(
          StopReason.NON_FINITE,
          "'%s' accepted a step with a non-finite predictor at step %d; tighten its tolerances."
              .formatted(id, steps));
    }
    if (budget.exhausted()) {
      return new Outcome(StopReason.CANCELLED, "Cancelled after %d steps.".formatted(steps));
    }
    return switch (claimed.reason()) {
      case CANCELLED -> new Outcome(StopReason.BUDGET, spent("%s s".formatted(stop.seconds())));
      case CONVERGED, BUDGET, HORIZON ->
          new Outcome(
              StopReason.STALLED,
              "'%s' ended by itself after %d steps at residual %.1e; try another integrator."
                  .formatted(id, steps, residual));
      default -> claimed;
    };
  }

  private String spent(String what) {
    return ("%s used up at residual %.1e; allow more, or use an implicit integrator such as"
            + " mirror-rosenbrock.")
        .formatted(what, residual);
  }

  private End end(Outcome outcome) {
    return new End(outcome, steps == 0 ? null : predictor.clone(), residual, steps);
  }

  /** The end of a run whose plug-in broke: what it left behind may be half written. */
  private static End nothing(String sentence) {
    return new End(new Outcome(StopReason.PLUGIN_ERROR, sentence), null, Double.NaN, 0);
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum = Math.hypot(sum, value);
    }
    return sum;
  }
}
