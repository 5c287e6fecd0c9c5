package org.diaflow.ojalgo;

import java.time.Duration;
import java.util.List;
import org.diaflow.spi.Citation;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.spi.Support;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.type.CalendarDateDuration;
import org.ojalgo.type.CalendarDateUnit;

/**
 * Basis pursuit as a linear programme on ojAlgo's simplex: with x = p − q,
 *
 * <p>min Σ(p + q) subject to A(p − q) = y, p, q ≥ 0.
 *
 * <p>A and y are first divided by powers of two, so that entries of 1e±200 survive. The answer is a
 * vertex: at most N nonzero entries. ojAlgo is asked to stop after {@code seconds}; it does not
 * look at the budget while pivoting.
 */
public final class OjalgoSimplex implements L1Solver {

  private static final String SECONDS = "seconds";
  private static final int MOST_ENTRIES = 4_000_000;

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "ojalgo-simplex",
          "0.1.0",
          "Basis pursuit as a linear programme, solved by ojAlgo's simplex method.",
          List.of("exact", "vertex"),
          List.of(
              new ParameterSpec(
                  SECONDS, 0.1, 3600, 25, false, "s", "Time after which the simplex gives up.")),
          List.of(
              new Citation(
                  "S. Chen, D. Donoho, M. Saunders, Atomic decomposition by basis pursuit, SIAM"
                      + " Review 43 (2001), section 3.1",
                  "https://doi.org/10.1137/S003614450037906X")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Support supports(RegressionProblem problem) {
    return problem.matrix().entries().length <= MOST_ENTRIES
        ? Support.yes()
        : Support.no(
            "ojalgo-simplex takes matrices of up to %d entries, this one has %d; use a first-order method."
                .formatted(MOST_ENTRIES, problem.matrix().entries().length));
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    RegressionProblem problem = task.problem();
    int d = problem.columns();
    int matrixExponent = exponent(problem.matrix().entries());
    int observationExponent = exponent(problem.observations());
    Optimisation.Result result =
        simplex(problem, matrixExponent, observationExponent, task.parameters().get(SECONDS));
    double[] x = new double[d];
    if (!result.getState().isFeasible()) {
      return new L1Candidate(
          x,
          null,
          new Outcome(
              StopReason.STALLED,
              "ojAlgo ended with state %s: A·x = y may have no solution; check the observations."
                  .formatted(result.getState())));
    }
    for (int j = 0; j < d; j++) {
      x[j] =
          Math.scalb(
              result.doubleValue(j) - result.doubleValue(d + j),
              observationExponent - matrixExponent);
    }
    return new L1Candidate(
        x,
        dual(result, problem, matrixExponent),
        new Outcome(StopReason.CONVERGED, "ojAlgo state " + result.getState() + "."));
  }

  private static Optimisation.Result simplex(
      RegressionProblem problem, int matrixExponent, int observationExponent, double seconds) {
    int n = problem.rows();
    int d = problem.columns();
    DenseMatrix matrix = problem.matrix();
    R064Store rows = R064Store.FACTORY.make(n, 2 * d);
    R064Store rightHandSide = R064Store.FACTORY.make(n, 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double entry = Math.scalb(matrix.get(i, j), -matrixExponent);
        rows.set(i, j, entry);
        rows.set(i, d + j, -entry);
      }
      rightHandSide.set(i, 0, Math.scalb(problem.observations()[i], -observationExponent));
    }
    double[] objective = new double[2 * d];
    java.util.Arrays.fill(objective, 1);
    var options = new Optimisation.Options();
    options.abort(
        new CalendarDateDuration(
            Duration.ofNanos((long) (seconds * 1e9)).toMillis(), CalendarDateUnit.MILLIS));
    return LinearSolver.newStandardBuilder(objective)
        .equalities(rows, rightHandSide)
        .build(options)
        .solve();
  }

  /**
   * ojAlgo's multipliers with the sign for which ⟨y, ν⟩ is positive, or null if it gives none; the
   * engine judges them.
   */
  private static double @Nullable [] dual(
      Optimisation.Result result, RegressionProblem problem, int matrixExponent) {
    if (result.getMultipliers().isEmpty()) {
      return null;
    }
    double[] dual = new double[problem.rows()];
    double product = 0;
    for (int i = 0; i < dual.length; i++) {
      double multiplier = result.getMultipliers().get().doubleValue(i);
      product += multiplier * problem.observations()[i];
      dual[i] = Math.scalb(multiplier, -matrixExponent);
    }
    if (product < 0) {
      for (int i = 0; i < dual.length; i++) {
        dual[i] = -dual[i];
      }
    }
    return dual;
  }

  private static int exponent(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest == 0 ? 0 : Math.getExponent(largest) + 1;
  }
}
