package org.diaflow.theory;

import org.diaflow.spi.DenseMatrix;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/** The linear programme min Σ costUp_j·x_j⁺ + costDown_j·x_j⁻ subject to A(x⁺ − x⁻) = y. */
final class SignedProgramme {

  private SignedProgramme() {}

  /**
   * An optimal vertex x, length d, by ojAlgo's simplex on N rows and 2·d columns.
   *
   * @param costUp cost of a unit of x_j > 0, ≥ 0
   * @param costDown cost of a unit of x_j < 0, ≥ 0
   * @throws UnsolvableProblemException if the simplex finds no feasible point
   */
  static double[] minimize(DenseMatrix matrix, double[] y, double[] costUp, double[] costDown) {
    int d = matrix.columns();
    double[] costs = new double[2 * d];
    System.arraycopy(costUp, 0, costs, 0, d);
    System.arraycopy(costDown, 0, costs, d, d);
    R064Store rows = R064Store.FACTORY.make(matrix.rows(), 2 * d);
    double unit = LinearAlgebra.normInfinity(matrix.entries());
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        rows.set(i, j, matrix.get(i, j) / unit);
        rows.set(i, d + j, -matrix.get(i, j) / unit);
      }
    }
    Optimisation.Result result =
        LinearSolver.newStandardBuilder(costs)
            .equalities(rows, LinearAlgebra.column(y))
            .build()
            .solve();
    if (!result.getState().isFeasible()) {
      throw new UnsolvableProblemException(
          "The linear programme for the minimizer ended as " + result.getState() + ".",
          "problem",
          String.valueOf(result.getState()),
          "Rescale the rows or columns of A, or the shape of the start, to similar sizes.");
    }
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = (result.doubleValue(j) - result.doubleValue(d + j)) / unit;
    }
    return x;
  }
}
