package org.diaflow.l1solvers;

import org.diaflow.spi.DenseMatrix;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.R064Store;

/** Solves A·diag(w)·Aᵀδ = b for positive weights w by Cholesky's factorization. */
final class NormalEquations {

  /** Added to the unit diagonal when rounding makes the matrix indefinite. */
  private static final double RIDGE = 1e-14;

  private NormalEquations() {}

  /** δ (length N), not finite if the matrix is far from positive definite. Cost N²·d. */
  static double[] solve(DenseMatrix matrix, double[] weights, double[] b) {
    int n = b.length;
    double[] gram = gram(matrix, weights);
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = 1 / Math.sqrt(gram[i * n + i]);
    }
    R064Store store = R064Store.FACTORY.make(n, n);
    R064Store right = R064Store.FACTORY.make(n, 1);
    for (int i = 0; i < n; i++) {
      right.set(i, 0, b[i] * scale[i]);
      for (int k = 0; k < n; k++) {
        store.set(i, k, gram[i * n + k] * scale[i] * scale[k]);
      }
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(store);
    for (double ridge = RIDGE; !cholesky.decompose(store) && ridge < 1e-8; ridge *= 10) {
      for (int i = 0; i < n; i++) {
        store.set(i, i, 1 + ridge);
      }
    }
    var solution = cholesky.getSolution(right);
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      result[i] = solution.doubleValue(i, 0) * scale[i];
    }
    return result;
  }

  private static double[] gram(DenseMatrix matrix, double[] weights) {
    int n = matrix.rows();
    int d = matrix.columns();
    double[] gram = new double[n * n];
    double[] weighted = new double[d];
    double[] products = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        weighted[j] = matrix.entries()[i * d + j] * weights[j];
      }
      matrix.multiply(weighted, products);
      System.arraycopy(products, 0, gram, i * n, n);
    }
    return gram;
  }
}
