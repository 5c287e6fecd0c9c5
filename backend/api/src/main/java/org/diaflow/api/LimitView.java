package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limit of gradient flow for one depth and scale.
 *
 * @param depth D
 * @param alpha α
 * @param errorL1 ‖x^∞ − g*‖₁, or null if not reached
 * @param errorOffSupportL1 ‖x^∞_Sᶜ‖₁, or null if not reached
 * @param upper rigorous upper bound of errorL1
 * @param lower rigorous lower bound of errorL1
 * @param rate exponent of the leading term C_D·α^rate
 * @param constant C_D of the leading term
 * @param predicted refined prediction of errorL1
 * @param predictedValid whether predicted is at most the smallest entry of g* on the support;
 *     beyond that it is outside its range and says nothing; null without it
 * @param predictedReason a sentence on why it is not valid, or null
 * @param x x^∞, length d, or null if not reached
 * @param residual ‖Ax^∞ − y‖₂ / ‖y‖₂
 * @param iterations Newton steps taken
 * @param accuracy estimated relative error of errorL1
 * @param rAlpha the weighted constant R_α behind the bounds, or null
 * @param branch where Newton's method started: {@code only-solution, neighbour, least-maximum,
 *     origin}
 * @param reason why something is not available, or null
 */
public record LimitView(
    double depth,
    double alpha,
    @Nullable Double errorL1,
    @Nullable Double errorOffSupportL1,
    @Nullable Double upper,
    @Nullable Double lower,
    @Nullable Double rate,
    @Nullable Double constant,
    @Nullable Double predicted,
    @Nullable Boolean predictedValid,
    @Nullable String predictedReason,
    @Nullable List<Double> x,
    @Nullable Double residual,
    int iterations,
    @Nullable Double accuracy,
    @Nullable Double rAlpha,
    @Nullable String branch,
    @Nullable String reason) {}
