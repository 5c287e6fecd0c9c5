package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The paths in doubles against those in exact arithmetic, on problems with ties and dependent
 * columns: the same, the word on uniqueness included, or refused.
 */
final class RoundedPathsTest {

  private static final int COUNT = Integer.getInteger("diaflow.random", 500);

  /** Rounding times the conditioning of these problems where rows are in one unit. */
  private static final double RELATIVE = 1e-9;

  /** What {@link RoundedConditions} lets rounding amount to. */
  private static final double RESOLVED = 1e-6;

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 5.5})
  void jumpsAreTheExactOnesOrRefused(double depth) {
    int refused = 0;
    int several = 0;
    for (int seed = 0; seed < COUNT; seed++) {
      RegressionProblem problem = TieProneProblems.of(seed);
      double accuracy = seed % 3 == 2 ? RESOLVED : RELATIVE;
      List<SaddleToSaddle.Jump> jumps =
          unlessRefused(
              () ->
                  RoundedPlateaus.of(
                      problem.matrix().dense(), problem.observations(), depth, Budget.UNLIMITED));
      if (jumps == null) {
        refused++;
        continue;
      }
      List<SaddleToSaddle.Jump> exact = SaddleToSaddle.path(problem, depth, Budget.UNLIMITED);
      assertEquals(exact.size(), jumps.size(), problem::provenance);
      for (int k = 0; k < exact.size(); k++) {
        double time = exact.get(k).time();
        // q off by some amount moves a jump by that over the distance q still had to go.
        assertEquals(time, jumps.get(k).time(), 100 * accuracy * time, problem::provenance);
        assertEquals(exact.get(k).unique(), jumps.get(k).unique(), problem::provenance);
        assertNear(exact.get(k).x(), jumps.get(k).x(), accuracy, problem);
        several += exact.get(k).unique() ? 0 : 1;
      }
    }
    assertTrue(several > COUNT / 10, "plateaus with several minimizers: " + several);
    assertTrue(refused < COUNT / 4, "refused: " + refused);
  }

  @Test
  void cornersAreTheExactOnesOrRefused() {
    int refused = 0;
    int several = 0;
    for (int seed = 0; seed < COUNT; seed++) {
      RegressionProblem problem = TieProneProblems.of(seed);
      double accuracy = seed % 3 == 2 ? RESOLVED : RELATIVE;
      List<LassoPath.Corner> corners =
          unlessRefused(
              () ->
                  RoundedCorners.of(
                      problem.matrix().dense(), problem.observations(), Budget.UNLIMITED));
      if (corners == null) {
        refused++;
        continue;
      }
      List<LassoPath.Corner> exact = LassoPath.corners(problem);
      boolean unique = exact.stream().allMatch(LassoPath.Corner::unique);
      assertEquals(
          unique, corners.stream().allMatch(LassoPath.Corner::unique), problem::provenance);
      assertEquals(exact.getLast().unique(), corners.getLast().unique(), problem::provenance);
      if (unique) {
        assertNear(exact.getLast().x(), corners.getLast().x(), accuracy, problem);
      } else {
        several++;
        assertMeet(exact, corners, problem);
      }
    }
    assertTrue(several > COUNT / 10, "paths with several minimizers: " + several);
    assertTrue(refused < COUNT / 4, "refused: " + refused);
  }

  /** Between two corners of either path both say the same of uniqueness. */
  private static void assertMeet(
      List<LassoPath.Corner> exact, List<LassoPath.Corner> corners, RegressionProblem problem) {
    var ends = new ArrayList<Double>();
    exact.forEach(corner -> ends.add(corner.mu()));
    corners.forEach(corner -> ends.add(corner.mu()));
    ends.sort(null);
    for (int k = 1; k < ends.size(); k++) {
      double length = ends.get(k) - ends.get(k - 1);
      double mu = (ends.get(k) + ends.get(k - 1)) / 2;
      if (length > RESOLVED * ends.get(k)) {
        assertEquals(above(exact, mu).unique(), above(corners, mu).unique(), problem::provenance);
      }
    }
  }

  private static LassoPath.Corner above(List<LassoPath.Corner> corners, double mu) {
    return corners.stream()
        .filter(corner -> corner.mu() > mu)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** Too large for exact arithmetic, with equal, opposite and double columns among the active. */
  @Test
  void largeProblemWithDependentColumnsIsSplitAsFlowSplits() {
    RegressionProblem base = ReferenceProblems.certified(60, 700, 5, 0.7, 3);
    double[] planted = Objects.requireNonNull(base.planted());
    int[] support = java.util.stream.IntStream.range(0, 700).filter(j -> planted[j] != 0).toArray();
    double[] factors = {1, -1, 2};
    double[][] rows = new double[60][703];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 700; j++) {
        rows[i][j] = base.matrix().get(i, j);
      }
      for (int k = 0; k < 3; k++) {
        rows[i][700 + k] = factors[k] * rows[i][support[k]];
      }
    }
    var problem =
        new RegressionProblem(DenseMatrix.ofRows(rows), base.observations(), null, "large");
    SaddleToSaddle.Jump end = SaddleToSaddle.path(problem, 2, Budget.UNLIMITED).getLast();
    assertEquals(false, end.unique());
    for (int k = 0; k < 2; k++) {
      double half = planted[support[k]] / 2;
      assertEquals(half, end.x()[support[k]], RELATIVE * Math.abs(half));
      assertEquals(factors[k] * half, end.x()[700 + k], RELATIVE * Math.abs(half));
    }
    // The double column is the cheaper one: it alone is in the minimizer.
    assertEquals(0, end.x()[support[2]]);
    assertEquals(planted[support[2]] / 2, end.x()[702], RELATIVE * Math.abs(planted[support[2]]));
    assertEquals(false, LassoPath.corners(problem).getLast().unique());
    List<SaddleToSaddle.Jump> plain = SaddleToSaddle.path(base, 2, Budget.UNLIMITED);
    assertTrue(plain.stream().allMatch(SaddleToSaddle.Jump::unique));
    assertTrue(LassoPath.corners(base).stream().allMatch(LassoPath.Corner::unique));
  }

  private static <T> @Nullable List<T> unlessRefused(Supplier<List<T>> path) {
    try {
      return path.get();
    } catch (IllegalStateException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains("in doubles"), refused::toString);
      return null;
    }
  }

  private static void assertNear(
      double[] expected, double[] x, double accuracy, RegressionProblem problem) {
    double size = LinearAlgebra.normInfinity(expected);
    for (int j = 0; j < x.length; j++) {
      assertEquals(expected[j], x[j], accuracy * size, problem::provenance);
    }
  }
}
