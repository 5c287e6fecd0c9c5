package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for exact limits.
 *
 * @param problem the problem
 * @param depths depths D, each real and ≥ 2
 * @param alphas scales α in [1e-300, 1e300]
 * @param initialization shape of the start over the coordinates, or null for the uniform one
 * @param l1Solver finds g*; the default solver if null
 */
public record LimitsRequest(
    ProblemSpec problem,
    List<Double> depths,
    AlphaGrid alphas,
    @Nullable InitializationSpec initialization,
    @Nullable SolverSpec l1Solver) {}
