package org.diaflow.engine.flow;

/**
 * A point of a trajectory, from which observables are computed. Valid only while it is being
 * observed: the arrays are written again.
 *
 * @param time rescaled time τ
 * @param state state of the flow in its chart, length n
 * @param predictor x, length d
 * @param residuals Ax − y, length N
 */
public record FlowPoint(double time, double[] state, double[] predictor, double[] residuals) {}
