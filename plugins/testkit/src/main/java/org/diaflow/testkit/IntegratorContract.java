package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleFunction;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.limit.LimitStudy;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every integrator must keep to: extend this class, return the integrator, and run it.
 *
 * <p>Flows are written in the chart the integrator asks for. What it claims in its capabilities is
 * measured: {@code order-5} the order of a step, {@code dense-order-4} that of its dense output; a
 * parameter named {@code relativeTolerance} promises errors in proportion. A test that does not
 * apply, because the method claims nothing of the kind, is reported as aborted with the reason.
 */
public abstract class IntegratorContract {

  /** Errors of single steps add up to at most this many tolerances on the flows of the suite. */
  private static final double ACCUMULATION = 100;

  /** Error allowed where the method declares no tolerance. */
  private static final double UNDECLARED = 1e-3;

  /** Rounding allowed at the ends of a step: times, and states of size ≤ 20, are rounded. */
  private static final double ROUNDING = 1e-12;

  /** Where runs to the end are ended: explicit methods let x tremble by their tolerances there. */
  private static final double RESIDUAL = 1e-10;

  private static final double HALF_TIME_TOLERANCE = 1e-9;

  private static final double HORIZON = 2;
  private static final double[] LINEAR_START = {1, -0.5};
  private static final ScalarProblem SCALAR = new ScalarProblem(1, 1e-3);

  /** A scalar problem without a plateau, and the time on it from which orders are measured. */
  private static final ScalarProblem SMOOTH = new ScalarProblem(1, 0.5);

  private static final double SMOOTH_START = 0.3;

  /** How long a cancelled run may go on; a busy machine gets some tries. */
  private static final Duration REACTION = Duration.ofMillis(100);

  /** After this a run that ignores its budget is ended by the listener. */
  private static final Duration DEAF = Duration.ofMillis(300);

  private static final int TRIES = 5;

  /** The integrator under test; may be the same instance every time. */
  protected abstract Integrator integrator();

  /** Values of parameters to run with, on top of the defaults. */
  protected Map<String, Double> parameters() {
    return Map.of();
  }

  /**
   * Largest error of a state, relative to max(1, |state|): a hundred times the larger of the
   * tolerances used, or 1e-3 where none is declared.
   */
  protected double accuracy() {
    return ACCUMULATION
        * tolerances().stream()
            .mapToDouble(values(parameters())::get)
            .max()
            .orElse(UNDECLARED / ACCUMULATION);
  }

  /** Largest relative error of ‖x^∞ − g*‖₁ at α = 1e-2. */
  protected double agreement() {
    return 1e-6;
  }

  /** The longest a single run of the suite may take. */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  @Test
  void descriptorIsComplete() {
    DescriptorRules.check(() -> integrator().descriptor());
  }

  @Test
  void flowsInItsChartAreSupported() {
    Applicability applicability = integrator().supports(SCALAR.started(chart()).flow());
    assertTrue(applicability.applicable(), applicability.reason());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 50})
  void linearFlowFollowsTheExponential(double fastRate) {
    var flow = new LinearFlow(1, fastRate, 0.5);
    assumeSupported(flow);
    Recorder recorder = Recorder.keeping(2);
    integrate(new StartedFlow(flow, LINEAR_START, 2), HORIZON, recorder);
    follows(recorder, time -> flow.solution(LINEAR_START, time));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-1, 1e-3, 1e-8})
  void scalarFlowFollowsItsClosedForm(double alpha) {
    var problem = new ScalarProblem(1, alpha);
    StartedFlow started = problem.started(chart());
    Recorder recorder = Recorder.keeping(started.flow().dimension());
    integrate(started, HORIZON, recorder);
    follows(recorder, time -> problem.state(chart(), time));
  }

  private void follows(Recorder recorder, DoubleFunction<double[]> solution) {
    double allowed = accuracy();
    for (Recorder.Step step : recorder.steps()) {
      for (Recorder.Sample sample : step.samples()) {
        double error = SingleSteps.distance(solution.apply(sample.time()), sample.state());
        assertTrue(
            error <= allowed,
            () -> "error %s at τ = %s, allowed %s".formatted(error, sample.time(), allowed));
      }
    }
  }

  @Test
  void orderIsTheOneClaimed() {
    int order = claimed("order-");
    smoothSteps().assertOrder(order, 1);
    var flow = new LinearFlow(1, 3, 0.5);
    if (integrator().supports(flow).applicable()) {
      new SingleSteps(integrator(), flow, time -> flow.solution(LINEAR_START, time))
          .assertOrder(order, 1);
    }
  }

  @Test
  void denseOutputHasTheOrderClaimed() {
    smoothSteps().assertOrder(claimed("dense-order-"), 0.4);
  }

  private SingleSteps smoothSteps() {
    return new SingleSteps(
        integrator(),
        SMOOTH.started(chart()).flow(),
        time -> SMOOTH.state(chart(), SMOOTH_START + time));
  }

  private int claimed(String prefix) {
    OptionalInt claim = SingleSteps.claim(integrator(), prefix);
    assumeTrue(claim.isPresent(), () -> "No capability '" + prefix + "…' is claimed.");
    return claim.getAsInt();
  }

  /** A tolerance 10⁴ times smaller makes the error 10^2.4 to 10^6 times smaller. */
  @Test
  void errorsAreInProportionToTheTolerance() {
    List<String> names = tolerances();
    assumeTrue(names.contains("relativeTolerance"), "No tolerance is declared.");
    double loose = errorWith(names, 1e-6);
    double tight = errorWith(names, 1e-10);
    double exponent = Math.log10(loose / tight) / 4;
    assertTrue(
        exponent > 0.6 && exponent < 1.5,
        () -> "errors %s and %s for tolerances 1e-6 and 1e-10".formatted(loose, tight));
  }

  private double errorWith(List<String> names, double tolerance) {
    Map<String, Double> chosen = new HashMap<>(parameters());
    names.forEach(name -> chosen.put(name, tolerance));
    StartedFlow started = SCALAR.started(chart());
    double[] state = new double[started.flow().dimension()];
    double[] largest = {0};
    run(
        task(started, HORIZON, chosen, Budget.UNLIMITED),
        step -> {
          step.state(step.end(), state);
          double error = SingleSteps.distance(SCALAR.state(chart(), step.end()), state);
          largest[0] = Math.max(largest[0], error);
          return true;
        });
    return largest[0];
  }

  /** Half-times of the scalar flow to six digits (theory §8), through the dense output. */
  @ParameterizedTest
  @CsvSource({
    "2, 1e-4, 2.30253507",
    "3, 1e-4, 6.897412",
    "3, 1e-8, 154.436209",
    "4, 1e-4, 12.431527",
    "4, 1e-8, 1249.933376"
  })
  void halfTimesAreThoseOfTheory(double depth, double alpha, double expected) {
    Map<String, Double> chosen = new HashMap<>(parameters());
    tolerances().forEach(name -> chosen.put(name, HALF_TIME_TOLERANCE));
    assumeTrue(chosen.containsKey("relativeTolerance"), "No tolerance is declared.");
    var halfTime = new HalfTime(depth, alpha);
    Outcome outcome =
        run(
            task(halfTime.started(chart()), Double.POSITIVE_INFINITY, chosen, Budget.UNLIMITED),
            halfTime);
    assertEquals(expected, halfTime.time(), 5e-7 * expected, outcome.advice());
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 4.5})
  void invariantsHold(double depth) {
    RegressionProblem problem = ReferenceProblems.certified(5, 12, 2, 0.7, 1);
    StartedFlow started = StartedFlow.of(chart(), problem, new DiagonalNetwork(depth, 1e-2));
    double[] state = new double[started.flow().dimension()];
    integrate(
        started,
        HORIZON,
        step -> {
          step.state(step.end(), state);
          double drift = started.invariantDrift(state);
          // an invariant of weights down to v ~ 1e-4 has errors relative to them
          assertTrue(drift <= 1e2 * accuracy(), () -> "drift %s".formatted(drift));
          return true;
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 2, 3.3})
  void stepsFillTheTimeUpToTheHorizon(double horizon) {
    StartedFlow started = SCALAR.started(chart());
    Recorder recorder = Recorder.keeping(started.flow().dimension());
    Outcome outcome = integrate(started, horizon, recorder);
    assertEquals(StopReason.HORIZON, outcome.reason(), outcome.advice());
    assertFalse(outcome.advice().isBlank(), "the outcome has no advice");
    assertFalse(recorder.steps().isEmpty(), "no step was reported");
    double time = 0;
    for (Recorder.Step step : recorder.steps()) {
      assertEquals(time, step.start(), "a step does not start where the one before it ended");
      assertTrue(
          step.end() > step.start() && step.end() <= horizon,
          "step from " + step.start() + " to " + step.end() + ", horizon " + horizon);
      time = step.end();
    }
    assertEquals(horizon, time, "the last step does not end at the horizon");
  }

  @Test
  void denseOutputIsContinuous() {
    StartedFlow started = SCALAR.started(chart());
    Recorder recorder = Recorder.keeping(started.flow().dimension());
    integrate(started, HORIZON, recorder);
    double[] state = started.initialState();
    for (Recorder.Step step : recorder.steps()) {
      double[] first = step.samples().getFirst().state();
      assertArrayEquals(state, first, ROUNDING, "at the start of the step from " + step.start());
      state = step.samples().getLast().state();
    }
  }

  @Test
  void initialStateIsNotWrittenTo() {
    StartedFlow started = SCALAR.started(chart());
    double[] before = started.initialState().clone();
    integrate(started, HORIZON, Recorder.counting(step -> true));
    assertArrayEquals(before, started.initialState());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void listenerEndsTheRun(int last) {
    int[] calls = {0};
    Recorder recorder = Recorder.counting(step -> ++calls[0] < last);
    Outcome outcome = integrate(SCALAR.started(chart()), Double.POSITIVE_INFINITY, recorder);
    assertEquals(StopReason.CANCELLED, outcome.reason(), outcome.advice());
    assertFalse(outcome.advice().isBlank(), "the outcome has no advice");
    assertEquals(last, recorder.count(), "calls of the listener");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void exhaustedBudgetEndsTheRunWithinOneStep(int allowed) {
    var exhausted = new AtomicBoolean(allowed == 0);
    int[] calls = {0};
    Recorder recorder =
        Recorder.counting(
            step -> {
              exhausted.set(++calls[0] >= allowed);
              return calls[0] <= allowed + 1;
            });
    FlowTask task = task(SCALAR.started(chart()), 1e6, parameters(), exhausted::get);
    Outcome outcome = run(task, recorder);
    assertEquals(StopReason.CANCELLED, outcome.reason(), outcome.advice());
    assertTrue(recorder.count() <= allowed + 1, recorder.count() + " steps, allowed " + allowed);
  }

  @Test
  void cancellationTakesEffectAtOnce() {
    RegressionProblem problem = ReferenceProblems.gaussian(40, 400, 3, 0, 1);
    long quickest = Long.MAX_VALUE;
    for (int attempt = 0; attempt < TRIES && quickest > REACTION.toNanos(); attempt++) {
      StartedFlow started = StartedFlow.of(chart(), problem, new DiagonalNetwork(3, 1e-6));
      long cancelled = System.nanoTime() + Duration.ofMillis(30).toNanos();
      run(
          task(
              started,
              Double.POSITIVE_INFINITY,
              parameters(),
              () -> System.nanoTime() >= cancelled),
          step -> System.nanoTime() < cancelled + DEAF.toNanos());
      quickest = Math.min(quickest, System.nanoTime() - cancelled);
    }
    assertTrue(
        quickest <= REACTION.toNanos(),
        "a cancelled run went on for " + Duration.ofNanos(quickest));
  }

  @Test
  void runsDoNotDisturbEachOther() {
    Integrator shared = integrator();
    StartedFlow started = SCALAR.started(chart());
    int n = started.flow().dimension();
    FlowTask task = task(started, HORIZON, parameters(), Budget.UNLIMITED);
    Recorder alone = Recorder.keeping(n);
    run(shared, task, alone);
    Recorder interleaved =
        Recorder.keeping(
            n,
            step -> {
              FlowTask other = task(SMOOTH.started(chart()), 0.01, parameters(), Budget.UNLIMITED);
              shared.integrate(other, Recorder.counting(inner -> true));
              return true;
            });
    run(shared, task, interleaved);
    assertEquals(alone.steps().size(), interleaved.steps().size(), "number of steps");
    for (int k = 0; k < alone.steps().size(); k++) {
      alone.steps().get(k).assertSame(interleaved.steps().get(k));
    }
  }

  @Test
  void flowThatIsNowhereDefinedIsNonFinite() {
    Recorder recorder = Recorder.counting(step -> true);
    var started = new StartedFlow(new UndefinedFlow(chart()), LINEAR_START, 2);
    Outcome outcome = integrate(started, HORIZON, recorder);
    assertEquals(StopReason.NON_FINITE, outcome.reason(), outcome.advice());
    assertEquals(0, recorder.count(), "accepted steps");
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 1", "3, 2"})
  void flowEndsAtTheExactLimit(double depth, long seed) {
    RegressionProblem problem = ReferenceProblems.certified(5, 12, 2, 0.7, seed);
    var network = new DiagonalNetwork(depth, 1e-2);
    var certification =
        new Certifier(problem).certify(Objects.requireNonNull(problem.planted()), null);
    var certificate = certification.certificate();
    var study = new LimitStudy(Objects.requireNonNull(certification.split()), certificate);
    StartedFlow started = StartedFlow.of(chart(), problem, network);
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[problem.columns()];
    Recorder recorder =
        Recorder.counting(
            step -> {
              step.state(step.end(), state);
              started.flow().predictor(state, x);
              return Certifier.relativeResidual(problem, x) > RESIDUAL;
            });
    Outcome outcome = integrate(started, Double.POSITIVE_INFINITY, recorder);
    double error = 0;
    for (int j = 0; j < x.length; j++) {
      error += Math.abs(x[j] - certificate.minimizer()[j]);
    }
    double exact = study.limit(network).error();
    assertEquals(exact, error, agreement() * exact, outcome.advice());
  }

  private List<String> tolerances() {
    return integrator().descriptor().parameters().stream()
        .map(ParameterSpec::name)
        .filter(name -> name.endsWith("Tolerance"))
        .toList();
  }

  private Chart chart() {
    return integrator().chart();
  }

  private void assumeSupported(LinearFlow flow) {
    Applicability applicability = integrator().supports(flow);
    assumeTrue(applicability.applicable(), applicability.reason());
  }

  private Parameters values(Map<String, Double> chosen) {
    return Parameters.of(integrator().descriptor(), chosen);
  }

  private FlowTask task(
      StartedFlow started, double horizon, Map<String, Double> chosen, Budget budget) {
    return new FlowTask(started.flow(), started.initialState(), horizon, values(chosen), budget);
  }

  private Outcome integrate(StartedFlow started, double horizon, StepListener listener) {
    return run(task(started, horizon, parameters(), Budget.UNLIMITED), listener);
  }

  private Outcome run(FlowTask task, StepListener listener) {
    return run(integrator(), task, listener);
  }

  private Outcome run(Integrator integrator, FlowTask task, StepListener listener) {
    return assertTimeoutPreemptively(patience(), () -> integrator.integrate(task, listener));
  }
}
