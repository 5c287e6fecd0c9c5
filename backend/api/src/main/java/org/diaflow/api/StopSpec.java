package org.diaflow.api;

import org.jspecify.annotations.Nullable;

/**
 * When a cell stops; every field has a default.
 *
 * @param residual ‖Ax − y‖₂ / ‖y‖₂ at or below which a flow has converged, > 0
 * @param steps most accepted steps
 * @param seconds most wall-clock seconds
 * @param horizon rescaled time τ at which a flow ends; none by default
 * @param distance ‖x − x^∞‖₁ / ‖x^∞‖₁ at or below which a flow has converged; never by default
 */
public record StopSpec(
    @Nullable Double residual,
    @Nullable Long steps,
    @Nullable Double seconds,
    @Nullable Double horizon,
    @Nullable Double distance) {

  /** Criteria without a horizon and without a distance. */
  public StopSpec(@Nullable Double residual, @Nullable Long steps, @Nullable Double seconds) {
    this(residual, steps, seconds, null, null);
  }
}
