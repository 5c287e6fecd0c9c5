package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the curves of an experiment are asked for with.
 *
 * @param x axis along which they run
 * @param x2 a second one, which makes a map, or null
 * @param y measures, a curve each
 * @param by axes whose values are told apart, a curve each
 */
public record CurvesQuery(String x, @Nullable String x2, List<String> y, List<String> by) {}
