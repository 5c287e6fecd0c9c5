package org.diaflow.theory;

/**
 * The link of depth D > 2: h(s) = (1−s)^(−p) − (1+s)^(−p), p = D/(D−2), on (−1, 1).
 *
 * <p>With s = tanh r this is h = 2·cosh(r)^p·sinh(p·r), without cancellation; log|h| is smooth and
 * increasing in log r, and Newton's method on it inverts h for every z from 1e-300 to 1e300 and
 * beyond. The variable r also is the slack: 1 − |s| = 2/(e^(2r) + 1).
 */
record PowerLink(double depth) implements Link {

  /**
   * Whole p up to this, as for D = 3 and 4, need products only: p + 2 roundings and no function.
   */
  private static final int MOST_FACTORS = 5;

  private static final double LOG2 = Math.log(2);

  private double power() {
    return depth / (depth - 2);
  }

  @Override
  public double value(double s) {
    double p = power();
    if (p == (int) p && p <= MOST_FACTORS) {
      return Math.abs(s) < 1 ? differenceOfPowers(s, (int) p) : Double.NaN;
    }
    double logPlus = Math.log1p(s);
    double logMinus = Math.log1p(-s);
    double logOneMinusSquare = logPlus + logMinus;
    double r = 0.5 * (logPlus - logMinus);
    double argument = p * r;
    if (Math.abs(argument) < 300) {
      return 2 * Math.exp(-0.5 * p * logOneMinusSquare) * Math.sinh(argument);
    }
    return Math.signum(s) * Math.exp(-p * Math.log1p(-Math.abs(s)));
  }

  @Override
  public double derivative(double s) {
    double p = power();
    if (p == (int) p && p <= MOST_FACTORS) {
      return Math.abs(s) < 1
          ? p * (power(1 / (1 - s), (int) p + 1) + power(1 / (1 + s), (int) p + 1))
          : Double.NaN;
    }
    return p * (Math.exp(-(p + 1) * Math.log1p(-s)) + Math.exp(-(p + 1) * Math.log1p(s)));
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
