package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Fraction;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both paths corner by corner against {@link PathOracle}: 500 small problems of kinds in which
 * coordinates tie, some with their rows scaled by powers of two. More with {@code
 * -Ddiaflow.random=10000}.
 */
final class PathsOracleTest {

  private static final int COUNT = Integer.getInteger("diaflow.random", 500);

  static IntStream seeds() {
    return IntStream.range(0, COUNT);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void jumpsAreThoseOfEnumeration(int seed) {
    assertJumps(TieProneProblems.of(seed));
  }

  /** Columns in other units are another problem with other ties. */
  @ParameterizedTest
  @MethodSource("seeds")
  void jumpsAreThoseOfEnumerationInOtherUnitsOfTheColumns(int seed) {
    assertJumps(TieProneProblems.withScaledColumns(seed));
  }

  private static void assertJumps(RegressionProblem problem) {
    List<PathOracle.Rest> rests = new PathOracle(problem).saddles();
    for (double depth : new double[] {2, 3}) {
      List<SaddleToSaddle.Jump> jumps = SaddleToSaddle.path(problem, depth, Budget.UNLIMITED);
      assertEquals(rests.size(), jumps.size(), () -> show(problem));
      for (int k = 0; k < rests.size(); k++) {
        PathOracle.Rest rest = rests.get(k);
        SaddleToSaddle.Jump jump = jumps.get(k);
        close(rest.time(), jump.time(), problem);
        assertEquals(rest.vertices().size() == 1, jump.unique(), () -> show(problem));
        if (jump.unique()) {
          close(rest.vertices().getFirst(), jump.x(), problem);
        } else {
          assertSelected(rest.vertices(), jump.x(), depth, problem);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cornersAreThoseOfEnumeration(int seed) {
    assertCorners(TieProneProblems.of(seed));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cornersAreThoseOfEnumerationInOtherUnitsOfTheColumns(int seed) {
    assertCorners(TieProneProblems.withScaledColumns(seed));
  }

  private static void assertCorners(RegressionProblem problem) {
    var oracle = new PathOracle(problem);
    List<PathOracle.Piece> pieces = oracle.lasso();
    List<LassoPath.Corner> corners = LassoPath.corners(problem);
    assertEquals(0, corners.getLast().mu());
    boolean unique = pieces.stream().allMatch(piece -> piece.start().size() == 1);
    assertEquals(
        unique,
        corners.subList(0, corners.size() - 1).stream().allMatch(LassoPath.Corner::unique),
        () -> show(problem));
    if (unique) {
      assertCorners(pieces, corners, problem);
    } else {
      for (PathOracle.Piece piece : pieces) {
        assertMinimizers(oracle, piece, corners, problem);
      }
    }
    List<Fraction[]> ends = pieces.getLast().end();
    boolean single = ends.stream().allMatch(end -> Arrays.equals(end, ends.getFirst()));
    assertEquals(single, corners.getLast().unique(), () -> show(problem));
  }

  private static void assertCorners(
      List<PathOracle.Piece> pieces, List<LassoPath.Corner> corners, RegressionProblem problem) {
    int corner = 0;
    for (int k = 0; k < pieces.size(); k++) {
      PathOracle.Piece piece = pieces.get(k);
      if (k == 0 || !goesStraightOn(pieces.get(k - 1), piece)) {
        close(piece.high(), corners.get(corner).mu(), problem);
        close(piece.start().getFirst(), corners.get(corner).x(), problem);
        corner++;
      }
    }
    assertEquals(corner + 1, corners.size(), () -> show(problem));
    close(pieces.getLast().end().getFirst(), corners.getLast().x(), problem);
  }

  private static boolean goesStraightOn(PathOracle.Piece before, PathOracle.Piece piece) {
    return Arrays.equals(slopes(before), slopes(piece));
  }

  private static Fraction[] slopes(PathOracle.Piece piece) {
    Fraction[] slopes = piece.end().getFirst().clone();
    Fraction length = piece.low().minus(piece.high());
    Arrays.setAll(slopes, j -> slopes[j].minus(piece.start().getFirst()[j]).over(length));
    return slopes;
  }

  /** All minimizers at μ have the same Ax and the same ℓ¹ norm, and these say who is one. */
  private static void assertMinimizers(
      PathOracle oracle,
      PathOracle.Piece piece,
      List<LassoPath.Corner> corners,
      RegressionProblem problem) {
    Fraction[] vertex = piece.start().getFirst().clone();
    Fraction half = Fraction.of(.5);
    Arrays.setAll(vertex, j -> half.times(vertex[j].plus(piece.end().getFirst()[j])));
    double mu = half.times(piece.high().plus(piece.low())).doubleValue();
    int k = 1;
    while (corners.get(k).mu() > mu) {
      k++;
    }
    LassoPath.Corner above = corners.get(k - 1);
    LassoPath.Corner below = corners.get(k);
    assertEquals(piece.start().size() == 1, above.unique(), () -> show(problem));
    double share = (above.mu() - mu) / (above.mu() - below.mu());
    double[] x = new double[vertex.length];
    double norm = 0;
    for (int j = 0; j < x.length; j++) {
      x[j] = (1 - share) * above.x()[j] + share * below.x()[j];
      norm += vertex[j].abs().doubleValue();
    }
    double rounding = 1e-14 * LinearAlgebra.norm1(below.x());
    assertEquals(norm, LinearAlgebra.norm1(x), 1e-8 * norm + rounding, () -> show(problem));
    assertImage(oracle.image(vertex), x, problem);
  }

  /** First-order conditions of the selection, along every edge of the face. */
  private static void assertSelected(
      List<Fraction[]> vertices, double[] x, double depth, RegressionProblem problem) {
    for (int j = 0; j < x.length; j++) {
      int place = j;
      boolean moves = vertices.stream().anyMatch(vertex -> vertex[place].signum() != 0);
      assertEquals(moves, x[j] != 0, () -> show(problem) + Arrays.toString(x));
    }
    for (Fraction[] vertex : vertices) {
      double slope = 0;
      double size = 0;
      for (int j = 0; j < x.length; j++) {
        if (x[j] != 0) {
          double change = vertex[j].minus(vertices.getFirst()[j]).doubleValue();
          double magnitude = Math.abs(x[j]);
          double price = depth == 2 ? Math.log(magnitude) : Math.pow(magnitude, 2 / depth - 1);
          slope += Math.signum(x[j]) * change * price;
          size += Math.abs(change * price) + Math.abs(change);
        }
      }
      assertEquals(0, slope, 1e-9 * size, () -> show(problem) + Arrays.toString(x));
    }
    assertImage(new PathOracle(problem).image(vertices.getFirst()), x, problem);
  }

  private static void assertImage(Fraction[] expected, double[] x, RegressionProblem problem) {
    double[] image = new double[expected.length];
    problem.matrix().multiply(x, image);
    double[] sizes = BackwardError.sizes(problem.matrix(), problem.observations(), x);
    for (int i = 0; i < image.length; i++) {
      assertEquals(expected[i].doubleValue(), image[i], 1e-10 * sizes[i], () -> show(problem));
    }
  }

  private static void close(Fraction[] expected, double[] actual, RegressionProblem problem) {
    for (int j = 0; j < actual.length; j++) {
      close(expected[j], actual[j], problem);
    }
  }

  private static void close(Fraction expected, double actual, RegressionProblem problem) {
    assertTrue(
        isClose(expected, actual),
        () -> "%s instead of %s%n%s".formatted(actual, expected.doubleValue(), show(problem)));
  }

  private static boolean isClose(Fraction expected, double actual) {
    double value = expected.doubleValue();
    return value == 0 ? actual == 0 : Math.abs(actual - value) <= 1e-8 * Math.abs(value);
  }

  private static String show(RegressionProblem problem) {
    return "%s: A = %s, y = %s%n"
        .formatted(
            problem.provenance(),
            Arrays.toString(problem.matrix().dense().entries()),
            Arrays.toString(problem.observations()));
  }
}
