package org.diaflow.l1solvers;

import java.util.Arrays;
import java.util.Map;
import org.diaflow.spi.Budget;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;

/** Short forms of what the tests of this module do all the time. */
final class Runs {

  private Runs() {}

  static L1Candidate solve(L1Solver solver, RegressionProblem problem) {
    return solve(solver, problem, Map.of(), Budget.UNLIMITED);
  }

  static L1Candidate solve(
      L1Solver solver, RegressionProblem problem, Map<String, Double> chosen, Budget budget) {
    return solver.solve(
        new L1Task(problem, Parameters.of(solver.descriptor(), chosen), budget),
        IterateListener.NONE);
  }

  static double norm1(double[] x) {
    return Arrays.stream(x).map(Math::abs).sum();
  }

  static double norm2(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(value -> value * value).sum());
  }

  static double distance2(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, j -> a[j] - b[j]);
    return norm2(difference);
  }
}
