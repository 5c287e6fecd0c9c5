package org.diaflow.ortools;

import com.google.ortools.modelbuilder.ModelBuilderHelper;
import com.google.ortools.modelbuilder.ModelSolverHelper;
import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;

/**
 * Basis pursuit as a linear programme in x = p − q: min Σ(p + q) subject to A(p − q) = y, p, q ≥ 0,
 * with A and y divided by powers of two so that their largest entries are of order 1.
 *
 * <p>Holds native memory until it is closed: 2·nnz(A) terms.
 */
final class Programme implements AutoCloseable {

  private final int rows;
  private final int columns;
  private final int matrixExponent;
  private final int observationExponent;
  private final ModelBuilderHelper model = new ModelBuilderHelper();

  Programme(RegressionProblem problem) {
    DenseMatrix matrix = problem.matrix();
    this.rows = problem.rows();
    this.columns = problem.columns();
    this.matrixExponent = exponent(matrix.entries());
    this.observationExponent = exponent(problem.observations());
    for (int j = 0; j < 2 * columns; j++) {
      int variable = model.addVar();
      model.setVarLowerBound(variable, 0);
      model.setVarUpperBound(variable, Double.POSITIVE_INFINITY);
      model.setVarObjectiveCoefficient(variable, 1);
    }
    for (int i = 0; i < rows; i++) {
      addRow(matrix, i, Math.scalb(problem.observations()[i], -observationExponent));
    }
  }

  private void addRow(DenseMatrix matrix, int i, double observation) {
    int row = model.addLinearConstraint();
    model.setConstraintLowerBound(row, observation);
    model.setConstraintUpperBound(row, observation);
    for (int j = 0; j < columns; j++) {
      double entry = Math.scalb(matrix.get(i, j), -matrixExponent);
      if (entry != 0) {
        model.addConstraintTerm(row, j, entry);
        model.addConstraintTerm(row, columns + j, -entry);
      }
    }
  }

  /** What OR-Tools reads. */
  ModelBuilderHelper model() {
    return model;
  }

  /** The x of a solution, in the units of the problem. */
  double[] minimizer(ModelSolverHelper solution) {
    double[] x = new double[columns];
    for (int j = 0; j < columns; j++) {
      double scaled = solution.getVariableValue(j) - solution.getVariableValue(columns + j);
      x[j] = Math.scalb(scaled, observationExponent - matrixExponent);
    }
    return x;
  }

  /** The ν of a solution, in the units of the problem. */
  double[] dual(ModelSolverHelper solution) {
    double[] dual = new double[rows];
    for (int i = 0; i < rows; i++) {
      dual[i] = Math.scalb(solution.getDualValue(i), -matrixExponent);
    }
    return dual;
  }

  @Override
  public void close() {
    model.delete();
  }

  private static int exponent(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return largest == 0 ? 0 : Math.getExponent(largest);
  }
}
