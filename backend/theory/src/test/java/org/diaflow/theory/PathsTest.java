package org.diaflow.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** At every corner: Aᵀ(y − Ax) = μ·sign(x) on the support and at most μ in size elsewhere. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void cornersOfTheLassoPathAreOptimal(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(8, 20, 3, 0.3, seed);
    List<LassoPath.Corner> corners = LassoPath.corners(problem);
    assertEquals(0, corners.getLast().mu(), 1e-12);
    for (LassoPath.Corner corner : corners) {
      double[] correlations =
          NonnegativeLeastSquares.correlations(
              problem.matrix(), problem.observations(), corner.x());
      for (int j = 0; j < correlations.length; j++) {
        assertTrue(Math.abs(correlations[j]) <= corner.mu() + 1e-11);
        if (Math.abs(corner.x()[j]) > 1e-12) {
          assertEquals(corner.mu() * Math.signum(corner.x()[j]), correlations[j], 1e-11);
        }
      }
    }
  }
}
