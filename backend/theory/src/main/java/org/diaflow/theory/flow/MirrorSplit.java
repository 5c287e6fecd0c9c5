package org.diaflow.theory.flow;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * A problem of mirror flow seen from independent coordinates W ({@link SupportSplit}): what stays
 * the same along a {@link SplitFlow}.
 *
 * @param problem the problem
 * @param atTheWall all coordinates at a wall
 * @param split the split of A at W
 * @param leaving those of them that are on their way off, whose columns W does without
 * @param walls W, then those that are leaving
 * @param side the wall of t_i, 1 or −1, for i in {@code walls}
 * @param dependents the coordinates of Wᶜ at a wall
 * @param target (A_W⁺y, Q₂ᵀy), length N, the second part 0 where {@code explained}
 * @param explained whether Q₂ᵀy is of the size of its rounding: columns W alone give y
 * @param gram A_WᵀA_W and B_PᵀB_P, P those that are leaving, one block after the other
 */
record MirrorSplit(
    MirrorProblem problem,
    MirrorPoint.AtTheWall atTheWall,
    SupportSplit split,
    LeavingWalls leaving,
    int[] walls,
    double[] side,
    DependentWalls dependents,
    double[] target,
    boolean explained,
    double[][] gram) {

  /** Roundings of sums of N products that may add up, for the comparison of Q₂ᵀy with 0. */
  private static final double ROUNDING = 8 * 0x1p-52;

  /** Share of a column in another below which it is rounding, as {@code MinimizerFace} has it. */
  private static final double NOTHING = 1e-13;

  /** Part of the largest entry of A_W⁺y below which y may do without an entry. */
  private static final double NEGLIGIBLE = 1e-8;

  /** The split at {@code atTheWall}; null if its independent columns are too nearly dependent. */
  static @Nullable MirrorSplit of(
      MirrorProblem problem, MirrorPoint point, MirrorPoint.AtTheWall atTheWall) {
    MirrorSplit all = of(problem, point, atTheWall, atTheWall.independent(), new int[0]);
    boolean walls = Double.isFinite(problem.start().link().bound());
    if (all == null || !walls || !all.explained) {
      return all;
    }
    int[] idle = all.idle();
    int[] needed =
        Arrays.stream(atTheWall.independent())
            .filter(j -> Arrays.binarySearch(idle, j) < 0)
            .toArray();
    MirrorSplit fewer = idle.length == 0 ? null : of(problem, point, atTheWall, needed, idle);
    return fewer == null || !fewer.explained || fewer.leaving.size() < idle.length ? all : fewer;
  }

  /** The coordinates of W of which y asks next to nothing. */
  int[] idle() {
    double[] shares = new double[split.sparsity()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] =
          Math.abs(target[i]) * LinearAlgebra.norm2(problem.matrix().column(split.support()[i]));
    }
    double least = NEGLIGIBLE * LinearAlgebra.normInfinity(shares);
    return IntStream.range(0, shares.length)
        .filter(i -> shares[i] <= least)
        .map(i -> split.support()[i])
        .toArray();
  }

  private static @Nullable MirrorSplit of(
      MirrorProblem problem,
      MirrorPoint point,
      MirrorPoint.AtTheWall atTheWall,
      int[] on,
      int[] idle) {
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
    LeavingWalls leaving = LeavingWalls.of(problem, split, point, idle);
    double[] sideOn = Arrays.stream(on).mapToDouble(point::side).toArray();
    boolean walls = Double.isFinite(problem.start().link().bound());
    int[] dependent = walls ? atTheWall.dependent() : new int[0];
    return new MirrorSplit(
        problem,
        atTheWall,
        split,
        leaving,
        IntStream.concat(Arrays.stream(on), Arrays.stream(leaving.columns())).toArray(),
        DoubleStream.concat(Arrays.stream(sideOn), Arrays.stream(leaving.side())).toArray(),
        DependentWalls.of(problem, split, sideOn, leaving, point, dependent),
        target,
        explained,
        blocks(gram(problem.matrix(), on), leaving.gram()));
  }

  private static double[][] blocks(double[][] first, double[][] second) {
    int k = first.length;
    double[][] both = new double[k + second.length][k + second.length];
    for (int i = 0; i < both.length; i++) {
      double[] row = i < k ? first[i] : second[i - k];
      System.arraycopy(row, 0, both[i], i < k ? 0 : k, row.length);
    }
    return both;
  }

  /** Whether {@code other} has the same coordinates at their walls and on their way off. */
  boolean sameWalls(MirrorSplit other) {
    return atTheWall.sameAs(other.atTheWall) && Arrays.equals(walls, other.walls);
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
    return split.sparsity();
  }

  /** (T; B), N × |Wᶜ|, B in the coordinates of those that are leaving. */
  DenseMatrix stacked() {
    int n = problem.rows();
    int m = Math.max(1, split.offSize());
    double[] entries = new double[n * m];
    if (split.onto() != null) {
      System.arraycopy(split.onto().entries(), 0, entries, 0, size() * m);
    }
    DenseMatrix kernel = leaving.kernel(split);
    if (kernel != null) {
      System.arraycopy(kernel.entries(), 0, entries, size() * m, split.freedom() * m);
    }
    return new DenseMatrix(n, m, entries);
  }

  /** (q, −log ζ, the rest of z) at {@code point}. */
  double[] state(MirrorPoint point) {
    int n = problem.rows();
    double[] state = new double[n];
    double[] z = new double[split.freedom()];
    Arrays.setAll(z, i -> LinearAlgebra.dot(split.orthonormal(size() + i), point.dual()));
    double[] rest = leaving.rest(z);
    for (int i = 0; i < n; i++) {
      int p = i - size();
      state[i] =
          p < 0
              ? point.wall()[walls[i]]
              : p < leaving.size() ? -Math.log(leaving.zeta()[p]) : rest[i - walls.length];
    }
    return state;
  }

  /** λ for (s_W, b_Pᵀz, the rest of z). */
  double[] dual(double[] mirror) {
    return split.dual(
        Arrays.copyOf(mirror, size()),
        leaving.free(Arrays.copyOfRange(mirror, size(), mirror.length)));
  }

  /** Products of the columns {@code support}. */
  static double[][] gram(DenseMatrix matrix, int[] support) {
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
