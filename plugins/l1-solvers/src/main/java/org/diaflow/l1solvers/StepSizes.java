package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;

/**
 * Diagonal step sizes with ‖diag(σ)^½·A·diag(τ)^½‖₂ ≤ 1: τ_j = 1/Σ_i|a_ij|, σ_i = 1/Σ_j|a_ij| (Pock
 * and Chambolle 2011, Lemma 2 with exponent 1), and 1 for zero columns and rows.
 *
 * @param tau τ, length d, for x; divided by the primal weight in use
 * @param sigma σ, length N, for ν; times the primal weight in use
 * @param primalWeight ω > 0, the balance between x and ν
 */
record StepSizes(double[] tau, double[] sigma, double primalWeight) {

  static StepSizes of(Matrix matrix) {
    double[] tau = new double[matrix.columns()];
    double[] sigma = new double[matrix.rows()];
    Matrix sizes = sizes(matrix);
    double[] ones = new double[Math.max(tau.length, sigma.length)];
    Arrays.fill(ones, 1);
    sizes.multiply(ones, sigma);
    sizes.multiplyTransposed(ones, tau);
    invert(tau);
    invert(sigma);
    return new StepSizes(tau, sigma, 1);
  }

  /** The matrix of the |a_ij|. */
  private static Matrix sizes(Matrix matrix) {
    double[] sizes = Arrays.stream(matrix.values()).map(Math::abs).toArray();
    return switch (matrix) {
      case DenseMatrix dense -> new DenseMatrix(dense.rows(), dense.columns(), sizes);
      case SparseMatrix sparse -> sparse.withNonzeros(sizes);
    };
  }

  private static void invert(double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] == 0 ? 1 : 1 / sums[i];
    }
  }

  StepSizes withPrimalWeight(double weight) {
    return new StepSizes(tau, sigma, weight);
  }

  /** ‖a − b‖² in x, weighted by 1/τ. */
  double squaredPrimalDistance(SaddlePoint a, SaddlePoint b) {
    return squaredDistance(a.x(), b.x(), tau);
  }

  /** ‖a − b‖² in ν, weighted by 1/σ. */
  double squaredDualDistance(SaddlePoint a, SaddlePoint b) {
    return squaredDistance(a.dual(), b.dual(), sigma);
  }

  /** ‖a − b‖_W² = ω‖x_a − x_b‖² + ‖ν_a − ν_b‖²/ω. */
  double squaredDistance(SaddlePoint a, SaddlePoint b) {
    return primalWeight * squaredPrimalDistance(a, b) + squaredDualDistance(a, b) / primalWeight;
  }

  private static double squaredDistance(double[] a, double[] b, double[] steps) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]) / steps[i];
    }
    return sum;
  }
}
