package org.diaflow.theory.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flow split at its walls is the flow it was split from, where λ still resolves both. */
final class SplitFlowTest {

  private static final double[][] ROWS = {
    {1, 1, 1, -1, 0.25, 0.5, -0.75},
    {3, 0, 1, -3, -0.5, 0.75, 0.25},
    {0, 0, 0, 0, 0.75, -0.5, 0.25},
    {0, 0, 0, 0, -0.25, 0.5, -1}
  };

  /**
   * A flow at a point.
   *
   * @param network depth and start
   * @param mirror s of coordinates 0, 1 and 4; 2 and 3 depend on the first two
   * @param y observations
   * @param leaving how many coordinates leave their walls
   */
  record Point(DiagonalNetwork network, double[] mirror, double[] y, int leaving) {}

  static Stream<Point> points() {
    double[] asked = {2, 5, 0, 0};
    double[] other = {2, 5, 0.3, 0.2};
    double[] near = {0.9995, 0.999, 0.2};
    double[] far = {0.9995, 0.999, 0.97};
    return Stream.of(3.0, 4.0, 7.3)
        .flatMap(
            depth ->
                Stream.of(
                    new Point(new DiagonalNetwork(depth, 1e-6), near, other, 0),
                    new Point(new DiagonalNetwork(depth, 1e-6), near, asked, 0),
                    new Point(new DiagonalNetwork(depth, 1e-6), far, asked, 1),
                    new Point(uneven(depth), far, asked, 1)));
  }

  private static DiagonalNetwork uneven(double depth) {
    double[] positive = new double[7];
    double[] negative = new double[7];
    Arrays.setAll(positive, j -> Math.pow(1 + 1e-4 * j, 1 / (2 - depth)));
    Arrays.setAll(negative, j -> Math.pow(1 + 1e-4 * (7 - j), 1 / (2 - depth)));
    return new DiagonalNetwork(depth, 1e-6, new Initialization(positive, negative));
  }

  /** λ with the given s_0, s_1 and s_4, and its last entry 0. */
  private static double[] dual(double[] mirror) {
    double first = mirror[1];
    double second = (mirror[0] - first) / 3;
    double third = (mirror[2] - ROWS[0][4] * first - ROWS[1][4] * second) / ROWS[2][4];
    return new double[] {first, second, third, 0};
  }

  private static RegressionProblem problem(double[] y) {
    return new RegressionProblem(DenseMatrix.ofRows(ROWS), y, null, "dependent columns");
  }

  @ParameterizedTest
  @MethodSource("points")
  void splitFlowIsTheFlow(Point given) {
    RegressionProblem problem = problem(given.y());
    var flow = new MirrorFlow(problem, given.network());
    double[] lambda = dual(given.mirror());
    double[] x = new double[7];
    flow.predictor(lambda, x);
    SplitFlow split = Objects.requireNonNull(flow.refined(lambda, x));
    double[] own = new double[7];
    split.predictor(split.start(), own);
    for (int j = 0; j < 7; j++) {
      // s is rounded to 2⁻⁵³ of 1, of a slack of at least 1e-4, and the power is at most p = 3
      assertEquals(x[j], own[j], 1e-10 * Math.abs(x[j]), "x[" + j + "]");
    }
    double[] expected = speed(flow, lambda);
    double[] actual = speed(split, split.start());
    assertArrayEquals(expected, actual, 1e-5 * LinearAlgebra.normInfinity(expected));
  }

  /** dx/dτ by central differences along the flow. */
  private static double[] speed(ResolvingFlow flow, double[] state) {
    double[] velocity = new double[state.length];
    flow.rightHandSide(state, velocity);
    double h = 1e-9 / LinearAlgebra.normInfinity(velocity);
    double[] before = new double[7];
    double[] after = new double[7];
    flow.predictor(moved(state, velocity, -h), before);
    flow.predictor(moved(state, velocity, h), after);
    Arrays.setAll(after, j -> (after[j] - before[j]) / (2 * h));
    return after;
  }

  private static double[] moved(double[] state, double[] direction, double h) {
    double[] moved = new double[state.length];
    Arrays.setAll(moved, i -> state[i] + h * direction[i]);
    return moved;
  }

  @ParameterizedTest
  @MethodSource("points")
  void jacobianIsTheDerivative(Point given) {
    SplitFlow split = split(given);
    int n = split.dimension();
    double[] jacobian = new double[n * n];
    split.jacobian(split.start(), jacobian);
    for (int c = 0; c < n; c++) {
      double[] unit = new double[n];
      unit[c] = 1;
      double[] before = new double[n];
      double[] after = new double[n];
      double h = 1e-6;
      split.rightHandSide(moved(split.start(), unit, -h), before);
      split.rightHandSide(moved(split.start(), unit, h), after);
      double size = 0;
      for (int i = 0; i < n; i++) {
        size = Math.max(size, Math.abs(jacobian[i * n + c]));
      }
      for (int i = 0; i < n; i++) {
        // h² of the difference, and rounding of f, which is a small sum of large terms, over h
        double rounding = 0x1p-46 * (Math.abs(before[i]) + 1) / h;
        assertEquals(
            (after[i] - before[i]) / (2 * h),
            jacobian[i * n + c],
            1e-6 * size + rounding,
            i + ", " + c);
      }
    }
  }

  private static SplitFlow split(Point given) {
    var flow = new MirrorFlow(problem(given.y()), given.network());
    double[] lambda = dual(given.mirror());
    double[] x = new double[7];
    flow.predictor(lambda, x);
    return Objects.requireNonNull(flow.refined(lambda, x));
  }

  @ParameterizedTest
  @MethodSource("points")
  void coordinatesOfWhichNothingIsAskedLeave(Point given) {
    MirrorProblem problem = MirrorProblem.of(problem(given.y()), given.network());
    double[] lambda = dual(given.mirror());
    double[] s = new double[7];
    problem.matrix().multiplyTransposed(lambda, s);
    double[] arguments = new double[7];
    Arrays.setAll(arguments, j -> problem.argument(j, s[j]));
    double[] wall = Arrays.stream(arguments).map(t -> -Math.log1p(-Math.abs(t))).toArray();
    var point = new MirrorPoint(lambda, arguments, wall);
    MirrorSplit split =
        Objects.requireNonNull(
            MirrorSplit.of(
                problem, point, point.atTheWall(problem, MirrorPoint.AtTheWall.NOTHING)));
    assertEquals(given.leaving(), split.leaving().size());
    assertEquals(2 + given.leaving(), split.dependents().size());
    assertArrayEquals(lambda, split.dual(mirror(split, s)), 1e-12);
  }

  /** (s_W, b_Pᵀz, the rest of z) of s = Aᵀλ. */
  private static double[] mirror(MirrorSplit split, double[] s) {
    double[] state = new double[4];
    double[] on = Arrays.stream(split.split().support()).mapToDouble(j -> s[j]).toArray();
    double[] part = split.split().transposedOnto(on);
    System.arraycopy(on, 0, state, 0, on.length);
    double[] lambda = dual(new double[] {s[0], s[1], s[4]});
    double[] z = new double[4 - on.length];
    Arrays.setAll(z, i -> LinearAlgebra.dot(split.split().orthonormal(on.length + i), lambda));
    double[] rest = split.leaving().rest(z);
    for (int p = 0; p < split.leaving().size(); p++) {
      int j = split.leaving().columns()[p];
      int place = Arrays.binarySearch(split.split().offSupport(), j);
      state[on.length + p] = s[j] - part[place];
    }
    System.arraycopy(rest, 0, state, 4 - rest.length, rest.length);
    return state;
  }

  /** At 1e-100 from a wall a slack that depends on others keeps its digits, whatever theirs are. */
  @Test
  void dependentSlacksKeepTheirDigits() {
    MirrorProblem problem = MirrorProblem.of(problem(new double[] {2, 5, 0, 0}), network());
    double[] arguments = {1, 1, 1, -1, 0, 0, 0};
    double[] wall = {230, 5, 5.2, 230, 0, 0, 0};
    var point = new MirrorPoint(new double[] {1, 0, 0, 0}, arguments, wall);
    var atTheWall = new MirrorPoint.AtTheWall(new int[] {0, 1}, new int[] {2, 3});
    DependentWalls walls =
        Objects.requireNonNull(MirrorSplit.of(problem, point, atTheWall)).dependents();
    assertEquals(2, walls.size());
    double[] slack = {Math.exp(-230), Math.exp(-5)};
    // a_2 = a_0/3 + 2·a_1/3 and a_3 = −a_0
    assertEquals(5 - Math.log(2.0 / 3), walls.wall(0, slack), 1e-14 * 5);
    assertEquals(230, walls.wall(1, slack), 1e-14 * 230);
    assertTrue(Arrays.equals(new double[] {0, 0}, walls.gap()));
  }

  /** A column equal or opposite to one of W has no part of another, not even one of 1e-17. */
  @Test
  void roundingIsNoDependence() {
    for (long seed = 1; seed <= 5; seed++) {
      RegressionProblem base = ReferenceProblems.gaussian(8, 20, 3, 0, seed);
      double[][] rows = new double[8][22];
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 22; j++) {
          rows[i][j] = j < 20 ? base.matrix().get(i, j) : (j == 20 ? 1 : -1) * rows[i][1];
        }
      }
      MirrorProblem problem =
          MirrorProblem.of(
              new RegressionProblem(
                  DenseMatrix.ofRows(rows), base.observations(), null, "repeated"),
              network());
      double[] arguments = new double[22];
      Arrays.fill(arguments, 1);
      arguments[21] = -1;
      double[] wall = new double[22];
      Arrays.fill(wall, 5);
      var point = new MirrorPoint(new double[8], arguments, wall);
      var atTheWall = new MirrorPoint.AtTheWall(new int[] {0, 1, 2}, new int[] {20, 21});
      DependentWalls walls =
          Objects.requireNonNull(MirrorSplit.of(problem, point, atTheWall)).dependents();
      for (double[] weights : walls.weights()) {
        assertEquals(0, Math.abs(weights[0]));
        assertEquals(1, weights[1], 1e-14);
        assertEquals(0, Math.abs(weights[2]));
      }
    }
  }

  private static DiagonalNetwork network() {
    return new DiagonalNetwork(3, 1e-300);
  }
}
