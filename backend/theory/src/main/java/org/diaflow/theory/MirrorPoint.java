package org.diaflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
   * The coordinates at the wall, nearest first, as many of them as have independent columns.
   *
   * @param before those that were at the wall so far
   */
  int[] atTheWall(MirrorProblem problem, int[] before) {
    boolean[] member = new boolean[wall.length];
    Arrays.stream(before).forEach(j -> member[j] = true);
    List<Integer> near =
        IntStream.range(0, wall.length)
            .filter(j -> Math.exp(-wall[j]) < (member[j] ? LEFT : NEAR))
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -wall[j]))
            .toList();
    var basis = new ArrayList<double[]>();
    var chosen = new ArrayList<Integer>();
    for (int j : near) {
      if (basis.size() < problem.rows() && extend(basis, problem, j)) {
        chosen.add(j);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Adds the direction of column {@code j} that is new to the orthonormal {@code basis}. */
  private static boolean extend(List<double[]> basis, MirrorProblem problem, int j) {
    double[] column = new double[problem.rows()];
    Arrays.setAll(column, i -> problem.matrix().get(i, j));
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
