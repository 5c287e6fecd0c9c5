package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;

/**
 * How far a pair (x, ν) is from optimal: the relative residual ‖Ax − y‖₂/‖y‖₂ and the relative gap
 * between ‖x‖₁ and the value ⟨y, ν'⟩ of the feasible dual ν' = ν/max(1, ‖Aᵀν‖_∞).
 *
 * <p>A method's own stopping test; the judge makes its own measurements.
 *
 * @param residual relative residual, ≥ 0
 * @param gap |‖x‖₁ − ⟨y, ν'⟩|/‖x‖₁
 * @param dual ν', length N
 */
record Optimality(double residual, double gap, double[] dual) {

  /** Measures (x, ν); costs one product with A and one with Aᵀ. */
  static Optimality of(RegressionProblem problem, double[] x, double[] dual) {
    Matrix matrix = problem.matrix();
    double[] y = problem.observations();
    double[] image = new double[y.length];
    matrix.multiply(x, image);
    double[] correlations = new double[x.length];
    matrix.multiplyTransposed(dual, correlations);
    return of(x, dual, image, correlations, y);
  }

  /** Measures (x, ν) from Ax and Aᵀν. */
  static Optimality of(
      double[] x, double[] dual, double[] image, double[] correlations, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return of(x, dual, image, correlations, y, ones);
  }

  /** The same for the norm Σ c_j|x_j| with {@code costs} c > 0; ν' has |Aᵀν'| ≤ c. */
  static Optimality of(
      double[] x,
      double[] dual,
      double[] image,
      double[] correlations,
      double[] y,
      double[] costs) {
    double excess = 1;
    double norm = 0;
    for (int j = 0; j < x.length; j++) {
      excess = Math.max(excess, Math.abs(correlations[j]) / costs[j]);
      norm += costs[j] * Math.abs(x[j]);
    }
    double[] feasible = new double[dual.length];
    double value = 0;
    double rest = 0;
    double size = 0;
    for (int i = 0; i < y.length; i++) {
      feasible[i] = dual[i] / excess;
      value += y[i] * feasible[i];
      rest += (image[i] - y[i]) * (image[i] - y[i]);
      size += y[i] * y[i];
    }
    double gap = norm == 0 ? Double.POSITIVE_INFINITY : Math.abs(norm - value) / norm;
    return new Optimality(Math.sqrt(rest / size), gap, feasible);
  }

  /** Whether residual and gap are at most {@code tolerance}. */
  boolean within(double tolerance) {
    return residual <= tolerance && gap <= tolerance;
  }

  static double norm1(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
