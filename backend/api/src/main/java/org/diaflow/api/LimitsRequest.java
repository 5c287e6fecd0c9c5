package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for exact limits.
 *
 * @param problem the problem
 * @param depths depths D, each real and ≥ 2
 * @param alphas scales α in [1e-300, 1e300]
 * @param l1Solver finds g*; the default solver if null
 */
public record LimitsRequest(
    ProblemSpec problem, List<Double> depths, AlphaGrid alphas, @Nullable SolverSpec l1Solver) {}
