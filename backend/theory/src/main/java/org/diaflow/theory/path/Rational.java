package org.diaflow.theory.path;

import java.math.BigInteger;

/**
 * A rational number in lowest terms with a positive denominator; immutable. Sums and products cost
 * a greatest common divisor, quadratic in the length of the numbers.
 *
 * @param numerator any integer
 * @param denominator ≥ 1, without a common divisor with the numerator
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  /** Bits of a quotient that decide how it rounds to a double, with one to spare. */
  private static final int QUOTIENT_BITS = 64;

  /** {@code numerator / denominator}; throws {@link ArithmeticException} for a denominator of 0. */
  static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("%s / 0".formatted(numerator));
    }
    if (numerator.signum() == 0) {
      return ZERO;
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return new Rational(numerator.divide(divisor), denominator.divide(divisor));
  }

  static Rational of(BigInteger integer) {
    return new Rational(integer, BigInteger.ONE);
  }

  Rational plus(Rational other) {
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational minus(Rational other) {
    return plus(other.negated());
  }

  Rational times(Rational other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The quotient; throws {@link ArithmeticException} for {@code divisor} 0. */
  Rational over(Rational divisor) {
    return of(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  Rational abs() {
    return new Rational(numerator.abs(), denominator);
  }

  int signum() {
    return numerator.signum();
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** The nearest double to this · 2^{@code exponent}; infinite or 0 beyond their range. */
  double doubleValue(int exponent) {
    if (signum() == 0) {
      return 0;
    }
    int shift = QUOTIENT_BITS + denominator.bitLength() - numerator.bitLength();
    BigInteger dividend = shift > 0 ? numerator.shiftLeft(shift) : numerator;
    BigInteger divisor = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
    BigInteger[] parts = dividend.abs().divideAndRemainder(divisor);
    // A remainder decides between the two neighbours of a quotient half-way.
    BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    return signum() * Math.scalb(quotient.doubleValue(), exponent - shift);
  }

  double doubleValue() {
    return doubleValue(0);
  }
}
