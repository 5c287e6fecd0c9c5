package org.diaflow.theory.limit;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.PositiveDefinite;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.diaflow.theory.linear.internal.WeightedGram;
import org.diaflow.theory.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Damped Newton for min_z Σ_j H(c_j + b_jᵀz) with a convex H given by h = H' and h': the inner
 * problem of the asymptotics (theory §6). Near the solution the factors of one step serve for the
 * next. Thread-safe.
 */
final class OffSupportMinimum {

  private static final int MOST_STEPS = 500;
  private static final double DECREASE = 0.9;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  /** Relative step below which the factors of the last step serve for the next. */
  private static final double CHORD = 1e-2;

  private final RowsAndColumns kernel;
  private final int freedom;
  private final WeightedGram gram;

  /** The problem for the B = {@code kernel}, q × m, whatever H is. */
  OffSupportMinimum(DenseMatrix kernel) {
    this.gram = new WeightedGram(kernel);
    this.kernel = new RowsAndColumns(kernel, gram);
    this.freedom = kernel.rows();
  }

  /** B by rows and columns. */
  RowsAndColumns products() {
    return kernel;
  }

  /** Writes h(s_j) and h'(s_j) for all j. */
  interface Function {
    void evaluate(double[] s, double[] values, double[] slopes);
  }

  /** h = h' = exp. */
  static void exponential(double[] s, double[] values, double[] slopes) {
    for (int j = 0; j < s.length; j++) {
      values[j] = Math.exp(s[j]);
      slopes[j] = values[j];
    }
  }

  /**
   * Where the minimum is.
   *
   * @param free z, length q
   * @param mirror c + Bᵀz, length m
   */
  record Minimum(double[] free, double[] mirror) {}

  /** The minimum, started from {@code start}; null if Newton's method does not settle. */
  @Nullable Minimum solve(Link link, double[] c, double[] start) {
    return solve(link::evaluate, c, start);
  }

  /** The same for any h. */
  @Nullable Minimum solve(Function function, double[] c, double[] start) {
    return new Run(function, c, start).solve();
  }

  /** The Hessian divided by ω, factored. */
  private record Factored(double omega, PositiveDefinite matrix) {}

  private final class Run {

    private final Function function;
    private final double[] c;
    private double[] z;
    private double[] s;
    private final double[] values;
    private final double[] slopes;

    Run(Function function, double[] c, double[] start) {
      this.function = function;
      this.c = c;
      this.z = start.clone();
      this.s = new double[c.length];
      this.values = new double[c.length];
      this.slopes = new double[c.length];
      moveTo(z);
    }

    @Nullable Minimum solve() {
      double previous = Double.POSITIVE_INFINITY;
      Factored factored = null;
      for (int k = 0; k < MOST_STEPS; k++) {
        if (!feasible()) {
          return null;
        }
        boolean fresh = factored == null;
        factored = factored == null ? factored() : factored;
        double[] gradient = gradient(factored.omega());
        double[] step = factored.matrix().solve(negated(gradient));
        double change = relativeChange(step, factored.omega());
        if (!search(step, gradient, factored.omega(), change)) {
          return change < 1e-9 ? new Minimum(z, s) : null;
        }
        if (LimitNewton.settled(change, previous)) {
          return new Minimum(z, s);
        }
        factored = change < CHORD && (fresh || change < previous / 10) ? factored : null;
        previous = change;
      }
      return null;
    }

    private boolean feasible() {
      double omega = LinearAlgebra.normInfinity(slopes);
      return omega > 0
          && omega <= Double.MAX_VALUE
          && LinearAlgebra.normInfinity(values) <= Double.MAX_VALUE;
    }

    /** Goes along the step until the slope has fallen; false, and back, if it never does. */
    private boolean search(double[] step, double[] gradient, double omega, double change) {
      double startSlope = LinearAlgebra.dot(gradient, step);
      double[] start = z;
      for (double t = 1; t > 1e-12; t /= 2) {
        double[] candidate = start.clone();
        for (int i = 0; i < candidate.length; i++) {
          candidate[i] += t * step[i];
        }
        moveTo(candidate);
        if (feasible()
            && (change < SETTLING
                || LinearAlgebra.dot(gradient(omega), step) <= DECREASE * Math.abs(startSlope))) {
          return true;
        }
      }
      moveTo(start);
      return false;
    }

    private void moveTo(double[] free) {
      z = free;
      s = new double[c.length];
      kernel.multiplyTransposed(z, s);
      for (int j = 0; j < s.length; j++) {
        s[j] += c[j];
      }
      function.evaluate(s, values, slopes);
    }

    /** B·h(s)/ω. */
    private double[] gradient(double omega) {
      double[] h = new double[values.length];
      for (int j = 0; j < h.length; j++) {
        h[j] = values[j] / omega;
      }
      double[] gradient = new double[freedom];
      kernel.multiply(h, gradient);
      return gradient;
    }

    /** B·diag(h'(s))·Bᵀ/ω with ω = max h'(s). */
    private Factored factored() {
      double omega = LinearAlgebra.normInfinity(slopes);
      double[] weights = new double[slopes.length];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = slopes[j] / omega;
      }
      return new Factored(omega, new PositiveDefinite(gram.lower(weights)));
    }

    private double relativeChange(double[] step, double omega) {
      double[] change = new double[s.length];
      kernel.multiplyTransposed(step, change);
      double norm = 0;
      double size = 0;
      for (int j = 0; j < s.length; j++) {
        norm += Math.abs(change[j]) * (slopes[j] / omega);
        size += Math.abs(values[j]) / omega;
      }
      return size == 0 ? norm : norm / size;
    }
  }

  private static double[] negated(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = -values[i];
    }
    return result;
  }
}
