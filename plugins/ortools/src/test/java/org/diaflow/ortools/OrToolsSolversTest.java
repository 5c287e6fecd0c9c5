package org.diaflow.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GLOP and PDLP do beyond the suite. */
final class OrToolsSolversTest {

  static List<L1Solver> solvers() {
    return List.of(new OrToolsGlop(), new OrToolsPdlp());
  }

  private static L1Candidate solve(
      L1Solver solver, RegressionProblem problem, Map<String, Double> chosen, Budget budget) {
    return solver.solve(
        new L1Task(problem, Parameters.of(solver.descriptor(), chosen), budget),
        IterateListener.NONE);
  }

  private static L1Candidate solve(L1Solver solver, RegressionProblem problem) {
    return solve(solver, problem, Map.of(), Budget.UNLIMITED);
  }

  /** The dual handed over proves optimality: ‖Aᵀν‖_∞ ≤ 1 and ⟨y, ν⟩ = ‖x‖₁ up to the tolerance. */
  @ParameterizedTest
  @MethodSource("solvers")
  void fiveDecadesAreSolvedWithADualThatProvesIt(L1Solver solver) {
    RegressionProblem problem = ReferenceProblems.dynamicRange(64, 256, 8, 0.9, 5, 1);
    L1Candidate candidate = solve(solver, problem);
    double[] planted = Objects.requireNonNull(problem.planted());
    double size = Arrays.stream(planted).map(Math::abs).max().orElseThrow();
    assertArrayEquals(planted, candidate.x(), 1e-9 * size);
    double[] dual = Objects.requireNonNull(candidate.dual());
    double[] correlations = new double[256];
    problem.matrix().multiplyTransposed(dual, correlations);
    assertEquals(1, Arrays.stream(correlations).map(Math::abs).max().orElseThrow(), 1e-7);
    double value = 0;
    for (int i = 0; i < dual.length; i++) {
      value += dual[i] * problem.observations()[i];
    }
    double norm = Arrays.stream(planted).map(Math::abs).sum();
    assertEquals(norm, value, 1e-8 * norm);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-6, 1e-9})
  void residualIsWithinTheTolerance(double tolerance) {
    RegressionProblem problem = ReferenceProblems.gaussian(64, 256, 8, 0, 3);
    L1Candidate candidate =
        solve(new OrToolsPdlp(), problem, Map.of("tolerance", tolerance), Budget.UNLIMITED);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason());
    assertTrue(Certifier.relativeResidual(problem, candidate.x()) <= tolerance);
  }

  @ParameterizedTest
  @CsvSource({"1e-100, 1", "1e100, 1", "1, 1e-100", "1, 1e100"})
  void sizeOfTheEntriesDoesNotMatter(double matrix, double observations) {
    RegressionProblem base = ReferenceProblems.certified(10, 30, 3, 0.8, 5);
    var scaled =
        new RegressionProblem(
            new DenseMatrix(
                10,
                30,
                Arrays.stream(base.matrix().dense().entries()).map(a -> a * matrix).toArray()),
            Arrays.stream(base.observations()).map(y -> y * observations).toArray(),
            null,
            "scaled");
    double factor = observations / matrix;
    for (L1Solver solver : solvers()) {
      assertArrayEquals(
          solve(solver, base).x(),
          Arrays.stream(solve(solver, scaled).x()).map(x -> x / factor).toArray(),
          1e-8);
    }
  }

  /** Undisturbed, this problem takes both longer than the 10 s after which PDLP ends by itself. */
  @ParameterizedTest
  @MethodSource("solvers")
  void aRunningSolveIsInterrupted(L1Solver solver) {
    RegressionProblem problem = ReferenceProblems.gaussian(512, 2048, 200, 0.1, 1);
    long start = System.nanoTime();
    L1Candidate candidate =
        solve(
            solver,
            problem,
            Map.of("seconds", 10.0),
            () -> System.nanoTime() - start > 500_000_000L);
    assertEquals(StopReason.CANCELLED, candidate.outcome().reason());
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 4, () -> "interrupted after %s s".formatted(seconds));
    assertEquals(2048, candidate.x().length);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void timeThatIsUpIsSaidToBe(L1Solver solver) {
    RegressionProblem problem = ReferenceProblems.gaussian(512, 2048, 200, 0.1, 1);
    L1Candidate candidate = solve(solver, problem, Map.of("seconds", 0.1), Budget.UNLIMITED);
    assertEquals(StopReason.BUDGET, candidate.outcome().reason(), candidate.outcome().advice());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void entriesThatAreNoNumbersAreRefused(L1Solver solver) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, Double.NaN}), new double[] {1}, null, "NaN");
    L1Candidate candidate = solve(solver, problem);
    assertEquals(StopReason.NON_FINITE, candidate.outcome().reason());
    assertNull(candidate.dual());
  }

  @Test
  void theNativeLibraryRunsHere() {
    assertTrue(NativeLibrary.state().applicable(), () -> NativeLibrary.state().reason());
  }
}
