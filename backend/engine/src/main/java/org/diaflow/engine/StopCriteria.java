package org.diaflow.engine;

/**
 * When a cell stops.
 *
 * @param residual ‖Ax − y‖₂ / ‖y‖₂ at or below which a flow has converged; dimensionless, > 0
 * @param steps most accepted steps
 * @param seconds most wall-clock seconds
 */
public record StopCriteria(double residual, long steps, double seconds) {

  /** Residual 1e-12, a million steps, one minute. */
  public static final StopCriteria DEFAULT = new StopCriteria(1e-12, 1_000_000, 60);
}
