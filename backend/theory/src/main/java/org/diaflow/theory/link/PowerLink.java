package org.diaflow.theory.link;

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

  /** p·log((1+|s|)/(1−|s|)) beyond which (1+|s|)^(−p) is below the last bit of h. */
  private static final double DOMINATED = 40;

  double power() {
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
    if (factors(p)) {
      return Math.abs(s) < 1 ? differenceOfPowers(s, (int) p) : Double.NaN;
    }
    double forward = Math.log1p(Math.abs(s));
    double backward = Math.log1p(-Math.abs(s));
    double ratio = p * (forward - backward);
    double size =
        ratio > DOMINATED ? Math.exp(-p * backward) : Math.exp(-p * forward) * Math.expm1(ratio);
    return Math.signum(s) * size;
  }

  private static double derivative(double p, double s) {
    if (factors(p)) {
      return Math.abs(s) < 1
          ? p * (power(1 / (1 - s), (int) p + 1) + power(1 / (1 + s), (int) p + 1))
          : Double.NaN;
    }
    double size = Math.abs(s);
    return p
        * (Math.exp(-p * Math.log1p(-size)) / (1 - size)
            + Math.exp(-p * Math.log1p(size)) / (1 + size));
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
    return sign * Math.tanh(slack(logMagnitude));
  }

  /**
   * 1 − ψ_D(z) for z > 0 given by log z: the slack to the wall, with its own digits where ψ_D is
   * near 1.
   */
  public double slackAtInverse(double logMagnitude) {
    return 2 / (Math.exp(2 * slack(logMagnitude)) + 1);
  }

  @Override
  public double logDerivativeAtInverse(double logMagnitude) {
    double p = power();
    double r = slack(logMagnitude);
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

  /** The r ≥ 0 with log(2·cosh(r)^p·sinh(p·r)) = logMagnitude. */
  private double slack(double logMagnitude) {
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
