package org.diaflow.l1solvers;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.link.Link;

/**
 * A predictor of the network in mirror coordinates.
 *
 * @param logAlpha log α
 * @param mirror s = Aᵀλ, length d
 * @param x α·h_D(s)
 * @param slopes α·h_D'(s) > 0
 * @param residual y − Ax, length N
 */
record NetworkPoint(
    double logAlpha, double[] mirror, double[] x, double[] slopes, double[] residual) {

  static NetworkPoint at(
      DenseMatrix matrix, double[] y, Link link, double[] lambda, double logAlpha) {
    int d = matrix.columns();
    double[] mirror = new double[d];
    matrix.multiplyTransposed(lambda, mirror);
    double alpha = Math.exp(logAlpha);
    double[] x = new double[d];
    double[] slopes = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = alpha * link.value(mirror[j]);
      slopes[j] = alpha * link.derivative(mirror[j]);
    }
    double[] residual = new double[y.length];
    matrix.multiply(x, residual);
    for (int i = 0; i < y.length; i++) {
      residual[i] = y[i] - residual[i];
    }
    return new NetworkPoint(logAlpha, mirror, x, slopes, residual);
  }

  /** Whether s lies in the domain of the link and nothing overflows. */
  boolean feasible() {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += Math.abs(x[j]) + slopes[j];
    }
    return Double.isFinite(sum);
  }

  /** ‖α·h'(s) ⊙ Aᵀδ‖₁/‖x‖₁: the relative change of x, to first order, for a change δ of λ. */
  double relativeChange(DenseMatrix matrix, double[] step) {
    double[] change = new double[x.length];
    matrix.multiplyTransposed(step, change);
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += Math.abs(slopes[j] * change[j]);
    }
    double norm = Optimality.norm1(x);
    return norm == 0 ? 1 : sum / norm;
  }

  /**
   * The relative error of x caused by rounding s = Aᵀλ: small where h' is moderate, larger at the
   * ends of the domain for D ≥ 3.
   */
  double rounding() {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += slopes[j] * Math.abs(mirror[j]);
    }
    return 8 * Math.ulp(1.0) * sum / Optimality.norm1(x);
  }
}
