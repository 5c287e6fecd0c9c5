package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the judge measured on one run of an ℓ¹ solver.
 *
 * @param tolerance value of the solver's parameter {@code tolerance}, or null if it has none
 * @param before the answer as returned, or null if there was none
 * @param after the answer after purification, or null if there was none
 * @param certified whether the purified vector is confirmed as a minimizer
 * @param purification what the purification found, a sentence
 * @param purificationSeconds wall-clock time of the purification
 * @param curve improving iterates over time, the answer last
 */
public record ComparisonView(
    @Nullable Double tolerance,
    @Nullable Accuracy before,
    @Nullable Accuracy after,
    boolean certified,
    @Nullable String purification,
    double purificationSeconds,
    List<WorkPoint> curve) {

  /** Verdict on an error of at most 1e-6; the error is {@link Accuracy#relativeDistance}. */
  public static final String SOLVED = "solved";

  /** Verdict on an error of at most 1e-1. */
  public static final String ACCEPTABLE = "acceptable";

  /** Verdict on everything else. */
  public static final String UNACCEPTABLE = "unacceptable";

  /**
   * How good a vector x is.
   *
   * @param residual ‖Ax − y‖₂ / ‖y‖₂
   * @param gap relative duality gap, or null without a dual vector
   * @param distance ‖x − x*‖₂, or null where the minimizer x* is not known
   * @param relativeDistance the same divided by max(1, ‖x*‖₂)
   * @param supportSize how many entries the equations need to be met as well as they are by all
   * @param verdict {@value ComparisonView#SOLVED}, {@value ComparisonView#ACCEPTABLE} or {@value
   *     ComparisonView#UNACCEPTABLE}: by relativeDistance, or where x* is not known by the larger
   *     of residual and gap
   * @param reason the verdict as a sentence
   */
  public record Accuracy(
      double residual,
      @Nullable Double gap,
      @Nullable Double distance,
      @Nullable Double relativeDistance,
      int supportSize,
      String verdict,
      String reason) {}

  /**
   * An iterate.
   *
   * @param seconds time of the solver alone, without the judge's
   * @param error relativeDistance, or where x* is not known the residual
   */
  public record WorkPoint(double seconds, double error) {}
}
