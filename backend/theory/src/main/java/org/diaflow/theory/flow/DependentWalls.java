package org.diaflow.theory.flow;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.theory.linear.internal.CompensatedSum;
import org.diaflow.theory.link.internal.StartedLink;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * The coordinates at a wall whose slacks are sums of those of independent ones W at theirs, as of
 * equal, opposite and tied columns. With a_k = A_W·θ_k, the slack e^(−q_k) = 1 − |t_k| is
 *
 * <p>e^(−q_k) = gap_k + Σ_i weight_ki·e^(−q_i), weight_ki = ±θ_ki·width_i/width_k,
 *
 * <p>and knows its digits however small it is. The gap, which is where |t_k| is short of its wall
 * when all of W are at theirs, is summed in 32 digits and 0 where rounding of the data explains it,
 * as {@code MinimizerFace} decides it.
 *
 * @param places of the coordinates in Wᶜ
 * @param side the wall of t_k, 1 or −1
 * @param gap gap_k
 * @param weights weight_ki, one row per coordinate, length |W| or more
 */
record DependentWalls(int[] places, double[] side, double[] gap, double[][] weights) {

  /** Gap in units of the rounding of its terms, per term, that the data explain. */
  private static final double TIE = 8;

  /** By how much q_k may exceed a q_i it depends on: terms then cancel to a seventh. */
  private static final double NEARER = 2;

  /**
   * The coordinates of {@code candidates} whose columns are in the span of those of {@code split},
   * and those of {@code leaving}, whose slacks have a term ζ_p of their own.
   *
   * @param sideOn the wall of t_i for i in W
   */
  static DependentWalls of(
      MirrorProblem problem,
      SupportSplit split,
      double[] sideOn,
      LeavingWalls leaving,
      MirrorPoint point,
      int[] candidates) {
    int[] places =
        IntStream.range(0, split.offSize())
            .filter(
                k ->
                    own(leaving, split.offSupport()[k]) >= 0
                        || (contains(candidates, split.offSupport()[k]) && inSpan(split, k)))
            .toArray();
    DependentWalls walls = at(problem, split, sideOn, point, places);
    double[] gap = walls.gap();
    double[][] weights = walls.weights();
    int w = split.sparsity();
    for (int k = 0; k < places.length; k++) {
      weights[k] = Arrays.copyOf(weights[k], w + leaving.size());
      int own = own(leaving, split.offSupport()[places[k]]);
      if (own >= 0) {
        weights[k][w + own] = 1;
        gap[k] = 0;
      }
    }
    return new DependentWalls(places, walls.side(), gap, weights);
  }

  private static int own(LeavingWalls leaving, int column) {
    return Arrays.binarySearch(leaving.columns(), column);
  }

  /** Gaps and weights of the columns at {@code places}, as far as they are in the span of A_W. */
  static DependentWalls at(
      MirrorProblem problem, SupportSplit split, double[] sideOn, MirrorPoint point, int[] places) {
    double[] side = new double[places.length];
    double[] gap = new double[places.length];
    double[][] weights = new double[places.length][split.sparsity()];
    for (int k = 0; k < places.length; k++) {
      int j = split.offSupport()[places[k]];
      side[k] = point.side(j);
      double[] theta = split.onto(unit(places[k], split.offSize()));
      for (int i = 0; i < theta.length; i++) {
        double width = problem.start().width()[split.support()[i]];
        weights[k][i] = side[k] * sideOn[i] * theta[i] * width / problem.start().width()[j];
      }
      double[] rest = inSpan(split, places[k]) ? correction(problem, split, j, theta) : null;
      gap[k] = gap(problem.start(), split.support(), sideOn, side[k], j, theta, rest);
    }
    return new DependentWalls(places, side, gap, weights);
  }

  private static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(other -> other == value);
  }

  /** Whether column {@code k} of A_Wᶜ is in the span of A_W. */
  static boolean inSpan(SupportSplit split, int k) {
    for (int i = 0; i < split.freedom() && split.kernel() != null; i++) {
      if (split.kernel().get(i, k) != 0) {
        return false;
      }
    }
    return true;
  }

  private static double[] unit(int k, int length) {
    double[] unit = new double[length];
    unit[k] = 1;
    return unit;
  }

  /** 1 − side·(Σθ_i·s_i + shift_j)/width_j with every s_i at its wall. */
  private static double gap(
      StartedLink start,
      int[] support,
      double[] sideOn,
      double side,
      int j,
      double[] theta,
      double @Nullable [] rest) {
    double[] width = start.width();
    double[] shift = start.shift();
    var sum = new CompensatedSum().startAt(width[j]);
    sum.add(-side * shift[j]);
    double size = width[j] + Math.abs(shift[j]);
    for (int i = 0; i < theta.length; i++) {
      int l = support[i];
      for (double term : new double[] {sideOn[i] * width[l], -shift[l]}) {
        sum.addProduct(-side * theta[i], term);
        sum.addProduct(rest == null ? 0 : -side * rest[i], term);
        size += Math.abs(theta[i] * term);
      }
    }
    double nothing = TIE * (theta.length + 1) * 0x1p-52 * size;
    return Math.abs(sum.value()) <= nothing ? 0 : sum.value() / width[j];
  }

  /** A_W⁺(a_j − A_W·θ): what the doubles θ lack. */
  private static double[] correction(
      MirrorProblem problem, SupportSplit split, int j, double[] theta) {
    double[] rest = new double[problem.rows()];
    for (int l = 0; l < rest.length; l++) {
      var sum = new CompensatedSum().startAt(problem.matrix().get(l, j));
      for (int i = 0; i < theta.length; i++) {
        sum.addProduct(-problem.matrix().get(l, split.support()[i]), theta[i]);
      }
      rest[l] = sum.value();
    }
    return split.leastSquares(rest);
  }

  int size() {
    return places.length;
  }

  /** Σ_i weight_ki·slack_i. */
  double sum(int k, double[] slack) {
    double sum = 0;
    for (int i = 0; i < slack.length; i++) {
      sum += weights[k][i] * slack[i];
    }
    return sum;
  }

  /** q_k for the slacks of W; NaN beyond the wall. */
  double wall(int k, double[] slack) {
    return -Math.log(gap[k] + sum(k, slack));
  }

  /** Whether a coordinate is so much nearer to its wall than one of W that it is to replace it. */
  boolean misplaced(double[] wall, double[] slack) {
    for (int k = 0; k < size(); k++) {
      double least = Math.exp(-wall[k] + NEARER);
      for (int i = 0; i < slack.length; i++) {
        if (weights[k][i] != 0 && slack[i] > least) {
          return true;
        }
      }
    }
    return false;
  }
}
