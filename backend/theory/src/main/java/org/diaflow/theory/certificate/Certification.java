package org.diaflow.theory.certificate;

import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * A certificate together with the geometry that limits and bounds are computed from.
 *
 * @param certificate the judge's word
 * @param split the problem seen from the support, or null unless the minimizer is unique
 */
public record Certification(Certificate certificate, @Nullable SupportSplit split) {}
