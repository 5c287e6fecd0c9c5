package org.diaflow.theory.path;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;

/**
 * How a path is walked: in exact arithmetic where that costs little, else in doubles, and where
 * doubles lose it in exact arithmetic at more cost.
 */
final class ExactOrRounded {

  /** Products of words of 32 bits that exact arithmetic may cost at first: one or two seconds. */
  private static final long LITTLE = 100_000_000L;

  /** The same where doubles have failed: some ten seconds, ended by the budget of a request. */
  private static final long MUCH = 6_000_000_000L;

  /** Entries N·d above which exact arithmetic is not begun. */
  private static final long MOST_ENTRIES = 40_000;

  private ExactOrRounded() {}

  /**
   * The path.
   *
   * @param exact walks in exact arithmetic, or throws {@link ExactWork.ExceededException}
   * @param rounded walks in doubles, or throws {@link IllegalStateException} with the reason
   * @throws IllegalStateException where neither way leads to the end, with the reason
   * @throws CancellationException once the budget is exhausted
   */
  static <T> List<T> path(
      DenseMatrix matrix,
      double[] y,
      Budget budget,
      BiFunction<IntegerProblem, ExactWork, List<T>> exact,
      Supplier<List<T>> rounded) {
    if ((long) matrix.rows() * matrix.columns() > MOST_ENTRIES) {
      return rounded.get();
    }
    IntegerProblem problem = IntegerProblem.of(matrix, y);
    try {
      return exact.apply(problem, new ExactWork(LITTLE, budget));
    } catch (ExactWork.ExceededException e) {
      return roundedFirst(problem, budget, exact, rounded);
    }
  }

  private static <T> List<T> roundedFirst(
      IntegerProblem problem,
      Budget budget,
      BiFunction<IntegerProblem, ExactWork, List<T>> exact,
      Supplier<List<T>> rounded) {
    try {
      return rounded.get();
    } catch (IllegalStateException lost) {
      try {
        return exact.apply(problem, new ExactWork(MUCH, budget));
      } catch (ExactWork.ExceededException e) {
        throw new IllegalStateException(
            "%s The problem is too large for exact arithmetic; take fewer rows, or entries with fewer digits and nearer in size."
                .formatted(lost.getMessage()),
            lost);
      }
    }
  }

  /** Whether doubles do not tell two times, or two values of μ, apart: at most four neighbours. */
  static boolean indistinguishable(double a, double b) {
    return Math.abs(a - b) <= 4 * Math.ulp(Math.max(Math.abs(a), Math.abs(b)));
  }
}
