package org.diaflow.ojalgo;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * Basis pursuit as a linear programme in p, q ≥ 0 with x = p − q, every row of A and then y divided
 * by a power of two.
 *
 * <p>Such divisions round nothing and change neither the minimizer (up to the power for y) nor the
 * feasible set, but ojAlgo, which takes entries below 1e-16 for zeros, sees rows of order 1.
 */
final class ScaledProgram {

  private final int d;
  private final int[] rowExponents;
  private final int observationExponent;
  private final R064Store rows;
  private final R064Store rightHandSide;

  ScaledProgram(RegressionProblem problem) {
    DenseMatrix matrix = problem.matrix();
    int n = problem.rows();
    this.d = problem.columns();
    this.rowExponents = new int[n];
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      rowExponents[i] = exponent(matrix, i);
      if (problem.observations()[i] != 0) {
        int exponent = Math.getExponent(problem.observations()[i]);
        largest = Math.max(largest, exponent - rowExponents[i]);
      }
    }
    this.observationExponent = largest == Integer.MIN_VALUE ? 0 : largest;
    this.rows = R064Store.FACTORY.make(n, 2 * d);
    this.rightHandSide = R064Store.FACTORY.make(n, 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double entry = Math.scalb(matrix.get(i, j), -rowExponents[i]);
        rows.set(i, j, entry);
        rows.set(i, d + j, -entry);
      }
      double observation = problem.observations()[i];
      rightHandSide.set(i, 0, Math.scalb(observation, -rowExponents[i] - observationExponent));
    }
  }

  /** The solver for min Σ(p + q) subject to A(p − q) = y, all scaled. */
  LinearSolver solver(Optimisation.Options options) {
    double[] objective = new double[2 * d];
    Arrays.fill(objective, 1);
    return LinearSolver.newStandardBuilder(objective)
        .equalities(rows, rightHandSide)
        .build(options);
  }

  /** The vector x (length d) of a result, in the units of the problem. */
  double[] minimizer(Optimisation.Result result) {
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = Math.scalb(result.doubleValue(j) - result.doubleValue(d + j), observationExponent);
    }
    return x;
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
    double[] dual = new double[rowExponents.length];
    double product = 0;
    for (int i = 0; i < dual.length; i++) {
      product += multipliers.doubleValue(i) * rightHandSide.doubleValue(i, 0);
    }
    for (int i = 0; i < dual.length; i++) {
      double multiplier = Math.scalb(multipliers.doubleValue(i), -rowExponents[i]);
      dual[i] = product < 0 ? -multiplier : multiplier;
    }
    return dual;
  }

  private static int exponent(DenseMatrix matrix, int row) {
    double largest = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      largest = Math.max(largest, Math.abs(matrix.get(row, j)));
    }
    return largest == 0 ? 0 : Math.getExponent(largest) + 1;
  }
}
