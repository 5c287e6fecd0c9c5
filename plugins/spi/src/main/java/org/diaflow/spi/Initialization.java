package org.diaflow.spi;

import java.util.Arrays;

/**
 * The shape of a start that is not the same in every coordinate: u(0) = α^(1/D)·a and v(0) =
 * α^(1/D)·b, so that one shape serves a whole sweep over α (theory §2). Then x(0) = α(a^D − b^D).
 *
 * @param positive a, dimensionless, length d, every entry in [1e-100, 1e100]
 * @param negative b, likewise
 */
public record Initialization(double[] positive, double[] negative) {

  private static final double SMALLEST = 1e-100;

  /** Checks lengths and ranges. */
  public Initialization {
    if (positive.length == 0 || positive.length != negative.length) {
      throw new IllegalArgumentException(
          "The initialization has %d entries for u and %d for v; give one of each per column."
              .formatted(positive.length, negative.length));
    }
    requireRange("u", positive);
    requireRange("v", negative);
  }

  private static void requireRange(String layer, double[] shape) {
    for (int j = 0; j < shape.length; j++) {
      if (!(shape[j] >= SMALLEST && shape[j] <= 1 / SMALLEST)) {
        throw new IllegalArgumentException(
            "The initialization of %s[%d] is %s; choose one in [1e-100, 1e100]."
                .formatted(layer, j, shape[j]));
      }
    }
  }

  /** Number of coordinates d. */
  public int length() {
    return positive.length;
  }

  /** Throws an {@link IllegalArgumentException} unless there is one entry per column. */
  public void requireLength(int columns) {
    if (length() != columns) {
      throw new IllegalArgumentException(
          "The initialization has %d entries; the problem has %d columns."
              .formatted(length(), columns));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Initialization that
        && Arrays.equals(positive, that.positive)
        && Arrays.equals(negative, that.negative);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(positive) + Arrays.hashCode(negative);
  }
}
