package org.diaflow.theory.certificate.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a judge has solved at the support of a minimizer and limits need as well.
 *
 * @param rho solves the programme for ϱ
 * @param ratios bounds of n ∈ ker A on S, or null where the judge did not need them
 */
public record SplitSolutions(LeastMaximum rho, @Nullable KernelRatios ratios) {}
