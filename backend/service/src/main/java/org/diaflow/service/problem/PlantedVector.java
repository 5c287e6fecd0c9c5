package org.diaflow.service.problem;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.jspecify.annotations.Nullable;

/** How well a planted vector x* satisfies A·x = y. */
final class PlantedVector {

  /** Absolute value of a number m·2^e is at least this power of two: e of zero. */
  private static final int NOTHING = Integer.MIN_VALUE / 4;

  private static final String NOTE =
      "x* does not satisfy Ax = y: in one equation it is off by %.3g of |A||x*| + |y|. It is kept as"
          + " given, as noise in y may be the reason. Limits, bounds and certificates do not use it.";

  private PlantedVector() {}

  /**
   * The componentwise backward error max_i |Ax* − y|_i / (|A||x*| + |y|)_i of Oettli and Prager, in
   * [0, 1], 0/0 being 0; null without a planted vector. Every equation is scaled by a power of two
   * of its own, so that nothing overflows. Its own rounding error is at most (d + 2)·2⁻⁵². Cost one
   * product with A.
   */
  static @Nullable Double backwardError(RegressionProblem problem) {
    double[] x = problem.planted();
    if (x == null) {
      return null;
    }
    double[] y = problem.observations();
    int[] scale = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      scale[i] = exponent(y[i]);
    }
    forEach(
        problem.matrix(),
        (i, j, entry) -> scale[i] = Math.max(scale[i], exponent(entry) + exponent(x[j])));
    double[] difference = new double[y.length];
    double[] size = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double observation = scaled(y[i], 1, scale[i]);
      difference[i] = -observation;
      size[i] = Math.abs(observation);
    }
    forEach(
        problem.matrix(),
        (i, j, entry) -> {
          double product = scaled(entry, x[j], scale[i]);
          difference[i] += product;
          size[i] += Math.abs(product);
        });
    double largest = 0;
    for (int i = 0; i < y.length; i++) {
      if (difference[i] != 0) {
        largest = Math.max(largest, Math.abs(difference[i]) / size[i]);
      }
    }
    return Math.min(1, largest);
  }

  /** A sentence where {@code backwardError} is more than rounding explains, else null. */
  static @Nullable String note(RegressionProblem problem, @Nullable Double backwardError) {
    // y rounded from A·x* by whoever made it, and once more here: twice (d + 2)·2⁻⁵³ each
    double explained = 2 * (problem.columns() + 2.0) * Math.ulp(1.0);
    return backwardError == null || backwardError <= explained
        ? null
        : NOTE.formatted(backwardError);
  }

  private static int exponent(double value) {
    if (value == 0) {
      return NOTHING;
    }
    int exponent = Math.getExponent(value);
    return exponent >= Double.MIN_EXPONENT
        ? exponent
        : Math.getExponent(value * 0x1p60) - 60; // subnormal
  }

  /** a·b·2^−scale without an overflow on the way. */
  private static double scaled(double a, double b, int scale) {
    if (a == 0 || b == 0) {
      return 0;
    }
    int ofA = exponent(a);
    int ofB = exponent(b);
    return Math.scalb(mantissa(a, ofA) * mantissa(b, ofB), ofA + ofB - scale);
  }

  /** {@code value}·2^−exponent, in two steps as 2^−exponent may overflow. */
  private static double mantissa(double value, int exponent) {
    int half = exponent / 2;
    return Math.scalb(Math.scalb(value, -half), half - exponent);
  }

  /** Takes entry (i, j) of a matrix. */
  @FunctionalInterface
  private interface Entry {
    void at(int i, int j, double entry);
  }

  private static void forEach(Matrix matrix, Entry entry) {
    switch (matrix) {
      case DenseMatrix dense -> {
        for (int i = 0; i < dense.rows(); i++) {
          for (int j = 0; j < dense.columns(); j++) {
            entry.at(i, j, dense.get(i, j));
          }
        }
      }
      case SparseMatrix sparse -> {
        for (int j = 0; j < sparse.columns(); j++) {
          for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
            entry.at(sparse.rowIndices()[k], j, sparse.nonzeros()[k]);
          }
        }
      }
    }
  }
}
