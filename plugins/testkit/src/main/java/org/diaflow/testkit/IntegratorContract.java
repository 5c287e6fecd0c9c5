package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.LimitStudy;
import org.diaflow.theory.MirrorFlow;
import org.diaflow.theory.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every integrator must do, with its default parameters, on flows in mirror coordinates.
 *
 * <p>Checked: the closed form of the scalar flow along the dense output, the exact limit at the
 * end, the order of steps, and obedience to horizon, listener and budget. Extend it, return your
 * integrator, and run it as a JUnit test.
 */
public abstract class IntegratorContract {

  private static final double OBSERVATION = 1;
  private static final double SCALE = 1e-3;

  /** Most steps any of these flows may take. */
  private static final int MOST_STEPS = 200_000;

  /** The integrator under test. */
  protected abstract Integrator integrator();

  /**
   * Largest error of λ along a run that the method promises with its default parameters, relative
   * to 1 + |λ|; dimensionless.
   */
  protected double accuracy() {
    return 1e-4;
  }

  @Test
  void parametersHaveUsableDefaults() {
    assertEquals(
        integrator().descriptor().parameters().size(),
        Parameters.defaults(integrator().descriptor()).values().size());
    assertFalse(integrator().descriptor().summary().isBlank());
  }

  /**
   * D = 2, A = 1 (theory §2): with w = e^λ, R = √(y² + 4α²), w± = (y ± R)/(2α) and τ = 4t/ψ_2(1/α),
   * (w − w₋)/(w₊ − w) = ((1 − w₋)/(w₊ − 1))·exp(R·ψ_2(1/α)·τ).
   */
  @Test
  void scalarFlowFollowsTheClosedForm() {
    var recording = new Recording(1, MOST_STEPS);
    Outcome outcome = run(scalarFlow(), 3, Budget.UNLIMITED, recording);
    assertEquals(StopReason.HORIZON, outcome.reason());
    for (Recording.Step step : recording.steps()) {
      assertClosedForm((step.start() + step.end()) / 2, step.middle()[0]);
      assertClosedForm(step.end(), step.last()[0]);
    }
  }

  @Test
  void stepsFollowOneAnotherUpToTheHorizon() {
    var recording = new Recording(1, MOST_STEPS);
    run(scalarFlow(), 3, Budget.UNLIMITED, recording);
    List<Recording.Step> steps = recording.steps();
    assertFalse(steps.isEmpty());
    assertEquals(0, steps.getFirst().start());
    // times are sums of step sizes: each addition rounds once
    assertEquals(3, steps.getLast().end(), 3 * 0x1p-52 * steps.size());
    for (int k = 0; k < steps.size(); k++) {
      Recording.Step step = steps.get(k);
      assertTrue(step.end() > step.start(), () -> "step " + step);
      assertTrue(Double.isFinite(step.last()[0]));
      if (k > 0) {
        assertEquals(steps.get(k - 1).end(), step.start());
        assertArrayEquals(steps.get(k - 1).last(), step.first());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1e-2", "3, 1e-2"})
  void endsAtTheExactLimit(double depth, double alpha) {
    RegressionProblem problem = ReferenceProblems.certified(4, 10, 2, 0.6, 7);
    var network = new DiagonalNetwork(depth, alpha);
    var certification =
        new Certifier(problem).certify(Objects.requireNonNull(problem.planted()), null);
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    double[] exact = study.predictor(certification.certificate().minimizer(), study.limit(network));
    var flow = new MirrorFlow(problem, network);
    double[] state = new double[flow.dimension()];
    double[] x = new double[problem.columns()];
    var steps = new AtomicInteger();
    run(
        flow,
        Double.POSITIVE_INFINITY,
        Budget.UNLIMITED,
        step -> {
          step.state(step.end(), state);
          flow.predictor(state, x);
          return Certifier.relativeResidual(problem, x) > 1e-10
              && steps.incrementAndGet() < MOST_STEPS;
        });
    // a residual of 1e-10 leaves an error of 1e-10 times the conditioning of a 4 × 10 matrix
    assertArrayEquals(exact, x, 1e-7);
  }

  @Test
  void listenerEndsTheRun() {
    var recording = new Recording(1, 2);
    Outcome outcome = run(scalarFlow(), 3, Budget.UNLIMITED, recording);
    assertEquals(StopReason.CANCELLED, outcome.reason());
    assertEquals(2, recording.steps().size());
  }

  @Test
  void budgetEndsTheRunWithinOneStep() {
    var recording = new Recording(1, MOST_STEPS);
    Outcome outcome = run(scalarFlow(), 1e300, () -> recording.steps().size() >= 3, recording);
    assertEquals(StopReason.CANCELLED, outcome.reason());
    assertTrue(recording.steps().size() <= 4, () -> recording.steps().size() + " steps");
  }

  @Test
  void runsDoNotDisturbEachOther() {
    var alone = new Recording(1, 50);
    run(scalarFlow(), 3, Budget.UNLIMITED, alone);
    var outer = new Recording(1, 50);
    run(
        scalarFlow(),
        3,
        Budget.UNLIMITED,
        step -> {
          run(scalarFlow(), 3, Budget.UNLIMITED, new Recording(1, 5));
          return outer.accepted(step);
        });
    assertEquals(alone.steps().size(), outer.steps().size());
    for (int k = 0; k < alone.steps().size(); k++) {
      assertArrayEquals(alone.steps().get(k).last(), outer.steps().get(k).last());
    }
  }

  @Test
  void undefinedFlowIsSaidToBe() {
    var recording = new Recording(1, MOST_STEPS);
    Outcome outcome = run(new UndefinedFlow(), 1, Budget.UNLIMITED, recording);
    assertTrue(recording.steps().isEmpty());
    assertNotEquals(StopReason.HORIZON, outcome.reason());
    assertNotEquals(StopReason.CONVERGED, outcome.reason());
    assertFalse(outcome.advice().isBlank());
  }

  private Outcome run(GradientFlow flow, double horizon, Budget budget, StepListener listener) {
    Integrator integrator = integrator();
    return integrator.integrate(
        new FlowTask(
            flow,
            new double[flow.dimension()],
            horizon,
            Parameters.defaults(integrator.descriptor()),
            budget),
        listener);
  }

  private static MirrorFlow scalarFlow() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1}), new double[] {OBSERVATION}, null, "scalar");
    return new MirrorFlow(problem, new DiagonalNetwork(2, SCALE));
  }

  private void assertClosedForm(double time, double lambda) {
    double root = Math.hypot(OBSERVATION, 2 * SCALE);
    double plus = (OBSERVATION + root) / (2 * SCALE);
    double minus = -1 / plus;
    double psi = Math.log(1 / (2 * SCALE) + Math.hypot(1, 1 / (2 * SCALE)));
    double ratio = (1 - minus) / (plus - 1) * Math.exp(root * psi * time);
    double exact = Math.log((minus + ratio * plus) / (1 + ratio));
    assertEquals(exact, lambda, accuracy() * (1 + Math.abs(exact)), () -> "λ at τ = " + time);
  }
}
