package org.diaflow.engine.lab;

import org.diaflow.theory.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The range of scales in which the refined prediction of theory §6 means anything. It replaces x_S
 * by g*_S in ψ_D(x_S/α), which is right up to a relative error of the order of |x_i − g*_i|/|g*_i|,
 * i ∈ S. Its own value p bounds what it says of every |x_i − g*_i|, so for p ≤ min|g*_S| it
 * contradicts itself nowhere; beyond that an entry of the support may be gone, and p, which grows
 * like a power of 1/min|g*_S|, may be off by any factor.
 */
public final class PredictionRange {

  private PredictionRange() {}

  /**
   * Whether {@code predicted} lies where the prediction is valid: at most the smallest entry of g*
   * on the support.
   *
   * @return null without a prediction
   */
  public static @Nullable Boolean contains(@Nullable Double predicted, Certificate certificate) {
    return predicted == null ? null : Boolean.valueOf(predicted <= smallest(certificate));
  }

  /** A sentence on why {@code predicted} is not valid, or null if it is or there is none. */
  public static @Nullable String reason(@Nullable Double predicted, Certificate certificate) {
    Boolean contained = contains(predicted, certificate);
    return contained == null || contained
        ? null
        : ("The refined prediction is outside its range: it takes the error for small against every"
                + " entry of g* on the support, the smallest of which is %.3g.")
            .formatted(smallest(certificate));
  }

  private static double smallest(Certificate certificate) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int j : certificate.support()) {
      smallest = Math.min(smallest, Math.abs(certificate.minimizer()[j]));
    }
    return smallest;
  }
}
