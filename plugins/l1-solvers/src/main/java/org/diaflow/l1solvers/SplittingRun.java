package org.diaflow.l1solvers;

import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;

/** One run of Douglas–Rachford splitting on a problem with orthonormal rows. */
final class SplittingRun {

  /** Iterations between two looks at progress. */
  private static final int PERIOD = 10;

  private final DenseMatrix matrix;
  private final double[] y;
  private final double tolerance;
  private final IterateListener listener;
  private final double[] x;
  private final double[] sparse;
  private final double[] multiplier;
  private final double[] rest;
  private final double[] correction;
  private double threshold;
  private double feasibilityError;
  private double change;

  SplittingRun(RegressionProblem problem, double tolerance, IterateListener listener) {
    this.matrix = problem.matrix().dense();
    this.y = problem.observations();
    this.tolerance = tolerance;
    this.listener = listener;
    int d = matrix.columns();
    this.x = new double[d];
    this.sparse = new double[d];
    this.multiplier = new double[d];
    this.correction = new double[d];
    this.rest = new double[y.length];
    matrix.multiplyTransposed(y, x);
    for (double value : x) {
      threshold = Math.max(threshold, Math.abs(value));
    }
  }

  L1Candidate solve(Budget budget, long mostIterations) {
    long nextBalance = 16;
    for (long iteration = 1; iteration <= mostIterations; iteration++) {
      if (budget.exhausted()) {
        return candidate(Entrance.cancelled());
      }
      iterate();
      if (iteration % PERIOD == 0) {
        if (optimality().within(tolerance)) {
          return candidate(
              new Outcome(
                  StopReason.CONVERGED,
                  "Residual and gap are below the tolerance after %d iterations."
                      .formatted(iteration)));
        }
      }
      if (iteration == nextBalance) {
        balance();
        nextBalance *= 2;
        listener.iterate(sparse);
      }
    }
    return candidate(
        new Outcome(
            StopReason.BUDGET,
            "Residual and gap are not below %s after %d iterations; raise 'iterations' or 'tolerance'."
                .formatted(tolerance, mostIterations)));
  }

  private void iterate() {
    project();
    feasibilityError = 0;
    change = 0;
    for (int j = 0; j < x.length; j++) {
      double moved = x[j] + multiplier[j];
      double next = Math.signum(moved) * Math.max(0, Math.abs(moved) - threshold);
      change += (next - sparse[j]) * (next - sparse[j]);
      sparse[j] = next;
      multiplier[j] = moved - next;
      feasibilityError += (x[j] - next) * (x[j] - next);
    }
  }

  /** x = P(v − u) = w − Qᵀ(Qw − y) with w = v − u and Q the matrix. */
  private void project() {
    for (int j = 0; j < x.length; j++) {
      x[j] = sparse[j] - multiplier[j];
    }
    matrix.multiply(x, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = y[i] - rest[i];
    }
    matrix.multiplyTransposed(rest, correction);
    for (int j = 0; j < x.length; j++) {
      x[j] += correction[j];
    }
  }

  /** Scales the threshold by the ratio of dual to primal error, at most tenfold. */
  private void balance() {
    if (feasibilityError > 0 && change > 0) {
      double ratio = Math.sqrt(Math.sqrt(feasibilityError / change));
      double factor = Math.max(0.1, Math.min(10, ratio));
      threshold /= factor;
      for (int j = 0; j < multiplier.length; j++) {
        multiplier[j] /= factor;
      }
    }
  }

  /** ν = Qu/γ. */
  private double[] dual() {
    double[] dual = new double[y.length];
    matrix.multiply(multiplier, dual);
    for (int i = 0; i < dual.length; i++) {
      dual[i] /= threshold;
    }
    return dual;
  }

  private Optimality optimality() {
    double[] image = new double[y.length];
    matrix.multiply(sparse, image);
    double[] dual = dual();
    matrix.multiplyTransposed(dual, correction);
    return Optimality.of(sparse, dual, image, correction, y);
  }

  private L1Candidate candidate(Outcome outcome) {
    return new L1Candidate(sparse, optimality().dual(), outcome);
  }
}
