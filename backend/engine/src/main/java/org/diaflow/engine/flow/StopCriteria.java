package org.diaflow.engine.flow;

/**
 * The criteria by which a cell stops. A small derivative is never a reason: at small α the flow
 * rests near 0 long before it moves.
 *
 * @param residual ‖Ax − y‖₂ / ‖y‖₂ at or below which a flow has converged; dimensionless, > 0
 * @param steps most accepted steps
 * @param seconds most wall-clock seconds
 * @param horizon rescaled time τ at which a flow ends, > 0; ∞ for none
 * @param distance ‖x − x^∞‖₁ / ‖x^∞‖₁ at or below which a flow has converged; 0 for never
 */
public record StopCriteria(
    double residual, long steps, double seconds, double horizon, double distance) {

  /** Residual 1e-12, a million steps, one minute. */
  public static final StopCriteria DEFAULT = new StopCriteria(1e-12, 1_000_000, 60);

  /** Criteria without a horizon and without a distance. */
  public StopCriteria(double residual, long steps, double seconds) {
    this(residual, steps, seconds, Double.POSITIVE_INFINITY, 0);
  }
}
