package org.diaflow.theory.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;

/**
 * The saddle-to-saddle path in doubles (see {@link SaddleToSaddle}). Coordinates tie, and columns
 * depend on each other, where doubles do not tell that they do not.
 */
final class RoundedPlateaus {

  /** Distance of |q_i| from 1 that is rounding. */
  private static final double TOUCHING = 1e-12;

  private RoundedPlateaus() {}

  /**
   * The jumps in order, checked by {@link RoundedConditions}. A jump costs one nonnegative least
   * squares problem, begun at the last saddle.
   *
   * @throws IllegalStateException where the path is lost in rounding
   * @throws CancellationException once the budget, asked at every jump, is exhausted
   */
  static List<SaddleToSaddle.Jump> of(DenseMatrix matrix, double[] y, double depth, Budget budget) {
    int d = matrix.columns();
    var rounding = new RoundingLevel(matrix, y);
    double[] q = new double[d];
    double[] x = new double[d];
    double time = 0;
    var jumps = new ArrayList<SaddleToSaddle.Jump>();
    while (!rounding.explains(x)) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      double[] force = force(matrix, y, x);
      double wait = wait(q, force);
      if (wait == Double.POSITIVE_INFINITY || jumps.size() > 100 * d) {
        throw new IllegalStateException(
            "The saddle-to-saddle path does not end after %d jumps, in doubles."
                .formatted(jumps.size()));
      }
      time += wait;
      double[] signs = new double[d];
      for (int i = 0; i < d; i++) {
        q[i] = snapped(q[i] + wait * force[i]);
        signs[i] = Math.abs(q[i]) == 1 ? q[i] : 0;
      }
      x = NonnegativeLeastSquares.solve(matrix, y, signs, x);
      jumps.add(jump(matrix, y, time, x, signs, depth));
    }
    new RoundedConditions(matrix, y).requirePlateaus(jumps);
    return jumps;
  }

  /** The jump to {@code x}, or to the point of its face that flow selects. */
  private static SaddleToSaddle.Jump jump(
      DenseMatrix matrix, double[] y, double time, double[] x, double[] signs, double depth) {
    var correlations = Correlations.of(matrix, y, x);
    double[] free = new double[x.length];
    Arrays.setAll(free, i -> correlations.certain(i) == 0 ? signs[i] : 0);
    var face = new RoundedFace(matrix, y, x, free);
    boolean unique = face.single();
    return new SaddleToSaddle.Jump(time, unique ? x : face.selected(depth), unique);
  }

  /** −∇L, 0 where x is not 0 and where it is no more than rounding. */
  private static double[] force(DenseMatrix matrix, double[] y, double[] x) {
    var correlations = Correlations.of(matrix, y, x);
    double[] force = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      force[i] = x[i] == 0 ? correlations.certain(i) : 0;
    }
    return force;
  }

  /** Time until the next q_i reaches ±1; infinite where nothing moves. */
  private static double wait(double[] q, double[] force) {
    double wait = Double.POSITIVE_INFINITY;
    for (int i = 0; i < q.length; i++) {
      if (force[i] != 0) {
        wait = Math.min(wait, (Math.signum(force[i]) - q[i]) / force[i]);
      }
    }
    return Math.max(0, wait);
  }

  private static double snapped(double q) {
    return Math.abs(Math.abs(q) - 1) < TOUCHING ? Math.signum(q) : q;
  }
}
