package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Rational numbers over one denominator.
 *
 * @param numerators any integers
 * @param denominator > 0
 */
record CommonDenominator(BigInteger[] numerators, BigInteger denominator) {

  /** {@code values} over their least common denominator. */
  static CommonDenominator of(Rational[] values) {
    BigInteger denominator = BigInteger.ONE;
    for (Rational value : values) {
      BigInteger next = value.denominator();
      if (!next.equals(denominator)) {
        denominator = denominator.multiply(next.divide(denominator.gcd(next)));
      }
    }
    var numerators = new BigInteger[values.length];
    for (int k = 0; k < values.length; k++) {
      numerators[k] = values[k].numerator().multiply(denominator.divide(values[k].denominator()));
    }
    return new CommonDenominator(numerators, denominator);
  }

  /** y − Ax times the denominator of x, which this is. */
  BigInteger[] residual(IntegerProblem problem) {
    BigInteger[] residual = image(problem);
    for (int i = 0; i < residual.length; i++) {
      residual[i] = denominator.multiply(problem.observations()[i]).subtract(residual[i]);
    }
    return residual;
  }

  /** Whether Ax = 0 for this x. */
  boolean imageVanishes(IntegerProblem problem) {
    return Arrays.stream(image(problem)).allMatch(entry -> entry.signum() == 0);
  }

  private BigInteger[] image(IntegerProblem problem) {
    var all = new int[numerators.length];
    Arrays.setAll(all, j -> j);
    return problem.combination(all, numerators);
  }
}
