package org.diaflow.api;

import java.util.List;

/**
 * The ℓ¹ minimizer that gradient flow selects as α → 0 where there are several.
 *
 * @param depth D, on which the choice depends
 * @param x the selected minimizer, length d
 */
public record SelectedView(double depth, List<Double> x) {}
