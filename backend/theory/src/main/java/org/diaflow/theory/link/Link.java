package org.diaflow.theory.link;

/**
 * The link function h_D between the mirror variable s and the predictor, x = α·h_D(s), with its
 * inverse ψ_D and its derivative, for one depth D.
 *
 * <p>D = 2: h(s) = 2 sinh s on R. D > 2: h(s) = (1−s)^(−p) − (1+s)^(−p), p = D/(D−2), on (−1, 1).
 * Both are odd and increasing. Results are accurate to a few units in the last place for every
 * argument whose result is a double; outside the domain they are NaN.
 */
public sealed interface Link permits HyperbolicLink, PowerLink {

  /** The link of depth D, real and ≥ 2. */
  static Link of(double depth) {
    return depth == 2 ? HyperbolicLink.INSTANCE : new PowerLink(depth);
  }

  /** h_D(s). */
  double value(double s);

  /** h_D'(s) > 0; may be +∞ when it exceeds the doubles. */
  double derivative(double s);

  /** Writes h_D(s_j) into {@code values} and h_D'(s_j) into {@code slopes}, all of one length. */
  void evaluate(double[] s, double[] values, double[] slopes);

  /**
   * ψ_D(z) = h_D⁻¹(z) for z = x/α given by its sign and log|x/α|, so that neither over- nor
   * underflows.
   *
   * @param logMagnitude log|z|, −∞ for z = 0
   * @param sign sign of z
   */
  double inverse(double logMagnitude, double sign);

  /**
   * log h_D'(ψ_D(z)) for log|z|: the slope of the link at a predictor, never over- or underflows.
   */
  double logDerivativeAtInverse(double logMagnitude);

  /** Half-width of the domain: ∞ for D = 2, 1 for D > 2. */
  double bound();

  /**
   * The s ≥ 0 side of the link in a coordinate q that resolves its wall: s = 1 − e^(−q) for D > 2,
   * s = q for D = 2, where there is no wall.
   */
  WallCoordinate wall();

  /** ψ_D(x/α) for a finite x and α > 0. */
  default double inverseAt(double x, double alpha) {
    return inverse(Math.log(Math.abs(x)) - Math.log(alpha), Math.signum(x));
  }
}
