package org.diaflow.theory.flow;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates P that were at a wall and leave it again, although y asks nothing of them: their x_P
 * falls from the size of the large entries to that of the small ones, far below the rounding of
 * x_W, while their slacks are still too small for a double z. With the split of B at P ({@link
 * SupportSplit} once more) their coordinates are
 *
 * <p>ζ_p = gap_p − σ_p·b_pᵀz/width_p, e^(−q_p) = ζ_p + Σ_i weight_pi·e^(−q_i),
 *
 * <p>whose velocity is that of z, which x_W and its rounding have no part in.
 *
 * @param columns P, increasing
 * @param side the wall of t_p, 1 or −1
 * @param gap gap_p of {@link DependentWalls} from the part of a_p in the span of A_W
 * @param zeta ζ_p > 0 at the point the split was made for
 * @param inner the split of B at P; null where P is empty
 * @param gram B_PᵀB_P
 */
record LeavingWalls(
    int[] columns,
    double[] side,
    double[] gap,
    double[] zeta,
    @Nullable SupportSplit inner,
    double[][] gram) {

  /** Part of a slack that ζ_p has to be for p to count as leaving. */
  private static final double OWN = 0.5;

  static final LeavingWalls NONE =
      new LeavingWalls(
          new int[0], new double[0], new double[0], new double[0], null, new double[0][0]);

  /**
   * Those of {@code candidates} that are on their way; none of them where they depend on each other
   * beside W.
   *
   * @param split the split at W, without the candidates
   */
  static LeavingWalls of(
      MirrorProblem problem, SupportSplit split, MirrorPoint point, int[] candidates) {
    DenseMatrix kernel = split.kernel();
    int[] places =
        IntStream.range(0, split.offSize())
            .filter(k -> Arrays.binarySearch(candidates, split.offSupport()[k]) >= 0)
            .toArray();
    SupportSplit inner =
        kernel == null || places.length == 0
            ? null
            : SupportSplit.of(kernel, places, new double[places.length]);
    if (kernel == null || inner == null) {
      return NONE;
    }
    double[] sideOn = Arrays.stream(split.support()).mapToDouble(point::side).toArray();
    DependentWalls walls = DependentWalls.at(problem, split, sideOn, point, places);
    double[] slack =
        Arrays.stream(split.support()).mapToDouble(i -> Math.exp(-point.wall()[i])).toArray();
    double[] zeta = new double[places.length];
    for (int p = 0; p < places.length; p++) {
      double own = Math.exp(-point.wall()[split.offSupport()[places[p]]]);
      zeta[p] = own - walls.sum(p, slack);
      if (!(zeta[p] >= OWN * own)) {
        return NONE;
      }
    }
    return new LeavingWalls(
        Arrays.stream(places).map(k -> split.offSupport()[k]).toArray(),
        walls.side(),
        walls.gap(),
        zeta,
        inner,
        MirrorSplit.gram(kernel, places));
  }

  int size() {
    return columns.length;
  }

  /** B in the coordinates (b_Pᵀz, the rest of z), (N−|W|) × |Wᶜ|. */
  @Nullable DenseMatrix kernel(SupportSplit split) {
    DenseMatrix kernel = split.kernel();
    if (kernel == null || inner == null) {
      return kernel;
    }
    int m = split.offSize();
    double[] entries = new double[kernel.rows() * m];
    for (int p = 0; p < size(); p++) {
      entries[p * m + inner.support()[p]] = 1;
    }
    for (int l = 0; l < inner.offSize(); l++) {
      int k = inner.offSupport()[l];
      for (int i = 0; i < kernel.rows(); i++) {
        DenseMatrix part = i < size() ? inner.onto() : inner.kernel();
        entries[i * m + k] = part == null ? 0 : part.get(i < size() ? i : i - size(), l);
      }
    }
    return new DenseMatrix(kernel.rows(), m, entries);
  }

  /** (b_Pᵀz, the rest of z) without its first part, for z of length N − |W|. */
  double[] rest(double[] z) {
    return inner == null
        ? z
        : IntStream.range(size(), z.length)
            .mapToDouble(i -> LinearAlgebra.dot(inner.orthonormal(i), z))
            .toArray();
  }

  /** z for (b_Pᵀz, the rest of z). */
  double[] free(double[] coordinates) {
    return inner == null
        ? coordinates
        : inner.dual(
            Arrays.copyOf(coordinates, size()),
            Arrays.copyOfRange(coordinates, size(), coordinates.length));
  }
}
