package org.diaflow.theory.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.WallCoordinate;

/**
 * A point λ of a mirror flow with the distance of every coordinate from the wall of its link, which
 * λ alone does not resolve.
 *
 * @param dual λ, length N
 * @param arguments t_j = (s_j + shift_j)/width_j, length d
 * @param wall q_j of {@link WallCoordinate} at |t_j|, length d
 */
record MirrorPoint(double[] dual, double[] arguments, double[] wall) {

  /** Slack 1 − |t_j| below which a coordinate is at the wall when the walls are looked at. */
  private static final double NEAR = 0.05;

  /** Slack up to which a coordinate that was at the wall still is. */
  static final double LEFT = 0.3;

  /** Length of a column relative to its distance from the span of others that counts as in it. */
  private static final double INDEPENDENT = 1e-8;

  /**
   * Coordinates at a wall.
   *
   * @param independent those that represent the others, with independent columns, increasing
   * @param dependent the others, increasing
   */
  record AtTheWall(int[] independent, int[] dependent) {

    static final AtTheWall NOTHING = new AtTheWall(new int[0], new int[0]);

    boolean sameAs(AtTheWall other) {
      return Arrays.equals(independent, other.independent)
          && Arrays.equals(dependent, other.dependent);
    }

    private boolean contains(int j) {
      return IntStream.concat(Arrays.stream(independent), Arrays.stream(dependent))
          .anyMatch(k -> k == j);
    }
  }

  /** The wall that t_j is nearer to, 1 or −1. */
  double side(int j) {
    return arguments[j] < 0 ? -1 : 1;
  }

  /**
   * The coordinates at the wall, represented by the nearest.
   *
   * @param before those that were at the wall so far
   */
  AtTheWall atTheWall(MirrorProblem problem, AtTheWall before) {
    return independent(
        problem,
        IntStream.range(0, wall.length)
            .filter(j -> Math.exp(-wall[j]) < (before.contains(j) ? LEFT : NEAR))
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -wall[j]))
            .mapToInt(j -> j)
            .toArray());
  }

  /** The coordinates {@code order}, represented by the first of them with independent columns. */
  static AtTheWall independent(MirrorProblem problem, int[] order) {
    var basis = new ArrayList<double[]>();
    var chosen = new ArrayList<Integer>();
    var others = new ArrayList<Integer>();
    for (int j : order) {
      boolean extended = basis.size() < problem.rows() && extend(basis, problem, j);
      (extended ? chosen : others).add(j);
    }
    return new AtTheWall(increasing(chosen), increasing(others));
  }

  private static int[] increasing(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Adds the direction of column {@code j} that is new to the orthonormal {@code basis}. */
  private static boolean extend(List<double[]> basis, MirrorProblem problem, int j) {
    double[] column = problem.matrix().column(j);
    double length = LinearAlgebra.norm2(column);
    for (int pass = 0; pass < 2; pass++) {
      for (double[] direction : basis) {
        double share = LinearAlgebra.dot(direction, column);
        for (int i = 0; i < column.length; i++) {
          column[i] -= share * direction[i];
        }
      }
    }
    double rest = LinearAlgebra.norm2(column);
    if (!(rest > INDEPENDENT * length)) {
      return false;
    }
    for (int i = 0; i < column.length; i++) {
      column[i] /= rest;
    }
    basis.add(column);
    return true;
  }
}
