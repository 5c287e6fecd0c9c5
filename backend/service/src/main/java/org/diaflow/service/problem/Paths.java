package org.diaflow.service.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.api.PathsView;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.path.LassoPath;
import org.diaflow.theory.path.SaddleToSaddle;
import org.jspecify.annotations.Nullable;

/** The saddle-to-saddle path and the lasso path of a problem as clients see them. */
final class Paths {

  private Paths() {}

  /**
   * Computes both, the first for depth {@code depth}; one that breaks off is missing, and the
   * reason says why.
   */
  static PathsView of(RegressionProblem problem, double depth, Budget budget) {
    Attempt<SaddleToSaddle.Jump> jumps = attempt(() -> SaddleToSaddle.path(problem, depth, budget));
    Attempt<LassoPath.Corner> corners = attempt(() -> LassoPath.corners(problem, budget));
    int[] moving =
        moving(
            problem.columns(),
            Stream.concat(
                jumps.points().stream().map(SaddleToSaddle.Jump::x),
                corners.points().stream().map(LassoPath.Corner::x)));
    return new PathsView(
        depth,
        problem.columns(),
        Arrays.stream(moving).boxed().toList(),
        jumps.reason() != null
            ? null
            : jumps.points().stream()
                .map(jump -> new PathsView.Jump(jump.time(), at(moving, jump.x()), jump.unique()))
                .toList(),
        corners.reason() != null
            ? null
            : corners.points().stream()
                .map(
                    corner ->
                        new PathsView.Corner(corner.mu(), at(moving, corner.x()), corner.unique()))
                .toList(),
        timeAverage(corners),
        reason(jumps.reason(), corners.reason()));
  }

  /**
   * What came of computing a path.
   *
   * @param points the path, or nothing if it broke off
   * @param reason why it broke off, or null
   */
  private record Attempt<T>(List<T> points, @Nullable String reason) {}

  private static <T> Attempt<T> attempt(Supplier<List<T>> path) {
    try {
      return new Attempt<>(path.get(), null);
    } catch (IllegalStateException degenerate) {
      return new Attempt<>(List.of(), String.valueOf(degenerate.getMessage()));
    }
  }

  private static @Nullable Boolean timeAverage(Attempt<LassoPath.Corner> corners) {
    return corners.reason() != null || !corners.points().stream().allMatch(LassoPath.Corner::unique)
        ? null
        : LassoPath.isTimeAverage(corners.points());
  }

  private static int[] moving(int columns, Stream<double[]> points) {
    boolean[] moves = new boolean[columns];
    points.forEach(
        x -> {
          for (int j = 0; j < columns; j++) {
            moves[j] |= x[j] != 0;
          }
        });
    return IntStream.range(0, columns).filter(j -> moves[j]).toArray();
  }

  private static List<Double> at(int[] coordinates, double[] x) {
    return Arrays.stream(coordinates).mapToObj(j -> x[j]).toList();
  }

  private static @Nullable String reason(@Nullable String first, @Nullable String second) {
    List<String> reasons = Stream.of(first, second).filter(Objects::nonNull).toList();
    return reasons.isEmpty() ? null : String.join(" ", reasons);
  }
}
