package org.diaflow.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cell of an experiment: one depth, scale, seed and engine, or one run of an ℓ¹ solver.
 *
 * @param index position in the experiment, from 0
 * @param depth D; NaN for an ℓ¹ solver
 * @param alpha α; NaN for an ℓ¹ solver
 * @param seed seed of the problem
 * @param engine {@code limit}, or the id of an integrator or of an ℓ¹ solver
 * @param state where it stands
 * @param stopReason how it ended, e.g. {@code converged}
 * @param advice a sentence on how it ended
 * @param errorL1 ‖x − g*‖₁ of what this engine computed
 * @param limitErrorL1 ‖x^∞ − g*‖₁ by the exact limit
 * @param disagreement |errorL1 − limitErrorL1| / limitErrorL1; null for engine {@code limit}
 * @param lower rigorous lower bound of ‖x^∞ − g*‖₁
 * @param upper rigorous upper bound
 * @param predicted refined prediction of ‖x^∞ − g*‖₁
 * @param predictedValid whether predicted is at most the smallest entry of g* on the support;
 *     beyond that it is outside its range and says nothing; null without it
 * @param residual ‖Ax − y‖₂ / ‖y‖₂, computed by the engine
 * @param steps accepted steps of an integrator
 * @param time rescaled time τ at which the integration ended
 * @param effectiveScale for (stochastic) gradient descent, the scale α_∞ of the flow that ends
 *     where the run did (geometric mean)
 * @param projectionError for (stochastic) gradient descent, the relative distance from the end of
 *     that flow
 * @param trajectory whether a trajectory was recorded
 * @param seconds wall-clock time of this cell; for an ℓ¹ solver of its call alone, the fastest of
 *     three where calls take less than 0.25 s
 * @param problem id of the stored problem
 * @param comparison what was measured on an ℓ¹ solver, else null
 * @param parameters the cell's coordinates on the axes of the problem's generator, by name
 * @param measures the numbers kept of it, by name, null where one is not defined; empty while it
 *     has not ended
 */
public record CellView(
    int index,
    double depth,
    double alpha,
    long seed,
    String engine,
    CellState state,
    @Nullable String stopReason,
    @Nullable String advice,
    @Nullable Double errorL1,
    @Nullable Double limitErrorL1,
    @Nullable Double disagreement,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double predicted,
    @Nullable Boolean predictedValid,
    @Nullable Double residual,
    @Nullable Long steps,
    @Nullable Double time,
    @Nullable Double effectiveScale,
    @Nullable Double projectionError,
    boolean trajectory,
    @Nullable Double seconds,
    @Nullable String problem,
    @Nullable ComparisonView comparison,
    Map<String, Double> parameters,
    Map<String, @Nullable Double> measures) {}
