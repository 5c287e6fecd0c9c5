package org.diaflow.theory.certificate;

import org.diaflow.theory.certificate.internal.SplitSolutions;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * A certificate together with the geometry that limits and bounds are computed from.
 *
 * @param certificate the judge's word
 * @param split the problem seen from the support, or null unless the minimizer is unique
 * @param solutions what was solved at the split on the way, or null without one
 */
public record Certification(
    Certificate certificate, @Nullable SupportSplit split, @Nullable SplitSolutions solutions) {

  /** A certificate without geometry. */
  Certification(Certificate certificate) {
    this(certificate, null, null);
  }
}
