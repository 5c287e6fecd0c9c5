package org.diaflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * A state of a network on a problem, with what is known around it. Arrays are not to be changed,
 * and are valid only during the call.
 *
 * @param problem A, y and, where there is one, the planted x*
 * @param network depth D and scale α, or null where x is the minimizer g* itself
 * @param x the predictor, length d
 * @param error x − g*, length d, each entry with relative accuracy also where it is far below the
 *     rounding of x; null unless g* is unique
 * @param minimizer g*, length d; null unless it is unique
 * @param limit x^∞, length d, or null where it is not known
 * @param freshRows A', N' × d, or null where the problem has no distribution
 */
public record NetworkState(
    RegressionProblem problem,
    @Nullable DiagonalNetwork network,
    double[] x,
    double @Nullable [] error,
    double @Nullable [] minimizer,
    double @Nullable [] limit,
    @Nullable Matrix freshRows) {

  /** Whether {@code need} is known here. */
  public boolean knows(Quantity.Need need) {
    return switch (need) {
      case MINIMIZER -> error != null && minimizer != null;
      case LIMIT -> limit != null;
      case PLANTED -> problem.planted() != null;
      case FRESH_ROWS -> freshRows != null;
    };
  }
}
