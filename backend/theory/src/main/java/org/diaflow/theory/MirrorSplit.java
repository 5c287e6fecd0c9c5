package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A problem of mirror flow seen from independent coordinates W ({@link SupportSplit}): what stays
 * the same along a {@link SplitFlow}.
 *
 * @param problem the problem
 * @param split the split of A at W
 * @param side the wall of t_i, 1 or −1, for i in W
 * @param dependents the other coordinates at a wall
 * @param target (A_W⁺y, Q₂ᵀy), length N, the second part 0 where {@code explained}
 * @param explained whether Q₂ᵀy is of the size of its rounding: columns W alone give y
 * @param gram A_WᵀA_W
 */
record MirrorSplit(
    MirrorProblem problem,
    SupportSplit split,
    double[] side,
    DependentWalls dependents,
    double[] target,
    boolean explained,
    double[][] gram) {

  /** Roundings of sums of N products that may add up, for the comparison of Q₂ᵀy with 0. */
  private static final double ROUNDING = 8 * 0x1p-52;

  /** Share of a column in another below which it is rounding, as {@link MinimizerFace} has it. */
  private static final double NOTHING = 1e-13;

  /** The split at {@code atTheWall}; null if its independent columns are too nearly dependent. */
  static @Nullable MirrorSplit of(
      MirrorProblem problem, MirrorPoint point, MirrorPoint.AtTheWall atTheWall) {
    int[] on = atTheWall.independent();
    SupportSplit given = SupportSplit.of(problem.matrix(), on, new double[on.length]);
    if (given == null) {
      return null;
    }
    SupportSplit split = cleared(problem, given);
    double[] target = target(problem, split);
    boolean explained = explained(problem, split, target);
    if (explained) {
      Arrays.fill(target, on.length, target.length, 0);
    }
    double[] side = Arrays.stream(on).mapToDouble(point::side).toArray();
    boolean walls = Double.isFinite(problem.start().link().bound());
    int[] dependent = walls ? atTheWall.dependent() : new int[0];
    return new MirrorSplit(
        problem,
        split,
        side,
        DependentWalls.of(problem, split, side, point, dependent),
        target,
        explained,
        gram(problem.matrix(), on));
  }

  /**
   * The split without the entries of T that are rounding, in the columns that are in the span of
   * A_W. The slack of such a column is a sum of those of W, which differ by any power of ten: a
   * θ_ki of 1e-17 in place of 0 would drown it in another's.
   */
  private static SupportSplit cleared(MirrorProblem problem, SupportSplit split) {
    DenseMatrix onto = split.onto();
    if (onto == null) {
      return split;
    }
    double[] entries = onto.entries().clone();
    int m = split.offSize();
    double[] sizes = new double[problem.columns()];
    Arrays.setAll(sizes, j -> LinearAlgebra.norm2(problem.matrix().column(j)));
    for (int at = 0; at < entries.length; at++) {
      int k = at % m;
      double part = Math.abs(entries[at]) * sizes[split.support()[at / m]];
      if (part <= NOTHING * sizes[split.offSupport()[k]] && DependentWalls.inSpan(split, k)) {
        entries[at] = 0;
      }
    }
    return new SupportSplit(
        split.support(),
        split.offSupport(),
        split.values(),
        new DenseMatrix(onto.rows(), m, entries),
        split.kernel(),
        split.factors(),
        split.triangular());
  }

  /** |W|. */
  int size() {
    return side.length;
  }

  /** (T; B), N × |Wᶜ|. */
  DenseMatrix stacked() {
    int n = problem.rows();
    int m = Math.max(1, split.offSize());
    double[] entries = new double[n * m];
    if (split.onto() != null) {
      System.arraycopy(split.onto().entries(), 0, entries, 0, size() * m);
    }
    if (split.kernel() != null) {
      System.arraycopy(split.kernel().entries(), 0, entries, size() * m, split.freedom() * m);
    }
    return new DenseMatrix(n, m, entries);
  }

  /** (q, z) at {@code point}. */
  double[] state(MirrorPoint point) {
    double[] state = new double[problem.rows()];
    for (int i = 0; i < state.length; i++) {
      state[i] =
          i < size()
              ? point.wall()[split.support()[i]]
              : LinearAlgebra.dot(split.orthonormal(i), point.dual());
    }
    return state;
  }

  private static double[][] gram(DenseMatrix matrix, int[] support) {
    double[][] gram = new double[support.length][support.length];
    for (int i = 0; i < support.length; i++) {
      for (int k = 0; k < support.length; k++) {
        for (int l = 0; l < matrix.rows(); l++) {
          gram[i][k] += matrix.get(l, support[i]) * matrix.get(l, support[k]);
        }
      }
    }
    return gram;
  }

  /** (A_W⁺y, Q₂ᵀy). */
  private static double[] target(MirrorProblem problem, SupportSplit split) {
    double[] y = problem.observations();
    double[] target = Arrays.copyOf(split.leastSquares(y), problem.rows());
    for (int i = split.sparsity(); i < target.length; i++) {
      target[i] = LinearAlgebra.dot(split.orthonormal(i), y);
    }
    return target;
  }

  private static boolean explained(MirrorProblem problem, SupportSplit split, double[] target) {
    int n = problem.rows();
    double[] fit = new double[problem.columns()];
    for (int i = 0; i < split.sparsity(); i++) {
      fit[split.support()[i]] = target[i];
    }
    double[] sizes = BackwardError.sizes(problem.matrix(), problem.observations(), fit);
    for (int i = split.sparsity(); i < n; i++) {
      double size = 0;
      double[] unit = split.orthonormal(i);
      for (int l = 0; l < n; l++) {
        size += Math.abs(unit[l]) * sizes[l];
      }
      if (!(Math.abs(target[i]) <= ROUNDING * n * size)) {
        return false;
      }
    }
    return true;
  }
}
