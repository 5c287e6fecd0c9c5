package org.diaflow.theory.certificate;

import org.jspecify.annotations.Nullable;

/** One way to decide whether a vector is the ℓ¹ minimizer, for problems of one kind. */
interface Judge {

  /**
   * Judges {@code candidate} (length d, finite) with {@code dual} (length N) as an optional help.
   *
   * @param thorough whether to go from a candidate that is near the minimizer, but not on its
   *     support, to that, and to compute null space constants where they are available
   */
  Certification judge(double[] candidate, double @Nullable [] dual, boolean thorough);
}
