package org.diaflow.ojalgo;

import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The linear system of an interior-point step, reduced to the normal equations:
 *
 * <p>A(δp − δq) = y − A(p − q), Aᵀδν + δs = 1 − Aᵀν − s, −Aᵀδν + δt = 1 + Aᵀν − t, s·δp + p·δs = c
 * − p·s, t·δq + q·δt = c − q·t.
 */
final class NewtonSystem {

  /** A change of all variables. */
  record Direction(double[] p, double[] q, double[] s, double[] t, double[] dual) {}

  private final DenseMatrix matrix;
  private final double[] p;
  private final double[] q;
  private final double[] s;
  private final double[] t;
  private final double[] primalRest;
  private final double[] slackRest;
  private final double[] oppositeRest;
  private final NormalEquations equations;

  NewtonSystem(
      DenseMatrix matrix,
      double[] y,
      double[] p,
      double[] q,
      double[] s,
      double[] t,
      double[] dual) {
    int d = matrix.columns();
    this.matrix = matrix;
    this.p = p;
    this.q = q;
    this.s = s;
    this.t = t;
    this.slackRest = new double[d];
    this.oppositeRest = new double[d];
    this.primalRest = new double[y.length];
    double[] x = new double[d];
    double[] weights = new double[d];
    double[] correlations = new double[d];
    matrix.multiplyTransposed(dual, correlations);
    for (int j = 0; j < d; j++) {
      x[j] = p[j] - q[j];
      slackRest[j] = 1 - correlations[j] - s[j];
      oppositeRest[j] = 1 + correlations[j] - t[j];
      weights[j] = p[j] / s[j] + q[j] / t[j];
    }
    matrix.multiply(x, primalRest);
    for (int i = 0; i < y.length; i++) {
      primalRest[i] = y[i] - primalRest[i];
    }
    this.equations = new NormalEquations(matrix, weights);
  }

  /**
   * The direction towards complementarity products {@code centre}, with the second-order correction
   * −δp·δs, −δq·δt of {@code predictor} if there is one.
   */
  Direction solve(double centre, @Nullable Direction predictor) {
    int d = p.length;
    double[] restP = new double[d];
    double[] restQ = new double[d];
    double[] fixed = new double[d];
    for (int j = 0; j < d; j++) {
      restP[j] = centre - p[j] * s[j];
      restQ[j] = centre - q[j] * t[j];
      if (predictor != null) {
        restP[j] -= predictor.p[j] * predictor.s[j];
        restQ[j] -= predictor.q[j] * predictor.t[j];
      }
      fixed[j] =
          (restP[j] - p[j] * slackRest[j]) / s[j] - (restQ[j] - q[j] * oppositeRest[j]) / t[j];
    }
    double[] rightHandSide = new double[primalRest.length];
    matrix.multiply(fixed, rightHandSide);
    for (int i = 0; i < rightHandSide.length; i++) {
      rightHandSide[i] = primalRest[i] - rightHandSide[i];
    }
    double[] dual = equations.solve(rightHandSide);
    double[] change = new double[d];
    matrix.multiplyTransposed(dual, change);
    var direction = new Direction(new double[d], new double[d], new double[d], new double[d], dual);
    for (int j = 0; j < d; j++) {
      direction.s[j] = slackRest[j] - change[j];
      direction.t[j] = oppositeRest[j] + change[j];
      direction.p[j] = (restP[j] - p[j] * direction.s[j]) / s[j];
      direction.q[j] = (restQ[j] - q[j] * direction.t[j]) / t[j];
    }
    return direction;
  }
}
