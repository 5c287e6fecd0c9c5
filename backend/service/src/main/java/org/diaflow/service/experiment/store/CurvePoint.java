package org.diaflow.service.experiment.store;

/**
 * A point of a curve error against α: a cell that converged.
 *
 * @param seed seed of the problem
 * @param depth D
 * @param engine what computed it
 * @param alpha α
 * @param error ‖x − g*‖₁
 */
public record CurvePoint(long seed, double depth, String engine, double alpha, double error) {}
