package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both paths of a problem and of its twins: they move as they must. Scaling columns makes another
 * problem, which {@link PathsOracleTest} compares with enumeration. 500 problems, more with {@code
 * -Ddiaflow.random=10000}.
 */
final class PathTwinsTest {

  private static final int COUNT = Integer.getInteger("diaflow.random", 500);

  /** Twins are rounded from the same rational numbers, selected points solved for anew. */
  private static final double RELATIVE = 1e-12;

  static IntStream seeds() {
    return IntStream.range(0, COUNT);
  }

  /** Columns in another order and with other signs: x moves with them, nothing else. */
  @ParameterizedTest
  @MethodSource("seeds")
  void pathsMoveWithTheColumns(int seed) {
    RegressionProblem base = TieProneProblems.of(seed);
    var random = new Random(seed);
    int d = base.columns();
    int[] from = shuffled(d, random);
    int[] sign = random.ints(d, 0, 2).map(bit -> 2 * bit - 1).toArray();
    RegressionProblem twin = twin(base, rows(base), y(base), from, sign);
    for (double depth : new double[] {2, 3}) {
      List<SaddleToSaddle.Jump> jumps = jumps(base, depth);
      List<SaddleToSaddle.Jump> moved = jumps(twin, depth);
      assertEquals(jumps.size(), moved.size(), base::provenance);
      for (int k = 0; k < jumps.size(); k++) {
        assertEquals(jumps.get(k).time(), moved.get(k).time(), base::provenance);
        assertEquals(jumps.get(k).unique(), moved.get(k).unique(), base::provenance);
        assertNear(moved(jumps.get(k).x(), from, sign), moved.get(k).x(), base);
      }
    }
    List<LassoPath.Corner> corners = LassoPath.corners(base);
    List<LassoPath.Corner> moved = LassoPath.corners(twin);
    boolean unique = corners.stream().allMatch(LassoPath.Corner::unique);
    assertEquals(unique, moved.stream().allMatch(LassoPath.Corner::unique), base::provenance);
    for (int k = 0; unique && k < corners.size(); k++) {
      assertEquals(corners.size(), moved.size(), base::provenance);
      assertEquals(corners.get(k).mu(), moved.get(k).mu(), base::provenance);
      assertNear(moved(corners.get(k).x(), from, sign), moved.get(k).x(), base);
    }
  }

  /**
   * Equations in another order and with other signs: the same paths. A and y times 2^e: τ times
   * 2^(−2e), μ times 2^(2e). Every equation four times: the same as A and y times 2.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void pathsScaleWithTheLoss(int seed) {
    RegressionProblem base = TieProneProblems.of(seed);
    var random = new Random(seed);
    int exponent = random.nextInt(-40, 41);
    int copies = random.nextBoolean() ? 4 : 1;
    int n = base.rows();
    int[] order = shuffled(copies * n, random);
    double[][] rows = new double[copies * n][];
    double[] y = new double[copies * n];
    for (int k = 0; k < order.length; k++) {
      double factor = Math.scalb(random.nextBoolean() ? 1 : -1, exponent);
      rows[k] = times(factor, rows(base)[order[k] % n]);
      y[k] = factor * base.observations()[order[k] % n];
    }
    RegressionProblem twin = problem(rows, y, base.provenance());
    int doubled = 2 * exponent + (copies == 4 ? 2 : 0);
    for (double depth : new double[] {2, 3}) {
      List<SaddleToSaddle.Jump> jumps = jumps(base, depth);
      List<SaddleToSaddle.Jump> scaled = jumps(twin, depth);
      assertEquals(jumps.size(), scaled.size(), base::provenance);
      for (int k = 0; k < jumps.size(); k++) {
        assertEquals(
            Math.scalb(jumps.get(k).time(), -doubled), scaled.get(k).time(), base::provenance);
        assertEquals(jumps.get(k).unique(), scaled.get(k).unique(), base::provenance);
        assertNear(jumps.get(k).x(), scaled.get(k).x(), base);
      }
    }
    List<LassoPath.Corner> corners = LassoPath.corners(base);
    List<LassoPath.Corner> scaled = LassoPath.corners(twin);
    assertEquals(corners.size(), scaled.size(), base::provenance);
    for (int k = 0; k < corners.size(); k++) {
      assertEquals(Math.scalb(corners.get(k).mu(), doubled), scaled.get(k).mu(), base::provenance);
      assertEquals(corners.get(k).unique(), scaled.get(k).unique(), base::provenance);
      assertArrayEquals(corners.get(k).x(), scaled.get(k).x(), base::provenance);
    }
  }

  /** One equation four times is that equation times 2, on both paths. */
  @ParameterizedTest
  @MethodSource("seeds")
  void fourCopiesOfAnEquationAreTwiceTheEquation(int seed) {
    RegressionProblem base = TieProneProblems.of(seed);
    int chosen = seed % base.rows();
    double[][] repeated = Arrays.copyOf(rows(base), base.rows() + 3);
    double[] y = Arrays.copyOf(base.observations(), base.rows() + 3);
    for (int k = base.rows(); k < repeated.length; k++) {
      repeated[k] = repeated[chosen];
      y[k] = y[chosen];
    }
    double[][] doubled = rows(base);
    double[] twice = y(base);
    doubled[chosen] = times(2, doubled[chosen]);
    twice[chosen] *= 2;
    RegressionProblem one = problem(repeated, y, base.provenance() + ", repeated");
    RegressionProblem other = problem(doubled, twice, base.provenance() + ", doubled");
    List<SaddleToSaddle.Jump> jumps = jumps(one, 3);
    List<SaddleToSaddle.Jump> others = jumps(other, 3);
    assertEquals(jumps.size(), others.size(), base::provenance);
    for (int k = 0; k < jumps.size(); k++) {
      assertEquals(jumps.get(k).time(), others.get(k).time(), base::provenance);
      assertEquals(jumps.get(k).unique(), others.get(k).unique(), base::provenance);
      assertNear(jumps.get(k).x(), others.get(k).x(), base);
    }
    List<LassoPath.Corner> corners = LassoPath.corners(one);
    List<LassoPath.Corner> same = LassoPath.corners(other);
    assertEquals(corners.size(), same.size(), base::provenance);
    for (int k = 0; k < corners.size(); k++) {
      assertEquals(corners.get(k).mu(), same.get(k).mu(), base::provenance);
      assertArrayEquals(corners.get(k).x(), same.get(k).x(), base::provenance);
    }
  }

  /**
   * Equations combined, repeated and in units from 2^−40 to 2^40 have other paths with the same
   * end: the selected minimizer of every depth, and a minimizer for the lasso.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void endsDoNotDependOnHowTheEquationsAreWritten(int seed) {
    RegressionProblem base = TieProneProblems.of(seed % 3 == 2 ? seed + COUNT * 3 + 1 : seed);
    var random = new Random(seed);
    int n = base.rows();
    double[][] rows = Arrays.copyOf(rows(base), n + 1);
    double[] y = Arrays.copyOf(base.observations(), n + 1);
    rows[n] = new double[base.columns()];
    for (int i = n; i >= 0; i--) {
      int added = random.nextInt(n);
      int factor = i == n || added == i ? 1 : random.nextInt(-2, 3);
      double[] other = rows[added];
      double[] row = rows[i];
      Arrays.setAll(row, j -> row[j] + factor * other[j]);
      y[i] += factor * y[added];
      rows[i] = row;
    }
    for (int i = 0; i <= n; i++) {
      int exponent = random.nextInt(-40, 41);
      rows[i] = times(Math.scalb(1, exponent), rows[i]);
      y[i] = Math.scalb(y[i], exponent);
    }
    RegressionProblem twin = problem(rows, y, base.provenance() + ", written anew");
    for (double depth : new double[] {2, 3}) {
      SaddleToSaddle.Jump end = jumps(base, depth).getLast();
      SaddleToSaddle.Jump other = jumps(twin, depth).getLast();
      assertEquals(end.unique(), other.unique(), twin::provenance);
      assertNear(end.x(), other.x(), twin);
    }
    LassoPath.Corner end = LassoPath.corners(base).getLast();
    LassoPath.Corner other = LassoPath.corners(twin).getLast();
    double norm = LinearAlgebra.norm1(end.x());
    assertEquals(norm, LinearAlgebra.norm1(other.x()), RELATIVE * norm, twin::provenance);
    if (jumps(base, 2).getLast().unique()) {
      assertNear(end.x(), other.x(), twin);
    }
  }

  private static List<SaddleToSaddle.Jump> jumps(RegressionProblem problem, double depth) {
    return SaddleToSaddle.path(problem, depth, Budget.UNLIMITED);
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int k = size - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int moved = order[k];
      order[k] = order[other];
      order[other] = moved;
    }
    return order;
  }

  private static RegressionProblem twin(
      RegressionProblem base, double[][] rows, double[] y, int[] from, int[] sign) {
    double[][] moved =
        Arrays.stream(rows).map(row -> moved(row, from, sign)).toArray(double[][]::new);
    return problem(moved, y, base.provenance() + ", columns moved");
  }

  private static double[] moved(double[] x, int[] from, int[] sign) {
    return IntStream.range(0, x.length).mapToDouble(j -> sign[j] * x[from[j]]).toArray();
  }

  private static double[] times(double factor, double[] row) {
    return Arrays.stream(row).map(entry -> factor * entry).toArray();
  }

  private static double[][] rows(RegressionProblem problem) {
    double[][] rows = new double[problem.rows()][problem.columns()];
    for (int i = 0; i < rows.length; i++) {
      int row = i;
      Arrays.setAll(rows[i], j -> problem.matrix().get(row, j));
    }
    return rows;
  }

  private static double[] y(RegressionProblem problem) {
    return problem.observations().clone();
  }

  private static RegressionProblem problem(double[][] rows, double[] y, String name) {
    return new RegressionProblem(DenseMatrix.ofRows(rows), y, null, name);
  }

  private static void assertNear(double[] expected, double[] x, RegressionProblem problem) {
    for (int j = 0; j < x.length; j++) {
      assertEquals(expected[j], x[j], RELATIVE * Math.abs(expected[j]), problem::provenance);
    }
  }
}
