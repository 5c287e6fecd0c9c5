package org.diaflow.theory.certificate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.BackwardError;
import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a vector's support on which some vector still solves Ax = y up to what
 * rounding of A and y explains: ω ≤ {@link BackwardError#explained()} (theory §9).
 *
 * <p>Whether an entry belongs to the support is so decided by the equations, in no units: an entry
 * 1e-12 times as large as another stays if y needs it. Entries are let go in the order of their
 * share in the equilibrated equations, then one by one; the rest is re-solved each time.
 */
final class ExplainedSupport {

  /** Entries below this part of the largest, in equilibrated units, are tried one by one. */
  private static final double SMALL = 0x1p-20;

  /** Most entries tried one by one. */
  private static final int MOST_SINGLE = 40;

  /** Entries above this part of the largest are looked at first. */
  private static final double LIKELY = 1e-7;

  /** Entries above this part of the largest are no errors of a candidate: they are never let go. */
  private static final double CLAIMED = 1e-6;

  private final RegressionProblem problem;
  private final int[] columnExponents;
  private final LeastSquares leastSquares;
  private final int most;

  /** Solutions of least squares on some columns, whose rows may be weighted first. */
  @FunctionalInterface
  interface LeastSquares {

    /**
     * The entries at {@code support}, or null where the columns are dependent.
     *
     * @param exponents of the powers of two by which equations are multiplied first, length N
     */
    double @Nullable [] solve(int[] support, int[] exponents);
  }

  /**
   * For {@code problem}.
   *
   * @param columnExponents powers of two that bring the columns to equal size
   * @param most size of the largest support that is looked at
   */
  ExplainedSupport(
      RegressionProblem problem, int[] columnExponents, int most, LeastSquares leastSquares) {
    this.problem = problem;
    this.columnExponents = columnExponents;
    this.most = most;
    this.leastSquares = leastSquares;
  }

  /**
   * A vector given by its nonzero entries.
   *
   * @param support indices, increasing
   * @param values the entries there
   */
  record Fit(int[] support, double[] values) {

    /** The vector, length {@code length}. */
    double[] expanded(int length) {
      double[] x = new double[length];
      for (int i = 0; i < support.length; i++) {
        x[support[i]] = values[i];
      }
      return x;
    }
  }

  /**
   * The fit on the smallest part of the support of {@code candidate} (length d) that keeps its
   * large entries; null if not even the N entries with the largest share explain y, or their
   * columns are dependent. Costs a few least squares problems where the candidate shows its
   * support, log₂|S| where it does not.
   */
  @Nullable Fit of(double[] candidate) {
    int[] order = order(candidate);
    int[] exponents = exponents(candidate);
    int claimed = above(CLAIMED, candidate, order);
    if (claimed > most) {
      return null;
    }
    int enough = Math.min(most, above(LIKELY, candidate, order));
    Fit best = fit(order, enough, exponents);
    int tooFew = claimed - 1;
    if (best == null) {
      tooFew = enough;
      enough = Math.min(order.length, most);
      best = enough > tooFew ? fit(order, enough, exponents) : null;
    }
    for (int size = enough - 1; best != null && size > tooFew; size = (enough + tooFew) / 2) {
      Fit fit = fit(order, size, exponents);
      if (fit == null) {
        tooFew = size;
      } else {
        best = fit;
        enough = size;
      }
    }
    return best == null ? null : withoutSingles(best, exponents);
  }

  /** How many entries are above {@code part} of the largest. */
  private int above(double part, double[] candidate, int[] order) {
    int count = 0;
    while (count < order.length
        && share(order[count], candidate[order[count]])
            > part * share(order[0], candidate[order[0]])) {
      count++;
    }
    return count;
  }

  /** Indices of the entries that are not 0, the largest share first. */
  private int[] order(double[] candidate) {
    return IntStream.range(0, candidate.length)
        .filter(j -> candidate[j] != 0)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -share(j, candidate[j])))
        .mapToInt(j -> j)
        .toArray();
  }

  /** The entry in the units in which all columns are of size 1. */
  private double share(int j, double value) {
    return Math.scalb(Math.abs(value), -columnExponents[j]);
  }

  /** 1/(|A||x| + |y|) of every equation as a power of two, so that equal weights mean equal ω. */
  private int[] exponents(double[] candidate) {
    return BackwardError.rowExponents(problem.matrix(), problem.observations(), candidate);
  }

  private Fit withoutSingles(Fit first, int[] exponents) {
    Fit best = first;
    double largest = 0;
    for (int i = 0; i < first.values().length; i++) {
      largest = Math.max(largest, share(first.support()[i], first.values()[i]));
    }
    double small = SMALL * largest;
    int[] singles =
        IntStream.range(0, first.support().length)
            .filter(i -> share(first.support()[i], first.values()[i]) < small)
            .map(i -> first.support()[i])
            .toArray();
    if (singles.length > MOST_SINGLE) {
      return first;
    }
    for (int j : singles) {
      int[] without = Arrays.stream(best.support()).filter(k -> k != j).toArray();
      Fit fit = fit(without, without.length, exponents);
      best = fit == null ? best : fit;
    }
    return best;
  }

  /** The fit on the first {@code size} columns of {@code order}, null unless it explains y. */
  private @Nullable Fit fit(int[] order, int size, int[] exponents) {
    if (size == 0 || size > most) {
      return null;
    }
    int[] support = Arrays.copyOf(order, size);
    Arrays.sort(support);
    double[] values = leastSquares.solve(support, exponents);
    if (values == null) {
      return null;
    }
    Fit fit = new Fit(support, values);
    double[] x = fit.expanded(problem.columns());
    double error = BackwardError.of(problem.matrix(), problem.observations(), x);
    return error <= BackwardError.explained() ? fit : null;
  }
}
