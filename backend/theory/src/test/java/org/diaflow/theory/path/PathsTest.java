package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two paths that trajectories are compared with. */
final class PathsTest {

  private static final RegressionProblem EXAMPLE =
      new RegressionProblem(
          DenseMatrix.ofRows(new double[] {1, .5, .7, 0}, new double[] {.5, 1, .1, .7}),
          new double[] {1, 0},
          null,
          "example of theory §8");

  @Test
  void jumpsOfTheExampleAreExact() {
    List<SaddleToSaddle.Jump> jumps = SaddleToSaddle.path(EXAMPLE);
    assertEquals(3, jumps.size());
    assertEquals(1, jumps.get(0).time(), 1e-14);
    assertArrayEquals(new double[] {.8, 0, 0, 0}, jumps.get(0).x(), 1e-14);
    assertEquals(4, jumps.get(1).time(), 1e-13);
    assertArrayEquals(new double[] {0, 0, 1.4, 0}, jumps.get(1).x(), 1e-14);
    assertEquals(276.0 / 49, jumps.get(2).time(), 1e-12);
    assertArrayEquals(new double[] {0, 0, 10.0 / 7, -10.0 / 49}, jumps.get(2).x(), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bothPathsEndAtTheMinimizer(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(12, 30, 4, 0.8, seed);
    double[] planted = Objects.requireNonNull(problem.planted());
    assertArrayEquals(planted, SaddleToSaddle.path(problem).getLast().x(), 1e-9);
    assertArrayEquals(planted, LassoPath.corners(problem).getLast().x(), 1e-9);
  }

  /** Where a point of the path is not unique, a path is either right or refused, never wrong. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void pathsOfProblemsWithSeveralMinimizersEndInOneOrAreRefused(long seed) {
    RegressionProblem problem = ReferenceProblems.nonUnique(6, 15, 3, seed);
    double norm = LinearAlgebra.norm1(Objects.requireNonNull(problem.planted()));
    for (Callable<double[]> path :
        List.<Callable<double[]>>of(
            () -> SaddleToSaddle.path(problem).getLast().x(),
            () -> LassoPath.corners(problem).getLast().x())) {
      try {
        double[] end = path.call();
        assertEquals(norm, LinearAlgebra.norm1(end), 1e-9 * norm);
        assertEquals(0, Certifier.relativeResidual(problem, end), 1e-9);
      } catch (IllegalStateException refused) {
        assertTrue(String.valueOf(refused.getMessage()).startsWith("The "), refused::toString);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  static Stream<RegressionProblem> problemsOfManyKinds() {
    return Stream.concat(
        Stream.of(EXAMPLE, ReferenceProblems.tightness(.5, 1), ReferenceProblems.nonUnique()),
        LongStream.range(0, 10)
            .boxed()
            .flatMap(
                seed ->
                    Stream.of(
                        ReferenceProblems.gaussian(8, 20, 3, 0.3, seed),
                        ReferenceProblems.certified(12, 30, 4, 0.8, seed))));
  }

  /** The criterion against the time average itself; both kinds of answer occur. */
  @ParameterizedTest
  @MethodSource("problemsOfManyKinds")
  void theLassoPathIsTheTimeAverageExactlyWhereItClaimsSo(RegressionProblem problem) {
    List<SaddleToSaddle.Jump> jumps = SaddleToSaddle.path(problem);
    List<LassoPath.Corner> corners = LassoPath.corners(problem);
    double first = jumps.getFirst().time();
    double last = 2 * jumps.getLast().time();
    double apart = 0;
    for (int k = 0; k <= 1000; k++) {
      double time = first * Math.pow(last / first, k / 1000.0);
      double[] average = average(jumps, time);
      double[] lasso = at(corners, 1 / time);
      for (int j = 0; j < lasso.length; j++) {
        apart = Math.max(apart, Math.abs(average[j] - lasso[j]));
      }
    }
    boolean exact = apart < 1e-9;
    assertEquals(exact, LassoPath.isTimeAverage(corners), "largest distance " + apart);
  }

  @Test
  void theTimeAverageOfTheExampleIsNotTheLassoSolution() {
    assertFalse(LassoPath.isTimeAverage(LassoPath.corners(EXAMPLE)));
    assertTrue(LassoPath.isTimeAverage(LassoPath.corners(ReferenceProblems.tightness(.5, 1))));
  }

  /** (1/τ) ∫₀ᵗ x. */
  private static double[] average(List<SaddleToSaddle.Jump> jumps, double time) {
    double[] average = new double[jumps.getFirst().x().length];
    for (int k = 0; k < jumps.size(); k++) {
      double end = k + 1 < jumps.size() ? Math.min(time, jumps.get(k + 1).time()) : time;
      double share = Math.max(0, end - jumps.get(k).time()) / time;
      for (int j = 0; j < average.length; j++) {
        average[j] += share * jumps.get(k).x()[j];
      }
    }
    return average;
  }

  private static double[] at(List<LassoPath.Corner> corners, double mu) {
    int k = 1;
    while (k < corners.size() - 1 && corners.get(k).mu() > mu) {
      k++;
    }
    LassoPath.Corner left = corners.get(k - 1);
    LassoPath.Corner right = corners.get(k);
    double share = Math.clamp((left.mu() - mu) / (left.mu() - right.mu()), 0, 1);
    double[] x = new double[left.x().length];
    for (int j = 0; j < x.length; j++) {
      x[j] = left.x()[j] + share * (right.x()[j] - left.x()[j]);
    }
    return x;
  }

  @Test
  void bothPathsObeyTheirBudget() {
    Budget exhausted = () -> true;
    assertThrows(CancellationException.class, () -> SaddleToSaddle.path(EXAMPLE, 2, exhausted));
    assertThrows(CancellationException.class, () -> LassoPath.corners(EXAMPLE, exhausted));
  }

  /** At every corner: Aᵀ(y − Ax) = μ·sign(x) on the support and at most μ in size elsewhere. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void cornersOfTheLassoPathAreOptimal(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(8, 20, 3, 0.3, seed);
    List<LassoPath.Corner> corners = LassoPath.corners(problem);
    assertEquals(0, corners.getLast().mu(), 1e-12);
    for (LassoPath.Corner corner : corners) {
      double[] correlations =
          Correlations.of(problem.matrix().dense(), problem.observations(), corner.x()).values();
      for (int j = 0; j < correlations.length; j++) {
        assertTrue(Math.abs(correlations[j]) <= corner.mu() + 1e-11);
        if (Math.abs(corner.x()[j]) > 1e-12) {
          assertEquals(corner.mu() * Math.signum(corner.x()[j]), correlations[j], 1e-11);
        }
      }
    }
  }
}
