package org.diaflow.theory.link;

/** The link of depth 2: h(s) = 2 sinh s, ψ(z) = asinh(z/2), on the whole line. */
record HyperbolicLink() implements Link {

  static final HyperbolicLink INSTANCE = new HyperbolicLink();

  /** log|z| beyond which asinh(z/2) = log z to the last bit. */
  private static final double LARGE = 20;

  @Override
  public double value(double s) {
    return 2 * Math.sinh(s);
  }

  @Override
  public double derivative(double s) {
    return 2 * Math.cosh(s);
  }

  @Override
  public void evaluate(double[] s, double[] values, double[] slopes) {
    for (int j = 0; j < s.length; j++) {
      values[j] = value(s[j]);
      slopes[j] = derivative(s[j]);
    }
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
