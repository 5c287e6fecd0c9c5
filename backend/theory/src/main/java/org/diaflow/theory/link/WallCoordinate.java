package org.diaflow.theory.link;

/**
 * A coordinate q in place of a mirror variable s = s(q) ≥ −1 that resolves the wall s = 1 of a link
 * of depth D > 2, where a double s knows 1 − s to 1e-16 only and x = α·h_D(s) asks for 1 − s ≈
 * (α/x)^((D−2)/D).
 */
public sealed interface WallCoordinate {

  /** q at a mirror variable inside the domain. */
  double at(double s);

  /** s(q). */
  double mirror(double q);

  /** ds/dq > 0. */
  double speed(double q);

  /** −(log(ds/dq))', the same everywhere. */
  double bend();

  /** h_D(s(q)). */
  double value(double q);

  /** d h_D(s(q))/dq. */
  double slope(double q);

  /** q = s, for the link without a wall. */
  record None() implements WallCoordinate {

    static final None INSTANCE = new None();

    @Override
    public double at(double s) {
      return s;
    }

    @Override
    public double mirror(double q) {
      return q;
    }

    @Override
    public double speed(double q) {
      return 1;
    }

    @Override
    public double bend() {
      return 0;
    }

    @Override
    public double value(double q) {
      return HyperbolicLink.INSTANCE.value(q);
    }

    @Override
    public double slope(double q) {
      return HyperbolicLink.INSTANCE.derivative(q);
    }
  }

  /**
   * q = −log(1 − s), on (−log 2, ∞): h_D = e^(pq) − (2 − e^(−q))^(−p), p = D/(D−2).
   *
   * @param link h_D
   */
  record LogSlack(PowerLink link) implements WallCoordinate {

    /** Below this 1 − e^(−q) is no wall and the link itself is more accurate. */
    private static final double NEAR = 1;

    @Override
    public double at(double s) {
      return -Math.log1p(-s);
    }

    @Override
    public double mirror(double q) {
      return -Math.expm1(-q);
    }

    @Override
    public double speed(double q) {
      return Math.exp(-q);
    }

    @Override
    public double bend() {
      return 1;
    }

    @Override
    public double value(double q) {
      double p = link.power();
      return q < NEAR ? link.value(mirror(q)) : Math.exp(p * q) - Math.pow(2 - Math.exp(-q), -p);
    }

    @Override
    public double slope(double q) {
      double p = link.power();
      return q < NEAR
          ? link.derivative(mirror(q)) * speed(q)
          : p * (Math.exp(p * q) + Math.exp(-q) * Math.pow(2 - Math.exp(-q), -p - 1));
    }
  }
}
