package org.diaflow.theory.path;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.ojalgo.matrix.store.R064Store;

/**
 * Least squares with sign constraints in doubles: min ½‖Ax − y‖² over {σ_i x_i ≥ 0 where σ_i = ±1,
 * x_i = 0 where σ_i = 0}, by the active-set method of Lawson and Hanson (Solving Least Squares
 * Problems, 1974, chapter 23).
 *
 * <p>A gain that is no more than rounding, see {@link Correlations}, counts as none. Whether the
 * answer is right is for {@link RoundedConditions} to say.
 */
final class NonnegativeLeastSquares {

  private final DenseMatrix matrix;
  private final double[] y;
  private final double[] signs;
  private final boolean[] passive;
  private double[] x;

  private NonnegativeLeastSquares(DenseMatrix matrix, double[] y, double[] signs, double[] start) {
    this.matrix = matrix;
    this.y = y;
    this.signs = signs;
    this.x = start;
    this.passive = new boolean[start.length];
    for (int j = 0; j < start.length; j++) {
      passive[j] = start[j] != 0;
    }
  }

  /**
   * The minimizer, length d; {@code signs} has entries −1, 0 and 1. The search begins at {@code
   * start}, which obeys the signs and minimizes among the vectors with its zeros: 0, or the
   * minimizer for signs that this call adds to or takes idle ones from.
   *
   * @throws IllegalStateException where rounding keeps it from settling
   */
  static double[] solve(DenseMatrix matrix, double[] y, double[] signs, double[] start) {
    return new NonnegativeLeastSquares(matrix, y, signs, start).solve();
  }

  private double[] solve() {
    for (int round = 0; round < 10 * x.length + 10; round++) {
      int entering = entering();
      if (entering < 0) {
        return x;
      }
      passive[entering] = true;
      moveToMinimum();
    }
    throw new IllegalStateException(
        "Least squares with sign constraints did not settle for a %d × %d matrix, in doubles."
            .formatted(matrix.rows(), x.length));
  }

  /** The coordinate that gains most, or −1 where none does. */
  private int entering() {
    var gains = Correlations.of(matrix, y, x);
    int entering = -1;
    double most = 0;
    for (int j = 0; j < x.length; j++) {
      if (!passive[j] && signs[j] * gains.certain(j) > most) {
        entering = j;
        most = signs[j] * gains.certain(j);
      }
    }
    return entering;
  }

  /** Moves to the minimum over the passive set, dropping coordinates that would change sign. */
  private void moveToMinimum() {
    while (true) {
      int[] set = IntStream.range(0, passive.length).filter(j -> passive[j]).toArray();
      double[] target = leastSquares(set);
      if (Arrays.stream(set).allMatch(j -> signs[j] * target[j] > 0)) {
        x = target;
        return;
      }
      double step = 1;
      for (int j : set) {
        if (signs[j] * target[j] <= 0) {
          step = Math.min(step, x[j] / (x[j] - target[j]));
        }
      }
      double[] moved = x.clone();
      boolean dropped = false;
      for (int j : set) {
        boolean blocking = signs[j] * target[j] <= 0 && x[j] / (x[j] - target[j]) <= step;
        moved[j] = blocking ? 0 : x[j] + step * (target[j] - x[j]);
        passive[j] = moved[j] != 0;
        dropped |= !passive[j];
      }
      if (!dropped) { // the minimum is NaN
        throw new IllegalStateException(
            "Least squares with sign constraints met dependent columns of a %d × %d matrix, in doubles."
                .formatted(matrix.rows(), x.length));
      }
      x = moved;
    }
  }

  private double[] leastSquares(int[] set) {
    double[] target = new double[x.length];
    if (set.length == 0) {
      return target;
    }
    if (set.length > matrix.rows()) {
      throw new IllegalStateException(
          "More columns are tied than the matrix has rows, in doubles.");
    }
    R064Store columns = LinearAlgebra.columns(matrix, set);
    double[] solution = LinearAlgebra.leastSquares(columns, y);
    for (int k = 0; k < set.length; k++) {
      target[set[k]] = solution[k];
    }
    return target;
  }
}
