package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;

/**
 * Least squares with sign constraints: min ½‖Ax − y‖² over {σ_i x_i ≥ 0 where σ_i = ±1, x_i = 0
 * where σ_i = 0}, by the active-set method of Lawson and Hanson (Solving Least Squares Problems,
 * 1974, chapter 23).
 */
final class NonnegativeLeastSquares {

  /** Correlations below this fraction of the largest initial one count as zero. */
  private static final double TOLERANCE = 1e-12;

  private NonnegativeLeastSquares() {}

  /**
   * The minimizer, length d; {@code signs} has entries −1, 0 and 1. The search begins at {@code
   * start}, which obeys the signs and minimizes among the vectors with its zeros: 0, or the
   * minimizer for signs that this call adds to or takes idle ones from.
   */
  static double[] solve(DenseMatrix matrix, double[] y, double[] signs, double[] start) {
    int d = matrix.columns();
    double[] x = start;
    boolean[] passive = new boolean[d];
    for (int j = 0; j < d; j++) {
      passive[j] = start[j] != 0;
    }
    double scale = LinearAlgebra.normInfinity(correlations(matrix, y, new double[d]));
    for (int round = 0; round < 10 * d + 10; round++) {
      double[] gain = correlations(matrix, y, x);
      int entering = -1;
      for (int j = 0; j < d; j++) {
        if (signs[j] != 0
            && !passive[j]
            && signs[j] * gain[j] > TOLERANCE * scale
            && (entering < 0 || signs[j] * gain[j] > signs[entering] * gain[entering])) {
          entering = j;
        }
      }
      if (entering < 0) {
        return x;
      }
      passive[entering] = true;
      x = restrict(matrix, y, signs, passive, x);
    }
    throw new IllegalStateException(
        "Least squares with sign constraints did not settle for a %d × %d matrix; the problem is degenerate."
            .formatted(matrix.rows(), d));
  }

  /** Moves to the minimum over the passive set, dropping coordinates that would change sign. */
  private static double[] restrict(
      DenseMatrix matrix, double[] y, double[] signs, boolean[] passive, double[] start) {
    double[] x = start;
    while (true) {
      int[] set = IntStream.range(0, passive.length).filter(j -> passive[j]).toArray();
      double[] target = new double[x.length];
      double[] solution = LinearAlgebra.minimumNorm(LinearAlgebra.columns(matrix, set), y);
      for (int k = 0; k < set.length; k++) {
        target[set[k]] = solution[k];
      }
      double step = 1;
      for (int j : set) {
        if (signs[j] * target[j] <= 0) {
          step = Math.min(step, x[j] / (x[j] - target[j]));
        }
      }
      if (Arrays.stream(set).allMatch(j -> signs[j] * target[j] > 0)) {
        return target;
      }
      double[] moved = x.clone();
      for (int j : set) {
        moved[j] += step * (target[j] - x[j]);
        if (signs[j] * moved[j] <= 1e-15 * LinearAlgebra.normInfinity(target)) {
          moved[j] = 0;
          passive[j] = false;
        }
      }
      x = moved;
    }
  }

  /** Aᵀ(y − Ax). */
  static double[] correlations(Matrix matrix, double[] y, double[] x) {
    double[] rest = new double[matrix.rows()];
    matrix.multiply(x, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = y[i] - rest[i];
    }
    double[] correlations = new double[matrix.columns()];
    matrix.multiplyTransposed(rest, correlations);
    return correlations;
  }
}
