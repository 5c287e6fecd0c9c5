package org.diaflow.theory;

import org.jspecify.annotations.Nullable;

/** One way to decide whether a vector is the ℓ¹ minimizer, for problems of one kind. */
interface Judge {

  /**
   * Judges {@code candidate} (length d, finite), whose entries at {@code support} are not
   * negligible, with {@code dual} (length N) as an optional help.
   *
   * @param withConstants whether to compute null space constants where they are available
   */
  Certification judge(
      double[] candidate, int[] support, double @Nullable [] dual, boolean withConstants);
}
