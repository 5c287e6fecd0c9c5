package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two paths towards the ℓ¹ minimizer that trajectories are compared with. Only coordinates that
 * are nonzero somewhere on one of them are sent; all others are 0 throughout.
 *
 * @param depth D of the flow; the saddle-to-saddle path depends on it where the loss has several
 *     minimizers on a plateau, and nowhere else; the lasso path does not
 * @param columns number of coordinates d of the problem
 * @param coordinates indices of the coordinates sent, increasing
 * @param saddleToSaddle the jumps of gradient flow as α → 0, in order, or null if not available;
 *     before the first one x = 0
 * @param lasso the corners of the lasso path from μ = ‖Aᵀy‖_∞, where x = 0, down to 0, or null if
 *     not available; x is linear in μ in between
 * @param timeAverage whether the lasso solution at μ = 1/τ is the time average of the flow exactly;
 *     it is close to it otherwise; null without a lasso path, or where a lasso solution is not
 *     unique
 * @param reason why a path is not available, or null
 */
public record PathsView(
    double depth,
    int columns,
    List<Integer> coordinates,
    @Nullable List<Jump> saddleToSaddle,
    @Nullable List<Corner> lasso,
    @Nullable Boolean timeAverage,
    @Nullable String reason) {

  /**
   * A jump to the next saddle.
   *
   * @param time rescaled time τ of the jump
   * @param x where the flow rests from then on: the entries at {@code coordinates}
   * @param unique whether x is the only minimizer of the loss there; if not, x is the one that flow
   *     of depth D selects, and the only thing here that depends on depth
   */
  public record Jump(double time, List<Double> x, boolean unique) {}

  /**
   * A corner of the lasso path.
   *
   * @param mu μ ≥ 0
   * @param x the minimizer of ½‖Ax − y‖² + μ‖x‖₁: the entries at {@code coordinates}
   * @param unique whether x is the only minimizer for every μ from here down to the next corner; if
   *     not, the path is one of several, continuous and with independent columns
   */
  public record Corner(double mu, List<Double> x, boolean unique) {}
}
