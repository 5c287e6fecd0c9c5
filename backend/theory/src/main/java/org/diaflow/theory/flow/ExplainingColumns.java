package org.diaflow.theory.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.Equilibration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few large entries of a predictor whose columns alone give y: fewer than N, as for a
 * minimizer with |S| < N. From then on what is left to happen to the small entries is hidden by
 * rounding of Ax − y unless the large ones are split off.
 *
 * <p>For D = 2, where no wall tells large entries from small ones. Entries are compared in units in
 * which all columns are of size 1.
 */
final class ExplainingColumns {

  /** Componentwise backward error of x from which on it is worth looking. */
  private static final double NEARLY_SOLVED = 1e-5;

  /** Entries above these parts of the largest are tried as the large ones. */
  private static final double[] PARTS = {1e-5, 1e-7, 1e-9, 1e-11};

  private final MirrorProblem problem;
  private final int[] exponents;

  ExplainingColumns(MirrorProblem problem) {
    this.problem = problem;
    this.exponents = Equilibration.ofColumns(problem.matrix());
  }

  /**
   * The split at the large entries of {@code x} at {@code point}; null while they do not explain y,
   * or are still far from where they will be. Costs N·d until x nearly solves Ax = y, then up to
   * four splits.
   */
  @Nullable MirrorSplit of(MirrorPoint point, double[] x) {
    if (BackwardError.of(problem.matrix(), problem.observations(), x) > NEARLY_SOLVED) {
      return null;
    }
    double[] shares = new double[x.length];
    Arrays.setAll(shares, j -> Math.scalb(Math.abs(x[j]), -exponents[j]));
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -shares[j]))
            .mapToInt(j -> j)
            .toArray();
    int tried = 0;
    for (double part : PARTS) {
      int[] large = Arrays.stream(order).filter(j -> shares[j] > part * shares[order[0]]).toArray();
      if (large.length > tried) {
        tried = large.length;
        MirrorPoint.AtTheWall chosen = MirrorPoint.independent(problem, large);
        if (chosen.independent().length == problem.rows()) {
          return null;
        }
        MirrorSplit split = MirrorSplit.of(problem, point, chosen);
        if (split != null && split.explained() && settled(split, x, chosen.dependent())) {
          return split;
        }
      }
    }
    return null;
  }

  /**
   * Whether every large entry is near what y asks of it beside the large ones that depend on it: an
   * entry on its way to 0 is not.
   */
  private static boolean settled(MirrorSplit split, double[] x, int[] dependent) {
    double[] off = new double[split.split().offSize()];
    for (int k = 0; k < off.length; k++) {
      int j = split.split().offSupport()[k];
      off[k] = Arrays.stream(dependent).anyMatch(other -> other == j) ? x[j] : 0;
    }
    double[] moved = split.split().onto(off);
    for (int i = 0; i < split.size(); i++) {
      double own = x[split.split().support()[i]];
      if (!(Math.abs(split.target()[i] - moved[i] - own) <= Math.abs(own) / 2)) {
        return false;
      }
    }
    return true;
  }
}
