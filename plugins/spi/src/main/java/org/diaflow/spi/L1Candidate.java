package org.diaflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * What an ℓ¹ solver returns.
 *
 * @param x candidate for the minimizer, length d
 * @param dual ν with ‖Aᵀν‖∞ ≤ 1 and ⟨y, ν⟩ = ‖x‖₁ at the optimum, length N, or null if the method
 *     has none
 * @param outcome why the solver ended
 */
public record L1Candidate(double[] x, double @Nullable [] dual, Outcome outcome) {}
