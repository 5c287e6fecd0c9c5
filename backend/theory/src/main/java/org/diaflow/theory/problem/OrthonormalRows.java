package org.diaflow.theory.problem;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.ActiveFactor;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * A regression problem with orthonormal rows that has the same solutions as a given one.
 *
 * <p>With Aᵀ = QR (Gram–Schmidt, every row orthogonalized twice, dependent rows left out) the
 * problem Qᵀx = R⁻ᵀy has the solutions of Ax = y, its conditioning is the best possible, and a dual
 * vector ν' of it is ν = R⁻¹ν' for A. Cost 4·N²·d operations.
 */
public final class OrthonormalRows {

  private final RegressionProblem given;
  private final ActiveFactor factor;
  private final int[] kept;
  private final RegressionProblem problem;

  /** The orthonormal form of {@code given}, whose entries are finite. */
  public OrthonormalRows(RegressionProblem given) {
    DenseMatrix matrix = LinearAlgebra.dense(given);
    int d = matrix.columns();
    this.given = given;
    this.factor = new ActiveFactor(new double[d]);
    int[] independent = new int[matrix.rows()];
    for (int i = 0; i < matrix.rows(); i++) {
      double[] row = Arrays.copyOfRange(matrix.entries(), i * d, (i + 1) * d);
      if (factor.append(row, false)) {
        independent[factor.size() - 1] = i;
      }
    }
    this.kept = Arrays.copyOf(independent, factor.size());
    this.problem = orthonormal();
  }

  private RegressionProblem orthonormal() {
    int r = kept.length;
    if (r == 0) {
      throw new UnsolvableProblemException(
          "Every entry of the matrix is 0.", "matrix", "0", "Give a matrix with a nonzero entry.");
    }
    double[][] rows = new double[r][];
    double[] observations = new double[r];
    for (int i = 0; i < r; i++) {
      rows[i] = factor.column(i);
      observations[i] = given.observations()[kept[i]];
    }
    return new RegressionProblem(
        DenseMatrix.ofRows(rows),
        factor.solveTransposed(observations),
        given.planted(),
        given.provenance());
  }

  /** Qᵀ (r × d) and R⁻ᵀy (length r) with r the rank of A. */
  public RegressionProblem problem() {
    return problem;
  }

  /** The ν (length N) with Aᵀν = Qν' for ν' of length r. */
  public double[] dual(double[] orthonormal) {
    double[] solved = factor.solve(orthonormal);
    double[] dual = new double[given.rows()];
    for (int i = 0; i < kept.length; i++) {
      dual[kept[i]] = solved[i];
    }
    return dual;
  }

  /**
   * ‖Ax − y‖₂/‖y‖₂ at the solution x = Qy' of least norm: 0 up to rounding if Ax = y has solutions.
   */
  public double inconsistency() {
    double[] x = new double[given.columns()];
    problem.matrix().multiplyTransposed(problem.observations(), x);
    return BackwardError.relativeResidual(given.matrix(), given.observations(), x);
  }
}
