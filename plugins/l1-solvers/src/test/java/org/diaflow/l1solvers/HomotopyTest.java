package org.diaflow.l1solvers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.ojalgo.OjalgoSimplex;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Homotopy finds every certified minimizer, to the last digits that y carries. */
final class HomotopyTest {

  private final L1Solver solver = new Homotopy();

  static Stream<Arguments> sizes() {
    return Stream.of(64, 128, 256)
        .flatMap(
            rows ->
                Stream.of(2, 4, 8)
                    .flatMap(
                        factor ->
                            Stream.of(0.1, 0.3, 0.6)
                                .map(part -> Arguments.of(rows, factor * rows, part))));
  }

  private static RegressionProblem certified(int rows, int columns, double part) {
    return ReferenceProblems.certified(rows, columns, (int) (part * rows), 0.9, 1);
  }

  private static RegressionProblem dynamicRange(int rows, int columns, double part) {
    return ReferenceProblems.dynamicRange(rows, columns, (int) (part * rows), 0.9, 5, 1);
  }

  private static void assertFound(RegressionProblem problem, L1Candidate candidate) {
    double[] planted = Objects.requireNonNull(problem.planted());
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason(), candidate.outcome().advice());
    assertTrue(
        Runs.distance2(planted, candidate.x()) <= 1e-6 * Math.max(1, Runs.norm2(planted)),
        problem::provenance);
    assertTrue(Certifier.relativeResidual(problem, candidate.x()) <= 1e-9);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void certifiedMinimizersAreFound(int rows, int columns, double part) {
    RegressionProblem problem = certified(rows, columns, part);
    assertFound(problem, Runs.solve(solver, problem));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void minimizersOfFiveDecadesAreFound(int rows, int columns, double part) {
    RegressionProblem problem = dynamicRange(rows, columns, part);
    assertFound(problem, Runs.solve(solver, problem));
  }

  static Stream<Arguments> sizesForTheSimplex() {
    return sizes().filter(size -> (int) size.get()[0] * (int) size.get()[1] <= 128 * 1024);
  }

  /**
   * The simplex finds them as well: the generator is right, not only in agreement with homotopy.
   */
  @ParameterizedTest
  @MethodSource("sizesForTheSimplex")
  void simplexFindsThemToo(int rows, int columns, double part) {
    for (RegressionProblem problem :
        List.of(certified(rows, columns, part), dynamicRange(rows, columns, part))) {
      assertFound(problem, Runs.solve(new OjalgoSimplex(), problem));
    }
  }

  /** Permuted columns, flipped signs: the same minimizer, moved, to rounding. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void minimizerMovesWithTheProblem(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(15, 45, 4, 0.2, seed);
    int d = problem.columns();
    double[] entries = new double[15 * d];
    for (int i = 0; i < 15; i++) {
      for (int j = 0; j < d; j++) {
        entries[i * d + j] = sign(j) * problem.matrix().get(i, (7 * j + 3) % d);
      }
    }
    var moved =
        new RegressionProblem(
            new DenseMatrix(15, d, entries), problem.observations(), null, "moved");
    double[] x = Runs.solve(solver, problem).x();
    double[] expected = new double[d];
    Arrays.setAll(expected, j -> sign(j) * x[(7 * j + 3) % d]);
    // 1e-16 times the conditioning of N columns of a Gaussian matrix, below 1e4 for these seeds
    assertArrayEquals(expected, Runs.solve(solver, moved).x(), 1e-11);
  }

  private static int sign(int j) {
    return j % 3 == 0 ? -1 : 1;
  }

  /** The minimizer has at most N nonzero entries, as a vertex must. */
  @Test
  void answerIsAVertex() {
    double[] x = Runs.solve(solver, ReferenceProblems.gaussian(20, 100, 5, 0.5, 3)).x();
    assertEquals(20, IntStream.range(0, 100).filter(j -> x[j] != 0).count());
  }

  /** Columns 1e-6 apart square to a path below rounding; orthonormal rows bring it back. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nearlyEqualColumnsAreToldApart(long seed) {
    RegressionProblem base = ReferenceProblems.gaussian(8, 10, 3, 0, seed);
    double[] entries = base.matrix().dense().entries().clone();
    for (int i = 0; i < 8; i++) {
      for (int j = 5; j < 10; j++) {
        entries[i * 10 + j] = entries[i * 10 + j - 5] + 1e-6 * entries[i * 10 + j];
      }
    }
    var matrix = new DenseMatrix(8, 10, entries);
    double[] y = new double[8];
    matrix.multiply(Objects.requireNonNull(base.planted()), y);
    var problem = new RegressionProblem(matrix, y, null, "nearly equal columns");
    L1Candidate candidate = Runs.solve(solver, problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason(), candidate.outcome().advice());
    double expected = Runs.norm1(Runs.solve(new OjalgoSimplex(), problem).x());
    // both solve 8 equations of conditioning 1e6
    assertEquals(expected, Runs.norm1(candidate.x()), 1e-8 * expected);
  }

  @Test
  void pathsOfTooManyCornersAreLeft() {
    RegressionProblem problem = ReferenceProblems.gaussian(20, 60, 4, 0.3, 1);
    L1Candidate candidate = Runs.solve(solver, problem, Map.of("corners", 5.0), Budget.UNLIMITED);
    assertEquals(StopReason.BUDGET, candidate.outcome().reason());
    assertTrue(candidate.outcome().advice().contains("'corners'"));
  }

  /** The host hears of iterates whose residual falls, in the units of the problem. */
  @Test
  void listenerHearsOfFallingResiduals() {
    RegressionProblem problem = ReferenceProblems.gaussian(64, 512, 20, 0, 1);
    var residuals = new ArrayList<Double>();
    solver.solve(
        new L1Task(problem, Parameters.defaults(solver.descriptor()), Budget.UNLIMITED),
        x -> residuals.add(Certifier.relativeResidual(problem, x)));
    assertTrue(residuals.size() > 2);
    for (int k = 1; k < residuals.size(); k++) {
      assertTrue(residuals.get(k) < residuals.get(k - 1), residuals::toString);
    }
  }
}
