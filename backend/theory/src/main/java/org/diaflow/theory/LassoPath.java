package org.diaflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /**
   * The corners from μ = ‖Aᵀy‖_∞, where x = 0, down to μ = 0, one for each μ. Cost N·d operations
   * per corner.
   *
   * @throws IllegalStateException after 100 000 corners, or where ties between coordinates are not
   *     resolved by letting them enter one after the other
   */
  public static List<Corner> corners(RegressionProblem problem) {
    double[] weights = new double[problem.columns()];
    Arrays.fill(weights, 1);
    var walk = new LassoWalk(problem.matrix(), problem.observations(), weights);
    var corners = new ArrayList<Corner>();
    corners.add(new Corner(walk.mu(), walk.x().clone()));
    while (walk.mu() > 0) {
      if (walk.advance(0) == LassoWalk.Piece.STALLED || corners.size() > MOST_CORNERS) {
        throw new IllegalStateException(
            "The lasso path has not ended after %d corners, at μ = %s; perturb the matrix to part tied columns."
                .formatted(corners.size(), walk.mu()));
      }
      if (walk.mu() == corners.getLast().mu()) {
        corners.removeLast();
      }
      corners.add(new Corner(walk.mu(), walk.x().clone()));
    }
    return corners;
  }
}
