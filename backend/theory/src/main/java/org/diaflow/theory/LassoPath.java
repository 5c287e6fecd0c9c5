package org.diaflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;

/**
 * The lasso path: the minimizers of ½‖Ax − y‖² + μ‖x‖₁ for every μ, piecewise linear in μ.
 *
 * <p>It ends at μ = 0 in the ℓ¹ minimizer. Overlaid on trajectories at μ = 1/τ (theory §8). Walked
 * by {@link LassoWalk} on all columns.
 */
public final class LassoPath {

  /** More corners than this are not a picture. */
  private static final int MOST_CORNERS = 100_000;

  private LassoPath() {}

  /**
   * A corner of the path.
   *
   * @param mu μ ≥ 0
   * @param x the minimizer at μ, length d
   */
  public record Corner(double mu, double[] x) {}

  /** The corners without a limit of time. */
  public static List<Corner> corners(RegressionProblem problem) {
    return corners(problem, Budget.UNLIMITED);
  }

  /**
   * The corners from μ = ‖Aᵀy‖_∞, where x = 0, down to μ = 0. Every corner is checked to be a
   * minimizer. Cost N·d operations per corner.
   *
   * @throws IllegalStateException where a corner is not a minimizer, after 100 000 corners, or
   *     where ties between coordinates are not resolved by letting them enter one after the other
   * @throws CancellationException once the budget, asked at every corner, is exhausted
   */
  public static List<Corner> corners(RegressionProblem problem, Budget budget) {
    double[] weights = new double[problem.columns()];
    Arrays.fill(weights, 1);
    var walk = new LassoWalk(LinearAlgebra.dense(problem), problem.observations(), weights);
    var corners = new ArrayList<Corner>();
    corners.add(new Corner(walk.mu(), walk.x().clone()));
    while (walk.mu() > 0) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      if (walk.advance(0) == LassoWalk.Piece.STALLED || corners.size() > MOST_CORNERS) {
        throw new IllegalStateException(
            "The lasso path has not ended after %d corners, at μ = %s; perturb the matrix to part tied columns."
                .formatted(corners.size(), walk.mu()));
      }
      requireOptimal(problem, walk.x(), walk.mu(), 1e-8 * corners.getFirst().mu());
      if (walk.mu() == corners.getLast().mu()) {
        corners.removeLast();
      }
      corners.add(new Corner(walk.mu(), walk.x().clone()));
    }
    return corners;
  }

  /**
   * Whether the time average of gradient flow as α → 0 is the lasso solution at μ = 1/τ for every
   * τ: every τ|x_i(1/τ)| is nondecreasing along the path (theory §8; R. Berthier, J. Mach. Learn.
   * Res. 24 (2023)). Where x_i = a + bμ between two corners, τx_i = aτ + b grows in size exactly if
   * a does not point against x_i.
   */
  public static boolean isTimeAverage(List<Corner> corners) {
    for (int k = 1; k < corners.size(); k++) {
      Corner before = corners.get(k - 1);
      Corner after = corners.get(k);
      for (int j = 0; j < after.x().length; j++) {
        double atZero =
            (after.x()[j] * before.mu() - before.x()[j] * after.mu()) / (before.mu() - after.mu());
        double middle = before.x()[j] + after.x()[j];
        if (atZero * Math.signum(middle) < -1e-12 * Math.abs(middle)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Aᵀ(y − Ax) is μ·sign(x) where x is not 0, and at most μ in size elsewhere. */
  private static void requireOptimal(
      RegressionProblem problem, double[] x, double mu, double tolerance) {
    double[] correlations =
        NonnegativeLeastSquares.correlations(problem.matrix(), problem.observations(), x);
    double smallest = 1e-9 * LinearAlgebra.normInfinity(x);
    for (int j = 0; j < x.length; j++) {
      double excess =
          Math.abs(x[j]) > smallest
              ? Math.abs(correlations[j] - mu * Math.signum(x[j]))
              : Math.abs(correlations[j]) - mu;
      if (!(excess <= tolerance)) {
        throw new IllegalStateException(
            "The lasso path breaks off at μ = %.6g: the columns of its support are dependent or several change at once."
                .formatted(mu));
      }
    }
  }
}
