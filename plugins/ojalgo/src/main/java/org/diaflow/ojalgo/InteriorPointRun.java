package org.diaflow.ojalgo;

import java.util.Arrays;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.StopReason;

/**
 * One run of Mehrotra's method on min 1ᵀ(p + q) subject to A(p − q) = y, p, q ≥ 0, with slacks s of
 * 1 − Aᵀν ≥ 0 and t of 1 + Aᵀν ≥ 0.
 */
final class InteriorPointRun {

  /** Part of the way to the boundary that a step takes at most. */
  private static final double BACK_OFF = 0.9995;

  /** Iterations without a better iterate after which rounding has won. */
  private static final int PATIENCE = 12;

  /** Relative residual that rounding does not explain. */
  private static final double SUSPICIOUS = 1e-6;

  private final DenseMatrix matrix;
  private final double[] y;
  private final IterateListener listener;
  private final double[] p;
  private final double[] q;
  private final double[] s;
  private final double[] t;
  private final double[] dual;

  InteriorPointRun(DenseMatrix matrix, double[] y, IterateListener listener) {
    int d = matrix.columns();
    this.matrix = matrix;
    this.y = y;
    this.listener = listener;
    this.p = new double[d];
    this.q = new double[d];
    this.s = new double[d];
    this.t = new double[d];
    this.dual = new double[y.length];
  }

  L1Candidate solve(Budget budget, double tolerance, int mostIterations) {
    if (Arrays.stream(y).allMatch(value -> value == 0)) {
      return new L1Candidate(
          new double[p.length],
          dual,
          new Outcome(StopReason.CONVERGED, "y = 0: the minimizer is 0."));
    }
    if (!finite(matrix.entries()) || !finite(y)) {
      return new L1Candidate(
          new double[p.length],
          null,
          new Outcome(
              StopReason.NON_FINITE,
              "The matrix or the observations have an entry that is not a finite number; give finite numbers only."));
    }
    start();
    Iterate best = measure();
    int sinceBest = 0;
    for (int iteration = 0; iteration < mostIterations && sinceBest < PATIENCE; iteration++) {
      if (budget.exhausted()) {
        return best.candidate(
            new Outcome(
                StopReason.CANCELLED,
                "The budget ended the run before its goal; allow more time."));
      }
      if (best.error() <= tolerance) {
        return best.candidate(
            new Outcome(
                StopReason.CONVERGED,
                "Residual and gap are below the tolerance after %d iterations."
                    .formatted(iteration)));
      }
      step();
      Iterate now = measure();
      sinceBest = now.error() < best.error() ? 0 : sinceBest + 1;
      if (sinceBest == 0) {
        best = now;
        listener.iterate(best.x());
      }
    }
    return best.candidate(best.outcome(tolerance, sinceBest >= PATIENCE));
  }

  /** Mehrotra's start: the solution of least norm and ν = 0, moved into the interior. */
  private void start() {
    double[] ones = new double[p.length];
    Arrays.fill(ones, 1);
    double[] least = new double[p.length];
    matrix.multiplyTransposed(new NormalEquations(matrix, ones).solve(y), least);
    double largest = Arrays.stream(least).map(Math::abs).max().orElseThrow();
    for (int j = 0; j < p.length; j++) {
      p[j] = least[j] / 2 + largest;
      q[j] = -least[j] / 2 + largest;
      s[j] = 1;
      t[j] = 1;
    }
  }

  private void step() {
    var newton = new NewtonSystem(matrix, y, p, q, s, t, dual);
    double mu = complementarity();
    NewtonSystem.Direction predictor = newton.solve(0, null);
    double primal = Math.min(length(p, predictor.p()), length(q, predictor.q()));
    double dualLength = Math.min(length(s, predictor.s()), length(t, predictor.t()));
    double affine = complementarityAfter(predictor, primal, dualLength);
    double centring = Math.pow(affine / mu, 3);
    NewtonSystem.Direction direction = newton.solve(centring * mu, predictor);
    primal = Math.min(length(p, direction.p()), length(q, direction.q()));
    dualLength = Math.min(length(s, direction.s()), length(t, direction.t()));
    move(p, direction.p(), primal);
    move(q, direction.q(), primal);
    move(s, direction.s(), dualLength);
    move(t, direction.t(), dualLength);
    move(dual, direction.dual(), dualLength);
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private double complementarity() {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      sum += p[j] * s[j] + q[j] * t[j];
    }
    return sum / (2 * p.length);
  }

  private double complementarityAfter(
      NewtonSystem.Direction direction, double primal, double dualLength) {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      sum +=
          (p[j] + primal * direction.p()[j]) * (s[j] + dualLength * direction.s()[j])
              + (q[j] + primal * direction.q()[j]) * (t[j] + dualLength * direction.t()[j]);
    }
    return sum / (2 * p.length);
  }

  /** The longest step ≤ 1 that keeps {@code values} positive. */
  private static double length(double[] values, double[] direction) {
    double length = 1;
    for (int j = 0; j < values.length; j++) {
      if (direction[j] < 0) {
        length = Math.min(length, -BACK_OFF * values[j] / direction[j]);
      }
    }
    return length;
  }

  private static void move(double[] values, double[] direction, double length) {
    for (int j = 0; j < values.length; j++) {
      values[j] += length * direction[j];
    }
  }

  /**
   * An iterate as the user sees it.
   *
   * @param x p − q
   * @param dual ν/max(1, ‖Aᵀν‖_∞)
   * @param residual ‖Ax − y‖₂/‖y‖₂
   * @param gap |‖x‖₁ − ⟨y, ν⟩|/‖x‖₁
   */
  private record Iterate(double[] x, double[] dual, double residual, double gap) {

    double error() {
      double error = Math.max(residual, gap);
      return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    L1Candidate candidate(Outcome outcome) {
      return new L1Candidate(x, dual, outcome);
    }

    Outcome outcome(double tolerance, boolean stalled) {
      if (error() <= tolerance) {
        return new Outcome(StopReason.CONVERGED, "Residual and gap are below the tolerance.");
      }
      String reached = "residual %.3g, gap %.3g".formatted(residual, gap);
      if (!stalled) {
        return new Outcome(
            StopReason.BUDGET, "Not finished at %s; raise 'iterations'.".formatted(reached));
      }
      String remedy =
          residual > SUSPICIOUS
              ? "A·x = y may have no solution; check the observations"
              : "the problem is ill-conditioned; raise 'tolerance' or take a simplex method";
      return new Outcome(
          StopReason.STALLED, "No progress beyond %s: %s.".formatted(reached, remedy));
    }
  }

  private Iterate measure() {
    double[] x = new double[p.length];
    double norm = 0;
    for (int j = 0; j < x.length; j++) {
      x[j] = p[j] - q[j];
      norm += Math.abs(x[j]);
    }
    double[] image = new double[y.length];
    matrix.multiply(x, image);
    double[] correlations = new double[x.length];
    matrix.multiplyTransposed(dual, correlations);
    double excess = Math.max(1, Arrays.stream(correlations).map(Math::abs).max().orElseThrow());
    double rest = 0;
    double size = 0;
    double value = 0;
    double[] feasible = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      feasible[i] = dual[i] / excess;
      value += y[i] * feasible[i];
      rest += (image[i] - y[i]) * (image[i] - y[i]);
      size += y[i] * y[i];
    }
    return new Iterate(x, feasible, Math.sqrt(rest / size), Math.abs(norm - value) / norm);
  }
}
