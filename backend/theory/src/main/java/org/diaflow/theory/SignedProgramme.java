package org.diaflow.theory;

import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/** The linear programme min Σ costUp_j·x_j⁺ + costDown_j·x_j⁻ subject to A(x⁺ − x⁻) = y. */
final class SignedProgramme {

  private SignedProgramme() {}

  /** Entries of a vertex below this fraction of the largest are zero. */
  private static final double ZERO = 1e-10;

  /**
   * The problem seen from the support of an optimal vertex, with the values there re-solved by
   * least squares.
   *
   * @throws UnsolvableProblemException if the programme has no solution, or the columns of the
   *     vertex are dependent to working precision
   */
  static SupportSplit split(DenseMatrix matrix, double[] y, double[] costUp, double[] costDown) {
    double[] vertex = minimize(matrix, y, costUp, costDown);
    double threshold = ZERO * LinearAlgebra.normInfinity(vertex);
    int[] support =
        IntStream.range(0, vertex.length).filter(j -> Math.abs(vertex[j]) > threshold).toArray();
    SupportSplit split = SupportSplit.of(matrix, support, new double[support.length]);
    if (split == null) {
      throw new UnsolvableProblemException(
          "The columns the linear programme chose are dependent to working precision.",
          "problem",
          "",
          "Remove nearly parallel columns, or use a start whose shape varies less.");
    }
    return split.withValues(split.leastSquares(y));
  }

  /**
   * An optimal vertex x, length d, by ojAlgo's simplex on N rows and 2·d columns.
   *
   * @param costUp cost of a unit of x_j > 0, ≥ 0
   * @param costDown cost of a unit of x_j < 0, ≥ 0
   * @throws UnsolvableProblemException if the simplex finds no feasible point
   */
  private static double[] minimize(
      DenseMatrix matrix, double[] y, double[] costUp, double[] costDown) {
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
