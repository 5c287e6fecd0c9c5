package org.diaflow.service.experiment.store;

/**
 * A point of a curve error against α: a cell that converged.
 *
 * @param index position of the cell
 * @param depth D
 * @param engine what computed it
 * @param alpha α
 * @param error ‖x − g*‖₁
 */
public record CurvePoint(int index, double depth, String engine, double alpha, double error) {}
