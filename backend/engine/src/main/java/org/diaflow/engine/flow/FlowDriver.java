package org.diaflow.engine.flow;

import java.util.List;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.engine.plugin.AbandonableThread;
import org.diaflow.engine.plugin.PluginGuard;
import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.flow.RescaledTime;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.limit.EffectiveStart;
import org.jspecify.annotations.Nullable;

/**
 * The driver of one integration, which decides when it ends: at rest with the residual reached,
 * near enough to the limit, horizon, steps or time used up, cancelled, or a NaN. A small derivative
 * never ends a run: at small α the flow rests near 0 long before it moves.
 */
public final class FlowDriver {

  /**
   * Capability of methods whose steps are gradient steps on the weights, not a discretized flow.
   */
  private static final String DISCRETE = "discrete";

  /** The method to recommend where another is at its end. */
  private static final String IMPLICIT = "mirror-rosenbrock";

  private final FlowRun run;
  private final Budget budget;
  private final @Nullable TrajectoryRecorder recorder;
  private final @Nullable EffectiveStart effective;
  private final double[] predictor;
  private final double[] rest;
  private final double observationNorm;
  private final Settling settling;

  private StartedFlow flow;
  private @Nullable StartedFlow next;
  private double[] state;
  private double since;
  private long steps;
  private double time;
  private double residual = Double.NaN;
  private boolean moved;
  private @Nullable StopReason decided;

  /** A driver of {@code run} by {@code integrator} within {@code budget}. */
  public FlowDriver(FlowRun run, Integrator integrator, Budget budget) {
    this.run = run;
    this.flow = StartedFlow.of(integrator.chart(), run.problem(), run.network());
    this.budget = budget;
    this.recorder = run.recorder(flow);
    this.effective =
        integrator.chart() == Chart.PARAMETER
                && integrator.descriptor().capabilities().contains(DISCRETE)
            ? new EffectiveStart(run.network(), flow.initialState())
            : null;
    this.state = new double[flow.flow().dimension()];
    this.predictor = new double[run.problem().columns()];
    this.rest = new double[run.problem().rows()];
    this.observationNorm = Vectors.norm2(run.problem().observations());
    this.settling = new Settling(run.problem(), run.stop().residual(), run.distance());
  }

  /**
   * The end of a run.
   *
   * @param outcome why it ended
   * @param predictor x at the last accepted step, or null if there was none
   * @param residual ‖Ax − y‖₂ / ‖y‖₂ there
   * @param steps accepted steps
   * @param time rescaled time τ there
   * @param trajectory what was recorded, or null if nothing was asked for
   * @param effective the effective start of a discrete method, or null
   */
  public record End(
      Outcome outcome,
      double @Nullable [] predictor,
      double residual,
      long steps,
      double time,
      @Nullable Trajectory trajectory,
      @Nullable EffectiveStart effective) {}

  /**
   * Drives {@code integrator}, which must be the one given to the constructor: from the start, and
   * anew from wherever other coordinates resolve the flow better.
   */
  public End drive(Integrator integrator, Parameters parameters) {
    String id = integrator.descriptor().id();
    StopCriteria stop = run.stop();
    long deadline = System.nanoTime() + (long) Math.min(stop.seconds() * 1e9, 1e18);
    Budget limited = () -> budget.exhausted() || System.nanoTime() - deadline > 0;
    Outcome claimed;
    try {
      do {
        begin();
        Applicability applicability = integrator.supports(flow.flow());
        if (!applicability.applicable()) {
          return end(new Outcome(StopReason.UNSUPPORTED, applicability.reason()));
        }
        var task =
            new FlowTask(
                flow.flow(),
                flow.initialState().clone(),
                stop.horizon() - since,
                parameters,
                limited);
        claimed = PluginGuard.call(id, limited, () -> integrator.integrate(task, this::accepted));
      } while (next != null && time < stop.horizon() && !limited.exhausted());
    } catch (PluginGuard.Failure failure) {
      return nothing(String.valueOf(failure.getMessage()));
    } catch (RuntimeException | LinkageError broken) {
      return nothing("Plug-in '%s' threw %s; remove or repair it.".formatted(id, broken));
    }
    return end(judge(integrator.descriptor(), claimed));
  }

  /** Goes on in the coordinates that were found to be better, if any were. */
  private void begin() {
    if (next != null) {
      flow = next;
      next = null;
      since = time;
      state = new double[flow.flow().dimension()];
      if (recorder != null) {
        recorder.follow(flow);
      }
    }
  }

  private boolean accepted(AcceptedStep step) {
    if (AbandonableThread.leftBehind()) {
      return false;
    }
    if (!(step.end() <= Double.MAX_VALUE)) {
      decided = StopReason.STALLED;
      return false;
    }
    steps++;
    moved = since + step.end() > time;
    time = since + step.end();
    step.state(step.end(), state);
    flow.flow().predictor(state, predictor);
    run.problem().matrix().multiply(predictor, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= run.problem().observations()[i];
    }
    residual = Vectors.norm2(rest) / observationNorm;
    if (effective != null) {
      effective.step(state);
    }
    decide();
    if (recorder != null && moved) {
      recorder.accept(since == 0 ? step : new LaterStep(step, since));
    }
    if (decided == null) {
      next = flow.refined(state, predictor);
    }
    return decided == null && next == null;
  }

  private void decide() {
    if (!(residual <= Double.MAX_VALUE)) {
      decided = StopReason.NON_FINITE;
    } else if (run.near(predictor)) {
      decided = StopReason.CONVERGED;
    } else if (residual <= run.stop().residual() && settling.at(predictor, steps)) {
      decided = settling.settled() ? StopReason.CONVERGED : StopReason.STALLED;
    } else if (steps >= run.stop().steps()) {
      decided = StopReason.BUDGET;
    }
  }

  /** The driver's own decision where it took one, else what the integrator claims. */
  private Outcome judge(Descriptor integrator, Outcome claimed) {
    String id = integrator.id();
    if (decided == StopReason.CONVERGED) {
      String what =
          residual <= run.stop().residual()
              ? "Residual %.1e after %d steps."
              : "As near to the limit as asked, at residual %.1e after %d steps.";
      return new Outcome(StopReason.CONVERGED, what.formatted(residual, steps));
    }
    if (decided == StopReason.BUDGET) {
      return new Outcome(StopReason.BUDGET, spent(id, "%d steps".formatted(steps)));
    }
    if (decided == StopReason.NON_FINITE) {
      return new Outcome(
          StopReason.NON_FINITE,
          "'%s' accepted a step with a non-finite predictor at step %d; %s."
              .formatted(id, steps, finer(integrator)));
    }
    if (decided == StopReason.STALLED) {
      return new Outcome(StopReason.STALLED, atRest(id));
    }
    if (budget.exhausted()) {
      return new Outcome(StopReason.CANCELLED, "Cancelled after %d steps.".formatted(steps));
    }
    if (claimed.reason() == StopReason.HORIZON && time >= run.stop().horizon() * (1 - 1e-12)) {
      return new Outcome(
          StopReason.HORIZON,
          "τ = %s reached at residual %.1e; a later horizon lets the flow go on."
              .formatted(run.stop().horizon(), residual));
    }
    return switch (claimed.reason()) {
      case CANCELLED ->
          new Outcome(StopReason.BUDGET, spent(id, "%s s".formatted(run.stop().seconds())));
      case CONVERGED, BUDGET, HORIZON -> new Outcome(StopReason.STALLED, atRest(id));
      default -> since == 0 ? claimed : later(claimed);
    };
  }

  /** An outcome in whose sentence times are those since the coordinates were changed. */
  private Outcome later(Outcome claimed) {
    return new Outcome(
        claimed.reason(), "%s (Its τ counts from %s.)".formatted(claimed.advice(), since));
  }

  /** What can make the steps of a method finer, by the parameters it has. */
  private static String finer(Descriptor integrator) {
    List<String> names = integrator.parameters().stream().map(ParameterSpec::name).toList();
    if (names.contains("stepSize")) {
      return "choose a smaller stepSize";
    }
    return names.stream().anyMatch(name -> name.endsWith("Tolerance"))
        ? "tighten its tolerances"
        : "try another integrator";
  }

  private String atRest(String id) {
    if (!(residual <= run.stop().residual())) {
      return "'%s' came to rest by itself after %d steps at residual %.1e%s."
          .formatted(
              id,
              steps,
              residual,
              id.equals(IMPLICIT) ? "; trust the exact limit" : "; try another integrator");
    }
    return ("Residual %.1e after %d steps, but the small entries are out of balance by %.1e of their"
            + " size, which rounding hides and no step improves; trust the exact limit here.")
        .formatted(residual, steps, settling.best());
  }

  private String spent(String id, String what) {
    String rest = "%s used up at residual %.1e; allow more".formatted(what, residual);
    return id.equals(IMPLICIT)
        ? rest + ", or take the exact limit."
        : rest + ", or use an implicit integrator such as " + IMPLICIT + ".";
  }

  private End end(Outcome outcome) {
    return new End(
        outcome,
        steps == 0 ? null : predictor.clone(),
        residual,
        steps,
        time,
        recorder == null ? null : recorder.trajectory(1 / RescaledTime.of(run.network()).clock()),
        effective);
  }

  /** The end of a run whose plug-in broke: what it left behind may be half written. */
  private static End nothing(String sentence) {
    var outcome = new Outcome(StopReason.PLUGIN_ERROR, sentence);
    return new End(outcome, null, Double.NaN, 0, 0, null, null);
  }
}
