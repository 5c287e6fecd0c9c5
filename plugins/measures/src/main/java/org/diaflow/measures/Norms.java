package org.diaflow.measures;

import java.util.Objects;
import org.diaflow.spi.NetworkState;

/** Norms and differences of vectors. */
final class Norms {

  private Norms() {}

  /** ‖v‖₁. */
  static double norm1(double[] v) {
    double sum = 0;
    for (double entry : v) {
      sum += Math.abs(entry);
    }
    return sum;
  }

  /** ‖v‖₂, without an overflow or underflow on the way. */
  static double norm2(double[] v) {
    double norm = 0;
    for (double entry : v) {
      norm = Math.hypot(norm, entry);
    }
    return norm;
  }

  /** a − b, of equal lengths. */
  static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }

  /**
   * x − x*, length d: (x − g*) + (g* − x*) where g* is known, whose first part keeps its digits
   * where x* is g* itself.
   */
  static double[] fromPlanted(NetworkState state) {
    double[] planted = Objects.requireNonNull(state.problem().planted());
    double[] minimizer = state.minimizer();
    double[] error = state.error();
    if (minimizer == null || error == null) {
      return difference(state.x(), planted);
    }
    double[] difference = difference(minimizer, planted);
    for (int j = 0; j < difference.length; j++) {
      difference[j] += error[j];
    }
    return difference;
  }
}
