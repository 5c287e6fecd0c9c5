package org.diaflow.api;

/**
 * The slope of log error against log α between two neighbouring scales.
 *
 * @param alpha geometric mean of the two scales
 * @param slope dimensionless
 */
public record LocalSlopeView(double alpha, double slope) {}
