package org.diaflow.spi;

/**
 * One integration to perform.
 *
 * @param flow the flow, owned by this task
 * @param initialState state at τ = 0, length {@code flow.dimension()}; not to be written to
 * @param horizon final rescaled time τ, > 0; may be infinite, then the listener ends the run
 * @param parameters values for the integrator's parameters
 * @param budget to be asked at least once per attempted step
 */
public record FlowTask(
    GradientFlow flow,
    double[] initialState,
    double horizon,
    Parameters parameters,
    Budget budget) {}
