package org.diaflow.api;

import java.util.List;

/**
 * What was recorded along the flow of one cell.
 *
 * @param index the cell
 * @param depth D
 * @param alpha α
 * @param engine the integrator's id
 * @param observables names of the series
 * @param times rescaled times τ, increasing, the first 0
 * @param rawTimePerRescaled dt/dτ, by which τ becomes the unscaled time t
 * @param series series[o][k] is observable o at times[k]; NaN where it is not defined
 * @param stepEnds τ at the ends of accepted steps
 * @param thinned 1 if every point and step is there, else the largest number one stands for
 */
public record TrajectoryView(
    int index,
    double depth,
    double alpha,
    String engine,
    List<String> observables,
    List<Double> times,
    double rawTimePerRescaled,
    List<List<Double>> series,
    List<Double> stepEnds,
    int thinned) {}
