package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/** The coordinates that are positive somewhere on a polyhedral cone: its relative interior's. */
final class LargestSupport {

  /** Relative size below which an entry is rounding of the data. */
  private static final double NOTHING = 1e-13;

  private LargestSupport() {}

  /**
   * Which of (w, C·w) are positive for some w ≥ 0 with C·w ≥ 0 and E·w = 0: one linear programme,
   * max Σ y with y ≤ 1 and y ≤ (w, C·w), whose optimum is 1 there and 0 elsewhere.
   *
   * @param cone C by rows
   * @param equalities E by rows
   * @param variables length of w
   */
  static boolean[] of(double[][] cone, double[][] equalities, int variables) {
    boolean[] positive = new boolean[variables + cone.length];
    if (variables == 0) {
      return positive;
    }
    if (cone.length + equalities.length == 0) {
      Arrays.fill(positive, true);
      return positive;
    }
    double[] y = solve(cone, equalities, variables);
    for (int k = 0; k < positive.length; k++) {
      positive[k] = y[k] > 0.5;
    }
    return positive;
  }

  /** Variables w, y, and the slacks of y ≤ (w, C·w) and of y ≤ 1. */
  private static double[] solve(double[][] cone, double[][] equalities, int n) {
    int all = n + cone.length;
    double[] objective = new double[n + 3 * all];
    Arrays.fill(objective, n, n + all, -1);
    R064Store rows = R064Store.FACTORY.make(2 * all + equalities.length, objective.length);
    R064Store rightHandSide = R064Store.FACTORY.make(2 * all + equalities.length, 1);
    for (int k = 0; k < all; k++) {
      if (k < n) {
        rows.set(k, k, 1);
      } else {
        write(rows, k, cone[k - n]);
      }
      rows.set(k, n + k, -1);
      rows.set(k, n + all + k, -1);
      rows.set(all + k, n + k, 1);
      rows.set(all + k, n + 2 * all + k, 1);
      rightHandSide.set(all + k, 0, 1);
    }
    for (int k = 0; k < equalities.length; k++) {
      write(rows, 2 * all + k, equalities[k]);
    }
    Optimisation.Result result =
        LinearSolver.newStandardBuilder(objective).equalities(rows, rightHandSide).build().solve();
    double[] y = new double[all];
    Arrays.setAll(y, k -> result.doubleValue(n + k));
    return y;
  }

  private static void write(R064Store rows, int row, double[] entries) {
    double unit = LinearAlgebra.normInfinity(entries);
    for (int l = 0; l < entries.length; l++) {
      double entry = unit == 0 ? 0 : entries[l] / unit;
      rows.set(row, l, Math.abs(entry) <= NOTHING ? 0 : entry);
    }
  }
}
