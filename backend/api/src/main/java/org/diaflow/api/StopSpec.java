package org.diaflow.api;

import org.jspecify.annotations.Nullable;

/**
 * When a cell stops; every field has a default.
 *
 * @param residual ‖Ax − y‖₂ / ‖y‖₂ at or below which a flow has converged, > 0
 * @param steps most accepted steps
 * @param seconds most wall-clock seconds
 */
public record StopSpec(@Nullable Double residual, @Nullable Long steps, @Nullable Double seconds) {}
