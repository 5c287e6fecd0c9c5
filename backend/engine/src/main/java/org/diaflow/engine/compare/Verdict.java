package org.diaflow.engine.compare;

import java.util.Locale;

/**
 * How good an answer of an ℓ¹ solver is, by the thresholds of D. Lorenz, M. Pfetsch and A.
 * Tillmann, ACM Trans. Math. Softw. 41 (2015), section 4.
 */
public enum Verdict {
  /** Error at most 1e-6. */
  SOLVED,
  /** Error at most 1e-1. */
  ACCEPTABLE,
  /** Everything else, NaN included. */
  UNACCEPTABLE;

  private static final double SOLVED_UP_TO = 1e-6;
  private static final double ACCEPTABLE_UP_TO = 1e-1;

  /** The verdict on an error ≥ 0, dimensionless. */
  public static Verdict of(double error) {
    if (error <= SOLVED_UP_TO) {
      return SOLVED;
    }
    return error <= ACCEPTABLE_UP_TO ? ACCEPTABLE : UNACCEPTABLE;
  }

  /** The name in HTTP documents. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
