package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ℓ¹ minimizer of a problem and what the judge says of it.
 *
 * @param gStar the minimizer g* (if not unique, the solver's), length d
 * @param support indices of its nonzero entries
 * @param unique whether it is the only minimizer
 * @param optimal whether the judge confirms that it is a minimizer
 * @param rho ϱ, in [0, 1]; 1 if not unique; null where A is sparse and too large to compute it
 * @param fuchs ‖A_Sᶜᵀν‖_∞ of Fuchs' least-squares certificate, ≥ ϱ; null where not available
 * @param rhoActive indices off the support where |Aᵀν| reaches ϱ
 * @param rhoTilde null space constant ϱ̃ over all signs, or null where not available
 * @param rhoMinus one-sided null space constant ϱ⁻, or null where not available
 * @param kappa κ* = max|g*_S| / min|g*_S|
 * @param dual the dual vector ν attaining ϱ, length N, or null
 * @param correlations Aᵀν, length d, or null
 * @param residual ‖Ag* − y‖₂ / ‖y‖₂
 * @param backwardError ω(g*) = max_i |Ag* − y|_i / (|A||g*| + |y|)_i: by how much of itself every
 *     entry of A and y is changed at most so that g* solves Ax = y exactly. Above the rounding unit
 *     2⁻⁵³ y was cleaned: limits and bounds are those of the changed A and y, which matters below
 *     ω·‖g*‖₁
 * @param gap relative duality gap, ≥ 0
 * @param solver id of the solver that found g*
 * @param selected where the minimizer is not unique, the one each depth selects as α → 0; null
 *     where it is or where not available
 * @param reason why something is not available, or null
 */
public record CertificateView(
    List<Double> gStar,
    List<Integer> support,
    boolean unique,
    boolean optimal,
    @Nullable Double rho,
    @Nullable Double fuchs,
    List<Integer> rhoActive,
    @Nullable Interval rhoTilde,
    @Nullable Interval rhoMinus,
    @Nullable Double kappa,
    @Nullable List<Double> dual,
    @Nullable List<Double> correlations,
    double residual,
    double backwardError,
    double gap,
    String solver,
    @Nullable List<SelectedView> selected,
    @Nullable String reason) {}
