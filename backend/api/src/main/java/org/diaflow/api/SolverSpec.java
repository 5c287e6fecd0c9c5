package org.diaflow.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A choice of ℓ¹ solver.
 *
 * @param id id of the solver
 * @param parameters its parameters by name; those left out take their defaults
 */
public record SolverSpec(String id, @Nullable Map<String, Double> parameters) {}
