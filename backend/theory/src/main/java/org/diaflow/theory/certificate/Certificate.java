package org.diaflow.theory.certificate;

import org.diaflow.theory.linear.BackwardError;
import org.jspecify.annotations.Nullable;

/**
 * What the judge says of a candidate for the ℓ¹ minimizer (theory §4).
 *
 * @param minimizer the candidate re-solved on its support, length d
 * @param support S: indices of its nonzero entries, increasing
 * @param unique whether it is the only minimizer: optimal, A_S injective and ϱ < 1
 * @param optimal whether it is a minimizer: every equation met and no duality gap, up to rounding
 *     for a vertex and to 1e-9 for other vectors
 * @param rho ϱ = min{‖A_Sᶜᵀν‖_∞ : A_Sᵀν = σ} in [0, 1]; 1 when not unique; null where A is sparse
 *     and too large for the linear programme
 * @param fuchs ‖A_Sᶜᵀν‖_∞ of Fuchs' least-squares certificate ν = A_S(A_SᵀA_S)⁻¹σ, ≥ ϱ; below 1 it
 *     proves uniqueness without a linear programme (J.-J. Fuchs, IEEE Trans. Inf. Theory 50
 *     (2004)); null where A_S is not injective
 * @param rhoActive indices off S with |Aᵀν| = ϱ up to rounding
 * @param rhoTilde null space constant ϱ̃ over all signs, or null where not available
 * @param rhoMinus one-sided null space constant ϱ⁻, or null where not available
 * @param kappa κ* = max|g*_S| / min|g*_S|, or null for an empty support
 * @param dual the ν attaining ϱ, length N; where ϱ is null one that proves what is claimed; null
 *     where not available
 * @param correlations Aᵀν, length d, or null where not available
 * @param residual ‖Ag* − y‖₂ / ‖y‖₂
 * @param backwardError ω(g*), see {@link BackwardError}: by how much entries of A and y change,
 *     relative to themselves, where they are taken as exact for g*; limits below ω·‖g*‖₁ are those
 *     of the changed problem
 * @param gap relative duality gap (‖g*‖₁ − ⟨y, ν'⟩)/‖g*‖₁ ≥ 0 with ν' = ν / max(1, ‖Aᵀν‖_∞)
 * @param reason why something is not available, or null
 */
public record Certificate(
    double[] minimizer,
    int[] support,
    boolean unique,
    boolean optimal,
    @Nullable Double rho,
    @Nullable Double fuchs,
    int[] rhoActive,
    @Nullable Bracket rhoTilde,
    @Nullable Bracket rhoMinus,
    @Nullable Double kappa,
    double @Nullable [] dual,
    double @Nullable [] correlations,
    double residual,
    double backwardError,
    double gap,
    @Nullable String reason) {}
