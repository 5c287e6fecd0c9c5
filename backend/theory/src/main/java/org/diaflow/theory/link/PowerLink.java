package org.diaflow.theory.link;

import java.util.Arrays;

/**
 * The link of depth D > 2: h(s) = (1−s)^(−p) − (1+s)^(−p), p = D/(D−2), on (−1, 1).
 *
 * <p>With s = tanh r this is h = 2·cosh(r)^p·sinh(p·r); log|h| is smooth and increasing in log r,
 * and Newton's method on it inverts h for every z from 1e-300 to 1e300 and beyond. The variable r
 * also is the slack: 1 − |s| = 2/(e^(2r) + 1).
 */
public record PowerLink(double depth) implements Link {

  /**
   * Whole p up to this, as for D = 3 and 4, need products only: p + 2 roundings and no function.
   */
  private static final int MOST_FACTORS = 5;

  private static final double LOG2 = Math.log(2);

  /** p·|s| below which a series replaces the difference of powers, which would lose three bits. */
  private static final double SMALL = 0.125;

  private static final double[] RECIPROCALS = reciprocals();

  /** log z from which on the wall is what ψ_D(z) is measured from. */
  private static final double FAR = 2;

  /** Exponents e beyond which e^(−e) adds nothing to 1. */
  private static final double NEGLIGIBLE = 38;

  /** p = D/(D−2). */
  public double power() {
    return depth / (depth - 2);
  }

  /** Whether p is so small a whole number that products beat functions. */
  private static boolean factors(double p) {
    return p == (int) p && p <= MOST_FACTORS;
  }

  @Override
  public double value(double s) {
    return value(power(), s);
  }

  @Override
  public double derivative(double s) {
    return derivative(power(), s);
  }

  @Override
  public void evaluate(double[] s, double[] values, double[] slopes) {
    double p = power();
    for (int j = 0; j < s.length; j++) {
      values[j] = value(p, s[j]);
      slopes[j] = derivative(p, s[j]);
    }
  }

  private static double value(double p, double s) {
    double size = Math.abs(s);
    if (!(size < 1)) {
      return Double.NaN;
    }
    if (factors(p)) {
      return differenceOfPowers(s, (int) p);
    }
    return Math.signum(s)
        * (p * size < SMALL
            ? series(p, size)
            : Math.pow(1 / (1 - size), p) - Math.pow(1 / (1 + size), p));
  }

  private static double derivative(double p, double s) {
    if (!(Math.abs(s) < 1)) {
      return Double.NaN;
    }
    double a = 1 / (1 - s);
    double b = 1 / (1 + s);
    return factors(p)
        ? p * (power(a, (int) p + 1) + power(b, (int) p + 1))
        : p * (a * Math.pow(a, p) + b * Math.pow(b, p));
  }

  /**
   * 2·Σ_{k odd} C(p+k−1, k)·s^k = (1−s)^(−p) − (1+s)^(−p) for 0 ≤ s < {@value #SMALL}/p, where the
   * difference would cancel; a term is below 1/64 of the one before.
   */
  private static double series(double p, double s) {
    double square = s * s;
    double term = 2 * p * s;
    double sum = term;
    double before = 0;
    for (int k = 0; sum != before; k++) {
      before = sum;
      term *= (p + 2 * k + 1) * (p + 2 * k + 2) * RECIPROCALS[k] * square;
      sum += term;
    }
    return sum;
  }

  /** 1/((2k+2)(2k+3)): the series ends before the last of them. */
  private static double[] reciprocals() {
    double[] reciprocals = new double[32];
    Arrays.setAll(reciprocals, k -> 1 / ((2.0 * k + 2) * (2.0 * k + 3)));
    return reciprocals;
  }

  /** a^p − b^p with a = 1/(1−s), b = 1/(1+s) as (a − b)·Σ a^(p−1−k)·b^k, without cancellation. */
  private static double differenceOfPowers(double s, int p) {
    double a = 1 / (1 - s);
    double b = 1 / (1 + s);
    double sum = 1;
    double term = 1;
    for (int k = 1; k < p; k++) {
      term *= b;
      sum = sum * a + term;
    }
    return 2 * s * a * b * sum;
  }

  private static double power(double base, int exponent) {
    double product = base;
    for (int k = 1; k < exponent; k++) {
      product *= base;
    }
    return product;
  }

  @Override
  public double inverse(double logMagnitude, double sign) {
    return sign
        * (logMagnitude < FAR
            ? Math.tanh(hyperbolicAngle(logMagnitude))
            : -Math.expm1(-logDistance(logMagnitude)));
  }

  /**
   * 1 − ψ_D(z) for z > 0 given by log z: the slack to the wall, with its own digits where ψ_D is
   * near 1.
   */
  public double slackAtInverse(double logMagnitude) {
    return logMagnitude < FAR
        ? 2 / (Math.exp(2 * hyperbolicAngle(logMagnitude)) + 1)
        : Math.exp(-logDistance(logMagnitude));
  }

  @Override
  public double logDerivativeAtInverse(double logMagnitude) {
    double p = power();
    if (logMagnitude >= FAR) {
      // h' = p(t^(−p−1) + (2−t)^(−p−1)) with t = e^(−q)
      double q = logDistance(logMagnitude);
      double forward = q > NEGLIGIBLE ? 0 : Math.pow(Math.exp(-q) / (2 - Math.exp(-q)), p + 1);
      return Math.log(p) + (p + 1) * q + Math.log1p(forward);
    }
    double r = hyperbolicAngle(logMagnitude);
    // h' = p(1−s²)^(−(p+1)/2)·2cosh((p+1)r) and 1−s² = cosh(r)^(−2)
    return Math.log(p) + LOG2 + (p + 1) * logCosh(r) + logCosh((p + 1) * r);
  }

  @Override
  public double bound() {
    return 1;
  }

  @Override
  public WallCoordinate wall() {
    return new WallCoordinate.LogSlack(this);
  }

  /**
   * q = −log(1 − ψ_D(z)) for log z ≥ {@value #FAR}: the root of p·q = log(z + (2 − e^(−q))^(−p)) by
   * Newton's method, whose function is nearly linear, the more so the larger z is.
   */
  private double logDistance(double logMagnitude) {
    double p = power();
    double q = logMagnitude / p;
    if (logMagnitude > NEGLIGIBLE) {
      return q;
    }
    double inverse = Math.exp(-logMagnitude);
    double step = 1;
    while (Math.abs(step) > 0x1p-26 * q) {
      double slack = Math.exp(-q);
      double opposite = inverse * Math.pow(2 - slack, -p);
      double slope = p * (1 + slack / (2 - slack) * opposite / (1 + opposite));
      step = (p * q - logMagnitude - Math.log1p(opposite)) / slope;
      q -= step;
    }
    return q;
  }

  /** The r ≥ 0 with log(2·cosh(r)^p·sinh(p·r)) = logMagnitude. */
  private double hyperbolicAngle(double logMagnitude) {
    if (logMagnitude == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double p = power();
    double r = start(logMagnitude, p);
    for (int i = 0; i < 60; i++) {
      double residual = LOG2 + p * logCosh(r) + logSinh(p * r) - logMagnitude;
      double slope = r * p * (Math.tanh(r) + 1 / Math.tanh(p * r));
      double step = residual / slope;
      r *= Math.exp(-step);
      if (Math.abs(step) < 4e-16 * Math.max(1, Math.abs(logMagnitude))) {
        break;
      }
    }
    return r;
  }

  /** A start within a factor of a few of the solution: the smaller of two upper estimates. */
  private static double start(double logMagnitude, double p) {
    double small =
        logMagnitude > 20 ? logMagnitude / p : HyperbolicLink.asinh(Math.exp(logMagnitude) / 2) / p;
    double large = (logMagnitude + p * LOG2) / (2 * p);
    return large > LOG2 ? Math.min(small, large) : small;
  }

  private static double logCosh(double r) {
    return r + Math.log1p(Math.exp(-2 * r)) - LOG2;
  }

  private static double logSinh(double r) {
    return r < 1e-300 ? Math.log(r) : r + Math.log(-Math.expm1(-2 * r)) - LOG2;
  }
}
