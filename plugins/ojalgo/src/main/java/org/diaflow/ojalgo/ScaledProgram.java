package org.diaflow.ojalgo;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * Basis pursuit as a linear programme in p, q ≥ 0 with x_j = 2^(e_j)·(p_j − q_j), on balanced rows
 * and columns: ojAlgo, which takes entries below 1e-16 for zeros, sees rows and columns of order 1.
 * A unit of p_j or q_j costs c_j = 2^(e_j − m), with m the smallest e_j, so that the least cost is
 * 1.
 */
final class ScaledProgram {

  /** Size of a negative entry, relative to the largest entry, that rounding does not explain. */
  private static final double NEGATIVE = 1e-9;

  private static final int MODERATE = 10;
  private static final int MOST_RESUMPTIONS = 20;

  private final int d;
  private final BalancedRows balanced;
  private final int[] exponents;
  private final int common;
  private final R064Store rows;
  private final R064Store rightHandSide;

  ScaledProgram(RegressionProblem problem) {
    int n = problem.rows();
    this.d = problem.columns();
    this.balanced = BalancedRows.of(problem);
    this.exponents = columnExponents(balanced.matrix());
    this.common = Arrays.stream(exponents).min().orElse(0);
    this.rows = R064Store.FACTORY.make(n, 2 * d);
    this.rightHandSide = R064Store.FACTORY.make(n, 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double entry = Math.scalb(balanced.matrix().get(i, j), exponents[j]);
        rows.set(i, j, entry);
        rows.set(i, d + j, -entry);
      }
      rightHandSide.set(i, 0, balanced.observations()[i]);
    }
  }

  /**
   * The e_j that bring the largest entry of every column into [1/2, 1); those of zero columns are 0
   * or the largest, and all are 0 where columns are within a factor of 2^10 of each other.
   */
  private static int[] columnExponents(DenseMatrix matrix) {
    double[] sizes = new double[matrix.columns()];
    for (int k = 0; k < matrix.entries().length; k++) {
      int j = k % sizes.length;
      sizes[j] = Math.max(sizes[j], Math.abs(matrix.entries()[k]));
    }
    int[] exponents =
        Arrays.stream(sizes).mapToInt(s -> s == 0 ? 0 : -Math.getExponent(s) - 1).toArray();
    int smallest = Integer.MAX_VALUE;
    int largest = Integer.MIN_VALUE;
    for (int j = 0; j < sizes.length; j++) {
      if (sizes[j] > 0) {
        smallest = Math.min(smallest, exponents[j]);
        largest = Math.max(largest, exponents[j]);
      }
    }
    for (int j = 0; j < sizes.length; j++) {
      exponents[j] = largest - smallest <= MODERATE ? 0 : sizes[j] > 0 ? exponents[j] : largest;
    }
    return exponents;
  }

  /**
   * What the dual simplex, for which ν = 0 is a feasible start because costs are positive, makes of
   * min ⟨c, p + q⟩ subject to A(p − q) = y, p, q ≥ 0, all scaled.
   *
   * <p>On large problems ojAlgo 57.1 may end the dual iterations too early and call a basis optimal
   * whose p, q have negative entries. Told that a bound has changed, it resumes from that basis.
   */
  Optimisation.Result solve(Optimisation.Options options) {
    LinearSolver solver = solver(options);
    Optimisation.Result result = solver.solve();
    for (int k = 0; k < MOST_RESUMPTIONS && endedTooEarly(result); k++) {
      solver.updateRange(0, 0, Double.POSITIVE_INFINITY);
      result = solver.solve();
    }
    return result;
  }

  /** Whether {@code result} claims to be optimal although p, q have negative entries. */
  boolean endedTooEarly(Optimisation.Result result) {
    if (!result.getState().isOptimal()) {
      return false;
    }
    double least = 0;
    double largest = 0;
    for (int j = 0; j < 2 * d; j++) {
      least = Math.min(least, result.doubleValue(j));
      largest = Math.max(largest, Math.abs(result.doubleValue(j)));
    }
    return least < -NEGATIVE * largest;
  }

  private LinearSolver solver(Optimisation.Options options) {
    double[] objective = new double[2 * d];
    for (int j = 0; j < d; j++) {
      objective[j] = Math.scalb(1.0, exponents[j] - common);
      objective[d + j] = objective[j];
    }
    options.linear().dual();
    options.sparse = false;
    LinearSolver.Builder builder =
        LinearSolver.newGeneralBuilder(objective).equalities(rows, rightHandSide);
    builder.lower(0);
    return builder.build(options);
  }

  /** The vector x (length d) of a result, in the units of the problem. */
  double[] minimizer(Optimisation.Result result) {
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = Math.scalb(result.doubleValue(j) - result.doubleValue(d + j), exponents[j]);
    }
    return balanced.unscale(x);
  }

  /**
   * The multipliers ν (length N) in the units of the problem, with the sign for which ⟨y, ν⟩ is
   * positive, or null if ojAlgo gives none.
   */
  double @Nullable [] dual(Optimisation.Result result) {
    var multipliers = result.getMultipliers().orElse(null);
    if (multipliers == null) {
      return null;
    }
    double[] dual = new double[balanced.observations().length];
    double product = 0;
    for (int i = 0; i < dual.length; i++) {
      dual[i] = Math.scalb(multipliers.doubleValue(i), common);
      product += dual[i] * balanced.observations()[i];
    }
    if (product < 0) {
      Arrays.setAll(dual, i -> -dual[i]);
    }
    return balanced.unscaleDual(dual);
  }
}
