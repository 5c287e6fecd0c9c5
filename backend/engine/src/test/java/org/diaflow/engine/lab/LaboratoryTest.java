package org.diaflow.engine.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.measure.ResultMeasures;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.engine.plugin.SolverFailedException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.diaflow.testkit.fixtures.FakeIntegrator;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.diaflow.testkit.fixtures.FixedStep;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laboratory judges plug-ins and survives broken ones. */
final class LaboratoryTest {

  private static final RegressionProblem TIGHTNESS = ReferenceProblems.tightness(0.5, 2);

  private final Laboratory laboratory = new Laboratory();

  private CertifiedProblem certify(FakeL1Solver solver) {
    return laboratory.certify(TIGHTNESS, SolverChoice.defaults(solver), Budget.UNLIMITED);
  }

  private CellResult run(
      BiFunction<FlowTask, StepListener, Outcome> behaviour, StopCriteria stop, Budget budget) {
    var engine = new EngineChoice(new FakeIntegrator("fake", behaviour), new Parameters(Map.of()));
    var cell = new FlowCell(0, new DiagonalNetwork(2, 0.1), ProblemPoint.of(1), engine);
    return laboratory.run(cell, certify(FakeL1Solver.returning(2, 0)), stop, budget);
  }

  @Test
  void wrongVectorIsNeverCalledOptimal() {
    // feasible but not a minimizer, and not feasible at all
    assertFalse(certify(FakeL1Solver.returning(0, 4)).certificate().optimal());
    assertFalse(certify(FakeL1Solver.returning(2, 1)).certificate().optimal());
    assertFalse(certify(FakeL1Solver.returning(0, 0)).certificate().optimal());
    assertTrue(certify(FakeL1Solver.returning(2, 0)).certificate().optimal());
  }

  @Test
  void slightlyWrongVectorIsSolvedAgainOnItsSupport() {
    var certificate = certify(FakeL1Solver.returning(1.9999, 1e-9)).certificate();
    assertTrue(certificate.unique());
    assertEquals(2, certificate.minimizer()[0]);
    assertEquals(0, certificate.minimizer()[1]);
    assertEquals(0.5, Objects.requireNonNull(certificate.rho()), 1e-15);
  }

  /** D = 2 forgets the shape of the start, so the error keeps its relative accuracy at 1e-200. */
  @Test
  void limitsFromAnyStartAreErrorsTowardsTheMinimizer() {
    var problem = certify(FakeL1Solver.returning(2, 0));
    var start = new Initialization(new double[] {1, 2}, new double[] {3, 2});
    LimitResult limit = laboratory.limit(problem, new DiagonalNetwork(2, 1e-200, start));
    double expected = 1.5 * number(limit.errorOffSupportL1());
    assertEquals(expected, number(limit.errorL1()), 1e-12 * expected);
    assertTrue(number(limit.errorL1()) < 1e-90);
    assertNull(limit.upper());
    assertTrue(String.valueOf(limit.reason()).contains("uniform start"));
    // α = 0 leads elsewhere at D = 3: the difference to g*, 2 in one entry and 4 in the other
    var biased = new Initialization(new double[] {1, 9}, new double[] {1, 9});
    LimitResult deep = laboratory.limit(problem, new DiagonalNetwork(3, 1e-12, biased));
    assertEquals(6, number(deep.errorL1()), 1e-6);
  }

  @Test
  void aMinimizerThatIsNotUniqueHasALimitAndASelectedPoint() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1, 1}, new double[] {3, 0, 1}),
            new double[] {3, 3},
            null,
            "theory §7");
    var certified =
        laboratory.certify(
            problem, SolverChoice.defaults(FakeL1Solver.returning(0, 0, 3)), Budget.UNLIMITED);
    assertTrue(certified.certificate().optimal());
    assertFalse(certified.certificate().unique());
    double t = 0.34192282141995630;
    assertEquals(3 * t, Objects.requireNonNull(certified.selected(3))[2], 1e-14);
    LimitResult limit = laboratory.limit(certified, new DiagonalNetwork(3, 1e-9));
    assertNull(limit.errorL1());
    assertEquals(3 * t, Objects.requireNonNull(limit.x())[2], 1e-8);
    assertNull(certified.onset(3));
  }

  private static double number(@Nullable Double value) {
    return Objects.requireNonNull(value);
  }

  @Test
  void unusableAnswersOfSolversAreSentences() {
    assertThrows(SolverFailedException.class, () -> certify(FakeL1Solver.returning(Double.NaN, 0)));
    assertThrows(SolverFailedException.class, () -> certify(FakeL1Solver.returning(1)));
    var throwing =
        new FakeL1Solver(
            "throwing",
            task -> {
              throw new StackOverflowError();
            });
    var failure = assertThrows(SolverFailedException.class, () -> certify(throwing));
    assertTrue(String.valueOf(failure.getMessage()).contains("throwing"));
  }

  @Test
  void limitCellHasErrorBetweenItsBounds() {
    var cell =
        new FlowCell(0, new DiagonalNetwork(3, 1e-4), ProblemPoint.of(1), EngineChoice.LIMIT);
    CellResult result =
        laboratory.run(
            cell, certify(FakeL1Solver.returning(2, 0)), StopCriteria.DEFAULT, Budget.UNLIMITED);
    assertEquals(StopReason.CONVERGED, result.outcome().reason());
    assertTrue(value(ResultMeasures.LOWER.of(result)) <= value(ResultMeasures.ERROR_L1.of(result)));
    assertTrue(value(ResultMeasures.ERROR_L1.of(result)) <= value(ResultMeasures.UPPER.of(result)));
    assertNull(ResultMeasures.DISAGREEMENT.of(result));
  }

  @Test
  void flowIsComparedWithTheLimit() {
    CellResult result = run(FixedStep::euler, StopCriteria.DEFAULT, Budget.UNLIMITED);
    assertEquals(StopReason.CONVERGED, result.outcome().reason());
    assertTrue(
        value(ResultMeasures.DISAGREEMENT.of(result)) < 1e-9, () -> "disagreement " + result);
  }

  @Test
  void stepsAreLimitedAndTheAdviceNamesAnImplicitMethod() {
    CellResult result = run(FixedStep::euler, new StopCriteria(1e-12, 10, 60), Budget.UNLIMITED);
    assertEquals(StopReason.BUDGET, result.outcome().reason());
    assertTrue(result.outcome().advice().contains("mirror-rosenbrock"));
    assertEquals(10, flow(result).steps());
  }

  @Test
  void cancellationEndsAnEndlessRun() {
    var cancelled = new AtomicBoolean();
    CellResult result =
        run(
            (task, listener) -> {
              cancelled.set(true);
              while (!task.budget().exhausted()) {
                Thread.onSpinWait();
              }
              return new Outcome(StopReason.CANCELLED, "Told to stop.");
            },
            StopCriteria.DEFAULT,
            cancelled::get);
    assertEquals(StopReason.CANCELLED, result.outcome().reason());
  }

  @Test
  void faultsOfIntegratorsAreOutcomesOfTheirCell() {
    CellResult throwing =
        run(
            (task, listener) -> {
              throw new IllegalStateException("broken on purpose");
            },
            StopCriteria.DEFAULT,
            Budget.UNLIMITED);
    assertEquals(StopReason.PLUGIN_ERROR, throwing.outcome().reason());
    assertTrue(throwing.outcome().advice().contains("broken on purpose"));
    CellResult nan =
        run(
            (task, listener) -> {
              listener.accepted(FixedStep.constant(0, 1, Double.NaN));
              return new Outcome(StopReason.HORIZON, "Done.");
            },
            StopCriteria.DEFAULT,
            Budget.UNLIMITED);
    assertEquals(StopReason.NON_FINITE, nan.outcome().reason());
    CellResult idle =
        run(
            (task, listener) -> new Outcome(StopReason.CONVERGED, "Believe me."),
            StopCriteria.DEFAULT,
            Budget.UNLIMITED);
    assertEquals(StopReason.STALLED, idle.outcome().reason());
  }

  /** Where g* is not unique there is no error to compare, but there is a limit to be near to. */
  @Test
  void aFlowNearOtherSolutionsThanItsLimitHasNotConverged() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1}), new double[] {1}, null, "equal columns");
    var certified =
        laboratory.certify(
            problem, SolverChoice.defaults(FakeL1Solver.returning(0.5, 0.5)), Budget.UNLIMITED);
    assertEquals(StopReason.STALLED, atRest(certified, 0.4995).outcome().reason());
    assertEquals(StopReason.CONVERGED, atRest(certified, 0.5).outcome().reason());
  }

  /** A flow with D = 2, α = 1/100 that rests where both entries are {@code x}. */
  private CellResult atRest(CertifiedProblem problem, double x) {
    double half = x / 0.02;
    double lambda = Math.log(half + Math.sqrt(half * half + 1));
    var integrator =
        new FakeIntegrator(
            "fake",
            (task, listener) -> {
              listener.accepted(FixedStep.constant(0, 1, lambda));
              return new Outcome(StopReason.HORIZON, "Done.");
            });
    return laboratory.run(
        new FlowCell(
            0,
            new DiagonalNetwork(2, 0.01),
            ProblemPoint.of(1),
            new EngineChoice(integrator, Parameters.defaults(integrator.descriptor()))),
        problem,
        new StopCriteria(1e-2, 10, 60),
        Budget.UNLIMITED);
  }

  /** Nobody set a horizon: an integrator that steps to infinity has come to rest. */
  @Test
  void restIsNoHorizonAndNoInfiniteTime() {
    CellResult result =
        run(
            (task, listener) -> {
              listener.accepted(FixedStep.constant(0, 1, 0.25));
              listener.accepted(FixedStep.constant(1, Double.POSITIVE_INFINITY, 0.25));
              return new Outcome(StopReason.HORIZON, "Done.");
            },
            StopCriteria.DEFAULT,
            Budget.UNLIMITED);
    assertEquals(StopReason.STALLED, result.outcome().reason());
    assertEquals(1, flow(result).time());
  }

  private static double value(@Nullable Double number) {
    return number == null ? Double.NaN : number;
  }

  private static FlowSummary flow(CellResult result) {
    return ((CellResult.Flow) result).flow();
  }
}
