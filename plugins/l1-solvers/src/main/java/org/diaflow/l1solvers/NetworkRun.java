package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * One walk of the end points of gradient flow towards α = 0, on orthonormal rows, decade by decade.
 */
final class NetworkRun {

  /**
   * Where the walk ends.
   *
   * @param depth D ≥ 2
   * @param scale smallest α relative to the solution of least norm
   * @param tolerance largest relative residual and gap
   */
  record Goal(double depth, double scale, double tolerance) {}

  /** Relative size of a Newton step in x at which a scale is solved. */
  private static final double SOLVED = 1e-12;

  private static final int MOST_STEPS = 60;
  private static final double DECADE = Math.log(10);

  private final RegressionProblem problem;
  private final DenseMatrix matrix;
  private final double[] y;
  private final Goal goal;
  private final Link link;
  private final IterateListener listener;
  private double[] lambda;
  private NetworkPoint point;
  private @Nullable Optimality optimality;

  NetworkRun(RegressionProblem problem, Goal goal, IterateListener listener) {
    this.problem = problem;
    this.matrix = problem.matrix().dense();
    this.y = problem.observations();
    this.goal = goal;
    this.link = Link.of(goal.depth());
    this.listener = listener;
    this.lambda = new double[y.length];
    this.point = at(lambda, Math.log(leastNorm()));
  }

  private double leastNorm() {
    double[] x = new double[matrix.columns()];
    matrix.multiplyTransposed(y, x);
    return Arrays.stream(x).map(Math::abs).max().orElseThrow();
  }

  private NetworkPoint at(double[] dual, double logAlpha) {
    return NetworkPoint.at(matrix, y, link, dual, logAlpha);
  }

  L1Candidate solve(Budget budget) {
    long decades = Math.round(-Math.log10(goal.scale()));
    for (int decade = 0; decade <= decades; decade++) {
      if (!newton(budget)) {
        return unfinished(budget);
      }
      listener.iterate(point.x());
      double[] tangent = tangent();
      optimality = Optimality.of(problem, point.x(), dual(tangent));
      if (optimality.within(Math.max(goal.tolerance(), point.rounding()))) {
        return candidate(
            StopReason.CONVERGED, "Residual and gap are below the tolerance at α = %.3g.");
      }
      if (!predict(tangent)) {
        return unfinished(budget);
      }
    }
    return candidate(
        StopReason.HORIZON,
        "The limit is not reached at α = %.3g; choose a smaller 'scale' or a depth of 3 or more.");
  }

  /** dλ/d log(1/α) = H⁻¹Ax. */
  private double[] tangent() {
    double[] image = new double[y.length];
    matrix.multiply(point.x(), image);
    return NormalEquations.solve(matrix, point.slopes(), image);
  }

  /**
   * (1 − 2/D)·λ + dλ/d log(1/α) with largest correlation 1.
   *
   * <p>For D = 2, λ = log(1/α)·ν + μ + o(1), so ν is the tangent; for D ≥ 3, λ = ν − c·α^(1−2/D) +
   * …, so the sum is free of the leading error.
   */
  private double[] dual(double[] tangent) {
    double part = 1 - 2 / goal.depth();
    double[] dual = new double[y.length];
    for (int i = 0; i < dual.length; i++) {
      dual[i] = part * lambda[i] + tangent[i];
    }
    double[] correlations = new double[matrix.columns()];
    matrix.multiplyTransposed(dual, correlations);
    double largest = Arrays.stream(correlations).map(Math::abs).max().orElseThrow();
    return Arrays.stream(dual).map(value -> value / largest).toArray();
  }

  /** Follows the tangent for a decade; false if that leads nowhere. */
  private boolean predict(double[] tangent) {
    double logAlpha = point.logAlpha() - DECADE;
    for (double length = DECADE; length > 1e-3; length /= 2) {
      double[] trial = moved(tangent, length);
      NetworkPoint next = at(trial, logAlpha);
      if (next.feasible() && dot(next.residual(), next.residual()) <= dot(y, y)) {
        lambda = trial;
        point = next;
        return true;
      }
    }
    point = at(lambda, logAlpha);
    return point.feasible();
  }

  /** Newton's method at the present α; false if it fails or the budget is exhausted. */
  private boolean newton(Budget budget) {
    double previous = Double.POSITIVE_INFINITY;
    for (int iteration = 0; iteration < MOST_STEPS; iteration++) {
      if (budget.exhausted()) {
        return false;
      }
      double[] step = NormalEquations.solve(matrix, point.slopes(), point.residual());
      double size = point.relativeChange(matrix, step);
      if (!Double.isFinite(size)) {
        return false;
      }
      double rounding = point.rounding();
      if (!search(step)) {
        return size < 1e-9 || size < rounding;
      }
      if (size < SOLVED || size < rounding || (size < 1e-9 && size > previous / 2)) {
        return true;
      }
      previous = size;
    }
    return false;
  }

  /** Backtracks until the slope of the convex dual along the step has fallen. */
  private boolean search(double[] step) {
    double before = Math.abs(dot(point.residual(), step));
    for (double length = 1; length > 1e-10; length /= 2) {
      double[] trial = moved(step, length);
      NetworkPoint next = at(trial, point.logAlpha());
      if (next.feasible() && -dot(next.residual(), step) <= 0.9 * before) {
        lambda = trial;
        point = next;
        return true;
      }
    }
    return false;
  }

  private double[] moved(double[] direction, double length) {
    double[] result = lambda.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += length * direction[i];
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private L1Candidate unfinished(Budget budget) {
    return budget.exhausted()
        ? new L1Candidate(point.x(), null, Entrance.cancelled())
        : candidate(
            StopReason.STALLED,
            "Newton's method does not converge at α = %.3g; choose a larger 'scale' or another depth.");
  }

  private L1Candidate candidate(StopReason reason, String advice) {
    return new L1Candidate(
        point.x(),
        optimality == null ? null : optimality.dual(),
        new Outcome(reason, advice.formatted(Math.exp(point.logAlpha()))));
  }
}
