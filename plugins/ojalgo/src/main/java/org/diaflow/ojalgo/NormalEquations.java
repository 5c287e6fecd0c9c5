package org.diaflow.ojalgo;

import org.diaflow.spi.DenseMatrix;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.R064Store;

/** The equations A·diag(w)·Aᵀδ = b for positive weights w, factored once, cost N²·d + N³/3. */
final class NormalEquations {

  /** Added to the unit diagonal where rounding or dependent rows make the matrix indefinite. */
  private static final double RIDGE = 1e-14;

  private final DenseMatrix matrix;
  private final double[] weights;
  private final double[] scale;
  private final Cholesky<Double> cholesky;

  NormalEquations(DenseMatrix matrix, double[] weights) {
    int n = matrix.rows();
    this.matrix = matrix;
    this.weights = weights;
    this.scale = new double[n];
    double[] gram = gram();
    for (int i = 0; i < n; i++) {
      double diagonal = gram[i * n + i];
      scale[i] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
    }
    R064Store store = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        store.set(i, k, gram[i * n + k] * scale[i] * scale[k]);
      }
    }
    this.cholesky = Cholesky.R064.make(store);
    for (double ridge = RIDGE; !cholesky.decompose(store) && ridge < 1e-6; ridge *= 10) {
      for (int i = 0; i < n; i++) {
        store.set(i, i, 1 + ridge);
      }
    }
  }

  private double[] gram() {
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

  /** δ (length N), improved by one step of iterative refinement. */
  double[] solve(double[] b) {
    double[] solution = solveOnce(b);
    double[] correlations = new double[weights.length];
    matrix.multiplyTransposed(solution, correlations);
    for (int j = 0; j < weights.length; j++) {
      correlations[j] *= weights[j];
    }
    double[] rest = new double[b.length];
    matrix.multiply(correlations, rest);
    for (int i = 0; i < b.length; i++) {
      rest[i] = b[i] - rest[i];
    }
    double[] correction = solveOnce(rest);
    for (int i = 0; i < b.length; i++) {
      solution[i] += correction[i];
    }
    return solution;
  }

  private double[] solveOnce(double[] b) {
    R064Store right = R064Store.FACTORY.make(b.length, 1);
    for (int i = 0; i < b.length; i++) {
      right.set(i, 0, b[i] * scale[i]);
    }
    var solution = cholesky.getSolution(right);
    double[] result = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      result[i] = solution.doubleValue(i, 0) * scale[i];
    }
    return result;
  }
}
