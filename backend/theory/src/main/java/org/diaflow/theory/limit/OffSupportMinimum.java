package org.diaflow.theory.limit;

import java.util.function.DoubleUnaryOperator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Damped Newton for min_z Σ_j H(c_j + b_jᵀz) with a convex H given by h = H' and h': the inner
 * problem of the asymptotics (theory §6).
 */
final class OffSupportMinimum {

  private static final int MOST_STEPS = 500;
  private static final double DECREASE = 0.9;

  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;

  OffSupportMinimum(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    this.value = value;
    this.slope = slope;
  }

  static OffSupportMinimum of(Link link) {
    return new OffSupportMinimum(link::value, link::derivative);
  }

  /**
   * The vector c + Bᵀz at the minimum, started from {@code start}; null if Newton's method does not
   * settle. {@code kernel} null means there is nothing to minimize over.
   */
  double @Nullable [] solve(double[] c, @Nullable DenseMatrix kernel, double[] start) {
    if (kernel == null) {
      return c;
    }
    double[] z = start.clone();
    double[] s = mirror(c, kernel, z);
    double previous = Double.POSITIVE_INFINITY;
    for (int k = 0; k < MOST_STEPS; k++) {
      double omega = largest(slope, s);
      if (!(omega > 0 && omega <= Double.MAX_VALUE)) {
        return null;
      }
      double[] gradient = gradient(kernel, s, omega);
      double[] step =
          LinearAlgebra.solvePositiveDefinite(hessian(kernel, s, omega), negated(gradient));
      double change = relativeChange(kernel, s, step, omega);
      double[] next = search(c, kernel, z, step, gradient, omega, change);
      if (next == null) {
        return change < 1e-9 ? s : null;
      }
      z = next;
      s = mirror(c, kernel, z);
      if (change < 1e-15 || (change < 1e-10 && change >= previous / 2)) {
        return s;
      }
      previous = change;
    }
    return null;
  }

  private double @Nullable [] search(
      double[] c,
      DenseMatrix kernel,
      double[] z,
      double[] step,
      double[] gradient,
      double omega,
      double change) {
    double startSlope = LinearAlgebra.dot(gradient, step);
    for (double t = 1; t > 1e-12; t /= 2) {
      double[] candidate = z.clone();
      for (int i = 0; i < candidate.length; i++) {
        candidate[i] += t * step[i];
      }
      double[] s = mirror(c, kernel, candidate);
      double size = largest(slope, s);
      if (size > 0 && size <= Double.MAX_VALUE && largest(value, s) <= Double.MAX_VALUE) {
        double now = LinearAlgebra.dot(gradient(kernel, s, omega), step);
        if (change < 1e-6 || now <= DECREASE * Math.abs(startSlope)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static double[] mirror(double[] c, DenseMatrix kernel, double[] z) {
    double[] s = new double[c.length];
    kernel.multiplyTransposed(z, s);
    for (int j = 0; j < s.length; j++) {
      s[j] += c[j];
    }
    return s;
  }

  /** B·h(s)/ω. */
  private double[] gradient(DenseMatrix kernel, double[] s, double omega) {
    double[] h = new double[s.length];
    for (int j = 0; j < h.length; j++) {
      h[j] = value.applyAsDouble(s[j]) / omega;
    }
    double[] gradient = new double[kernel.rows()];
    kernel.multiply(h, gradient);
    return gradient;
  }

  /** B·diag(h'(s))·Bᵀ/ω. */
  private double[] hessian(DenseMatrix kernel, double[] s, double omega) {
    int q = kernel.rows();
    int m = s.length;
    double[] b = kernel.entries();
    double[] hessian = new double[q * q];
    double[] weighted = new double[m];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < m; j++) {
        weighted[j] = b[i * m + j] * (slope.applyAsDouble(s[j]) / omega);
      }
      for (int k = 0; k <= i; k++) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          sum += weighted[j] * b[k * m + j];
        }
        hessian[i * q + k] = sum;
        hessian[k * q + i] = sum;
      }
    }
    return hessian;
  }

  private double relativeChange(DenseMatrix kernel, double[] s, double[] step, double omega) {
    double[] change = new double[s.length];
    kernel.multiplyTransposed(step, change);
    double norm = 0;
    double size = 0;
    for (int j = 0; j < s.length; j++) {
      norm += Math.abs(change[j]) * (slope.applyAsDouble(s[j]) / omega);
      size += Math.abs(value.applyAsDouble(s[j])) / omega;
    }
    return size == 0 ? norm : norm / size;
  }

  private static double largest(DoubleUnaryOperator function, double[] s) {
    double largest = 0;
    for (double argument : s) {
      double size = Math.abs(function.applyAsDouble(argument));
      largest = Double.isNaN(size) ? Double.NaN : Math.max(largest, size);
    }
    return largest;
  }

  private static double[] negated(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = -values[i];
    }
    return result;
  }
}
