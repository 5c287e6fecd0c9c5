package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both paths of the inputs in {@code cases/}, with their exact values. */
final class PathCasesTest {

  @ParameterizedTest
  @CsvSource({"A1_rows_1e5.json, 1e5", "A3_rows_1e8.json, 1e8"})
  void pathsInDifferentUnitsEndInTheMinimizer(String file, double scale) {
    RegressionProblem problem = Cases.problem(file);
    double[] minimizer = {26.0 / 17, -10.0 / 17, 0, 0};
    List<SaddleToSaddle.Jump> jumps = SaddleToSaddle.path(problem);
    assertEquals(2, jumps.size());
    assertEquals(1, jumps.getFirst().time() * 12 * scale * scale, 1e-8);
    assertArrayEquals(new double[] {4.0 / 3, 0, 0, 0}, jumps.getFirst().x(), 1e-8);
    assertEquals(0.2823529, jumps.getLast().time(), 1e-7);
    assertArrayEquals(minimizer, jumps.getLast().x(), 1e-12);
    assertArrayEquals(minimizer, LassoPath.corners(problem).getLast().x(), 1e-12);
  }

  @Test
  void tiedColumnsEnterAndReturn() {
    assertCorners(
        Cases.problem("C1_tie_2x2.json"),
        new double[] {1, 1.0 / 5, 0},
        new double[][] {{0, 0}, {0, 2.0 / 5}, {-1, 2}});
    assertCorners(
        Cases.problem("C2_tie_4x4.json"),
        new double[] {3, 1, 1.0 / 3, 0},
        new double[][] {{0, 0, 0, 0}, {0, 0, 0, 2}, {0, -2, 8.0 / 3, 14.0 / 3}, {1, -4, 5, 6}});
  }

  @Test
  void parallelColumnsShareThePlateau() {
    SaddleToSaddle.Jump last =
        SaddleToSaddle.path(Cases.problem("D1_parallel_columns.json")).getLast();
    assertArrayEquals(new double[] {-7.0 / 12, 7.0 / 12}, last.x(), 1e-12);
    assertFalse(last.unique());
  }

  private static void assertCorners(RegressionProblem problem, double[] mu, double[][] x) {
    List<LassoPath.Corner> corners = LassoPath.corners(problem);
    assertEquals(mu.length, corners.size());
    for (int k = 0; k < mu.length; k++) {
      assertEquals(mu[k], corners.get(k).mu(), 1e-14);
      assertArrayEquals(x[k], corners.get(k).x(), 1e-13);
    }
  }
}
