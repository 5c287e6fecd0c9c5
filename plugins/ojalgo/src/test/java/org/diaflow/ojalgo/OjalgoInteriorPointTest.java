package org.diaflow.ojalgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The interior-point method agrees with the simplex and says when it has not arrived. */
final class OjalgoInteriorPointTest {

  private final L1Solver solver = new OjalgoInteriorPoint();

  private static L1Candidate solve(
      L1Solver solver, RegressionProblem problem, Map<String, Double> chosen, Budget budget) {
    return solver.solve(
        new L1Task(problem, Parameters.of(solver.descriptor(), chosen), budget),
        IterateListener.NONE);
  }

  private L1Candidate solve(RegressionProblem problem) {
    return solve(solver, problem, Map.of(), Budget.UNLIMITED);
  }

  private static double norm1(double[] x) {
    return Arrays.stream(x).map(Math::abs).sum();
  }

  /** Both have a relative gap of at most 1e-9: twice that apart at most, and a residual alike. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void normIsThatOfTheSimplexOnNoisyProblems(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(20, 60, 4, 0.3, seed);
    L1Candidate candidate = solve(problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason());
    double expected = norm1(solve(new OjalgoSimplex(), problem, Map.of(), Budget.UNLIMITED).x());
    assertEquals(expected, norm1(candidate.x()), 1e-8 * expected);
    assertTrue(Certifier.relativeResidual(problem, candidate.x()) <= 1e-9);
  }

  @Test
  void sizesOfRowsDoNotMatter() {
    RegressionProblem base = ReferenceProblems.certified(10, 30, 3, 0.8, 5);
    double[] entries = base.matrix().dense().entries().clone();
    double[] observations = base.observations().clone();
    for (int i = 0; i < 10; i++) {
      int exponent = 300 * (i % 3 - 1);
      for (int j = 0; j < 30; j++) {
        entries[i * 30 + j] = Math.scalb(entries[i * 30 + j], exponent);
      }
      observations[i] = Math.scalb(observations[i], exponent);
    }
    var scaled =
        new RegressionProblem(new DenseMatrix(10, 30, entries), observations, null, "rows scaled");
    // powers of two round nothing: the method sees the same numbers
    assertArrayEquals(solve(base).x(), solve(scaled).x());
  }

  /** A relative gap of 1e-9 leaves at most 1e-9·‖x‖₁/(1 − ϱ) off the support. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void minimizersOfFiveDecadesAreFound(long seed) {
    RegressionProblem problem = ReferenceProblems.dynamicRange(20, 80, 6, 0.9, 5, seed);
    double[] planted = Objects.requireNonNull(problem.planted());
    assertArrayEquals(planted, solve(problem).x(), 1e-7 * norm1(planted));
  }

  @Test
  void unfinishedRunsSaySo() {
    RegressionProblem problem = ReferenceProblems.gaussian(20, 60, 4, 0.3, 1);
    assertEquals(
        StopReason.BUDGET,
        solve(solver, problem, Map.of("iterations", 2.0), Budget.UNLIMITED).outcome().reason());
    assertEquals(
        StopReason.CANCELLED, solve(solver, problem, Map.of(), () -> true).outcome().reason());
  }

  @Test
  void observationsOfZeroHaveTheMinimizerZero() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 2}), new double[] {0}, null, "zero");
    assertArrayEquals(new double[2], solve(problem).x());
    assertEquals(StopReason.CONVERGED, solve(problem).outcome().reason());
  }

  @Test
  void entriesThatAreNoNumbersAreSaidToBe() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, Double.NaN}), new double[] {1}, null, "NaN");
    assertEquals(StopReason.NON_FINITE, solve(problem).outcome().reason());
  }
}
