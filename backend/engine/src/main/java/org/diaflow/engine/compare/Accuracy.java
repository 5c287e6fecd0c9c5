package org.diaflow.engine.compare;

import org.jspecify.annotations.Nullable;

/**
 * The accuracy of a vector x that an ℓ¹ solver returned, as measured by the judge.
 *
 * @param residual ‖Ax − y‖₂ / ‖y‖₂
 * @param gap |‖x‖₁ − v| / max(‖x‖₁, v), v = ⟨y, ν⟩ / max(1, ‖Aᵀν‖_∞) a lower bound of the optimum
 *     whatever ν is; null where there is no ν
 * @param distance ‖x − x*‖₂, or null where x* is not known
 * @param relativeDistance the same divided by max(1, ‖x*‖₂)
 * @param supportSize how many entries the equations need, see {@link
 *     org.diaflow.theory.linear.BackwardError#entriesNeeded}
 * @param verdict by relativeDistance where x* is known, else by the larger of residual and gap;
 *     without ν unacceptable
 * @param reason the verdict as a sentence
 */
public record Accuracy(
    double residual,
    @Nullable Double gap,
    @Nullable Double distance,
    @Nullable Double relativeDistance,
    int supportSize,
    Verdict verdict,
    String reason) {}
