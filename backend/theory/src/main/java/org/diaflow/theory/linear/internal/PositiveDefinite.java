package org.diaflow.theory.linear.internal;

import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.MatrixDecomposition;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * A factored symmetric positive definite matrix M, scaled to unit diagonal first so that only the
 * conditioning of the scaled matrix matters. A matrix that is singular to working precision answers
 * with least-squares solutions of least norm.
 */
public final class PositiveDefinite {

  private final double[] scale;
  private final MatrixDecomposition.Solver<Double> factors;

  /** Factors {@code m}, n × n, row by row, n ≥ 1. Costs n³/6 multiplications. */
  public PositiveDefinite(double[] m, int n) {
    scale = new double[n];
    for (int i = 0; i < n; i++) {
      double diagonal = m[i * n + i];
      scale[i] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
    }
    R064Store scaled = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled.set(i, j, m[i * n + j] * scale[i] * scale[j]);
      }
    }
    factors = factor(scaled);
  }

  private static MatrixDecomposition.Solver<Double> factor(R064Store scaled) {
    Cholesky<Double> cholesky = Cholesky.R064.make(scaled);
    if (cholesky.decompose(scaled) && cholesky.isSolvable()) {
      return cholesky;
    }
    SingularValue<Double> svd = SingularValue.R064.make(scaled);
    svd.decompose(scaled);
    return svd;
  }

  /** The solution of M·x = b. Costs n² multiplications. */
  public double[] solve(double[] b) {
    int n = scale.length;
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = b[i] * scale[i];
    }
    double[] x = LinearAlgebra.array(factors.getSolution(LinearAlgebra.column(scaled)), n);
    for (int i = 0; i < n; i++) {
      x[i] *= scale[i];
    }
    return x;
  }
}
