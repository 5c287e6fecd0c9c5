package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;

/** The solution of least norm of a system with independent, well-conditioned rows. */
public final class LeastNorm {

  private static final int REFINEMENTS = 3;

  private LeastNorm() {}

  /** x = Mᵀ(MMᵀ)⁻¹y, length d, refined with residuals of twice the digits. Cost r²·d/2. */
  public static double[] solve(DenseMatrix matrix, double[] y) {
    double[] ones = new double[matrix.columns()];
    Arrays.fill(ones, 1);
    double[] gram = new double[matrix.rows() * matrix.rows()];
    new WeightedGram(matrix).write(ones, gram);
    var factor = new PositiveDefinite(gram, matrix.rows());
    double[] x = new double[matrix.columns()];
    double[] step = new double[matrix.columns()];
    double[] rest = y.clone();
    for (int pass = 0; pass <= REFINEMENTS; pass++) {
      matrix.multiplyTransposed(factor.solve(rest), step);
      for (int j = 0; j < x.length; j++) {
        x[j] += step[j];
      }
      rest = residual(matrix, y, x);
    }
    return x;
  }

  /** y − Mx with twice the digits, rounded. */
  public static double[] residual(DenseMatrix matrix, double[] y, double[] x) {
    double[] rest = new double[y.length];
    for (int i = 0; i < rest.length; i++) {
      var sum = new CompensatedSum().startAt(y[i]);
      for (int j = 0; j < x.length; j++) {
        sum.addProduct(-matrix.get(i, j), x[j]);
      }
      rest[i] = sum.value();
    }
    return rest;
  }
}
