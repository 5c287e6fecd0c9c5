package org.diaflow.theory.limit;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the leading term C_D·α^rate begins to hold: the α₀ up to which the exact error stays within
 * 10 % of it (theory §6, §9).
 *
 * @param alpha α₀ ≤ 1, or null where the term does not hold anywhere in [1e-300, 1] or has no
 *     constant
 * @param reason why there is none, or null
 */
public record Onset(@Nullable Double alpha, @Nullable String reason) {

  /** Relative deviation up to which the leading term holds. */
  public static final double WITHIN = 0.1;

  /** Scales looked at, as log₁₀ α; the corrections are powers of α, so few suffice. */
  private static final double[] DECADES = {
    0, -1, -2, -3, -4, -5, -6, -8, -10, -12, -16, -20, -26, -34, -44, -58, -76, -100, -130, -170,
    -220, -300
  };

  /** Decades to which the onset is bisected. */
  private static final double RESOLUTION = 0.1;

  /**
   * Finds the onset on a grid of 22 scales, refined by bisection to a tenth of a decade. A scale of
   * the grid between two where the deviation is below a tenth of {@link #WITHIN} is not looked at.
   * Costs about 15 limits.
   *
   * @param limits the exact limit at a scale, to {@link ExactLimit#ROUGH} at least; neighbouring
   *     scales are asked for one after the other
   * @param constant C_D
   * @param rate exponent of the leading term
   */
  static Onset of(
      DoubleFunction<ExactLimit.Limit> limits, Asymptotics.Constant constant, double rate) {
    Double value = constant.value();
    if (value == null) {
      return new Onset(null, constant.reason());
    }
    if (value == 0) {
      return new Onset(1.0, null);
    }
    DoubleUnaryOperator deviation = decade -> deviation(limits, decade, value, rate);
    int first = DECADES.length;
    double below = deviation.applyAsDouble(DECADES[first - 1]);
    while (first > 0 && below <= WITHIN) {
      first--;
      if (first > 1 && below <= WITHIN / 10) {
        double farther = deviation.applyAsDouble(DECADES[first - 2]);
        if (farther <= WITHIN / 10) {
          first--;
          below = farther;
          continue;
        }
      }
      below = first > 0 ? deviation.applyAsDouble(DECADES[first - 1]) : below;
    }
    if (first == DECADES.length) {
      return new Onset(
          null,
          "At α = 1e-300 the error still differs by more than 10 % from the leading term (theory"
              + " §6).");
    }
    if (first == 0) {
      return new Onset(1.0, null);
    }
    double holding = DECADES[first];
    double failing = DECADES[first - 1];
    while (failing - holding > RESOLUTION) {
      double middle = (holding + failing) / 2;
      if (deviation.applyAsDouble(middle) <= WITHIN) {
        holding = middle;
      } else {
        failing = middle;
      }
    }
    return new Onset(Math.pow(10, holding), null);
  }

  /** |error/leading term − 1| at 10^decade; +∞ where the limit is not known. */
  private static double deviation(
      DoubleFunction<ExactLimit.Limit> limits, double decade, double constant, double rate) {
    double alpha = Math.pow(10, decade);
    ExactLimit.Limit limit = limits.apply(alpha);
    double logRatio = Math.log(limit.error()) - Math.log(constant) - rate * Math.log(alpha);
    return limit.accuracy() <= ExactLimit.ROUGH
        ? Math.abs(Math.expm1(logRatio))
        : Double.POSITIVE_INFINITY;
  }
}
