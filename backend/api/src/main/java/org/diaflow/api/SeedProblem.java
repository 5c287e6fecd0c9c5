package org.diaflow.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem of an experiment.
 *
 * @param seed the seed
 * @param problem id of the stored problem, or null where workers make it from its recipe
 * @param parameters its coordinates on the axes of the generator, by name
 */
public record SeedProblem(long seed, @Nullable String problem, Map<String, Double> parameters) {}
