package org.diaflow.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;

/**
 * The path of gradient flow as α → 0 in rescaled time τ, the same for every depth: x rests at a
 * saddle and jumps to the next (theory §8; S. Pesme, N. Flammarion, NeurIPS 2023, Algorithm 1).
 *
 * <p>With q(0) = 0, q' = −∇L(x): when some q_i reaches ±1, x becomes the minimizer of L over {q_i
 * x_i ≥ 0 where |q_i| = 1, x_i = 0 elsewhere}. It ends at the ℓ¹ minimizer.
 */
public final class SaddleToSaddle {

  /** Gradients below this fraction of the first one count as zero. */
  private static final double TOLERANCE = 1e-10;

  private SaddleToSaddle() {}

  /**
   * A jump.
   *
   * @param time rescaled time τ of the jump
   * @param x where the path rests from then on, length d
   */
  public record Jump(double time, double[] x) {}

  /** The jumps without a limit of time. */
  public static List<Jump> path(RegressionProblem problem) {
    return path(problem, Budget.UNLIMITED);
  }

  /**
   * The jumps in order; before the first one x = 0. A jump costs one nonnegative least squares
   * problem, begun at the last saddle.
   *
   * @throws IllegalStateException if the path does not end after 100·d jumps, as degenerate
   *     problems could
   * @throws CancellationException once the budget, asked at every jump, is exhausted
   */
  public static List<Jump> path(RegressionProblem problem, Budget budget) {
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    int d = problem.columns();
    double[] q = new double[d];
    double[] x = new double[d];
    double time = 0;
    double[] force = NonnegativeLeastSquares.correlations(matrix, problem.observations(), x);
    double threshold = TOLERANCE * LinearAlgebra.normInfinity(force);
    var jumps = new ArrayList<Jump>();
    while (LinearAlgebra.normInfinity(force) > threshold) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      if (jumps.size() > 100 * d) {
        throw new IllegalStateException(
            "The saddle-to-saddle path has not ended after %d jumps.".formatted(jumps.size()));
      }
      double wait = wait(q, force, threshold);
      time += wait;
      for (int i = 0; i < d; i++) {
        q[i] = snapped(q[i] + wait * (Math.abs(force[i]) > threshold ? force[i] : 0));
      }
      double[] signs = new double[d];
      for (int i = 0; i < d; i++) {
        signs[i] = Math.abs(q[i]) == 1 ? q[i] : 0;
      }
      x = NonnegativeLeastSquares.solve(matrix, problem.observations(), signs, x);
      jumps.add(new Jump(time, x));
      force = NonnegativeLeastSquares.correlations(matrix, problem.observations(), x);
    }
    return jumps;
  }

  /** Time until the next q_i reaches ±1. */
  private static double wait(double[] q, double[] force, double threshold) {
    double wait = Double.POSITIVE_INFINITY;
    for (int i = 0; i < q.length; i++) {
      if (Math.abs(force[i]) > threshold) {
        wait = Math.min(wait, (Math.signum(force[i]) - q[i]) / force[i]);
      }
    }
    return Math.max(0, wait);
  }

  private static double snapped(double q) {
    return Math.abs(Math.abs(q) - 1) < 1e-12 ? Math.signum(q) : q;
  }
}
