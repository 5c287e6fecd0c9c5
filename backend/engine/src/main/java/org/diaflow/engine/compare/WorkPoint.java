package org.diaflow.engine.compare;

/**
 * A point of a work–precision curve.
 *
 * @param seconds time of the solver alone up to this iterate
 * @param error ‖x − x*‖₂ / max(1, ‖x*‖₂), or where x* is not known ‖Ax − y‖₂ / ‖y‖₂; may be NaN
 */
public record WorkPoint(double seconds, double error) {}
