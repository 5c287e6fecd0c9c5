package org.diaflow.theory.link;

/** The link of depth 2: h(s) = 2 sinh s, ψ(z) = asinh(z/2), on the whole line. */
record HyperbolicLink() implements Link {

  static final HyperbolicLink INSTANCE = new HyperbolicLink();

  /** log|z| beyond which asinh(z/2) = log z to the last bit. */
  private static final double LARGE = 20;

  /** |s| from which on e^s − e^(−s) loses less than a bit. */
  private static final double APART = 0.5;

  @Override
  public double value(double s) {
    double size = Math.abs(s);
    if (size < APART) {
      return s * evenPart(s * s);
    }
    double power = Math.exp(size);
    return Math.signum(s) * (power - 1 / power);
  }

  @Override
  public double derivative(double s) {
    double power = Math.exp(Math.abs(s));
    return power + 1 / power;
  }

  @Override
  public void evaluate(double[] s, double[] values, double[] slopes) {
    for (int j = 0; j < s.length; j++) {
      double size = Math.abs(s[j]);
      double power = Math.exp(size);
      slopes[j] = power + 1 / power;
      values[j] =
          size < APART ? s[j] * evenPart(s[j] * s[j]) : Math.signum(s[j]) * (power - 1 / power);
    }
  }

  /** 2 sinh(s)/s for s² = {@code square} < 1/4 by its series, whose next term is below 2⁻⁶⁰. */
  private static double evenPart(double square) {
    double sum = 0;
    for (int k = 14; k >= 2; k -= 2) {
      sum = square / (k * (k + 1)) * (1 + sum);
    }
    return 2 + 2 * sum;
  }

  @Override
  public double inverse(double logMagnitude, double sign) {
    if (logMagnitude > LARGE) {
      return sign * logMagnitude;
    }
    double half = Math.exp(logMagnitude) / 2;
    return sign * asinh(half);
  }

  @Override
  public double logDerivativeAtInverse(double logMagnitude) {
    return logMagnitude > LARGE ? logMagnitude : 0.5 * Math.log(4 + Math.exp(2 * logMagnitude));
  }

  @Override
  public double bound() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public WallCoordinate wall() {
    return WallCoordinate.None.INSTANCE;
  }

  /** asinh for a ≥ 0, accurate near 0: log1p(a + a²/(1 + √(1 + a²))). */
  static double asinh(double a) {
    return Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
  }
}
