package org.diaflow.ortools;

import com.google.ortools.modelbuilder.ModelBuilderHelper;
import com.google.ortools.modelbuilder.ModelSolverHelper;
import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

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
    Matrix matrix = problem.matrix();
    this.rows = problem.rows();
    this.columns = problem.columns();
    this.matrixExponent = exponent(matrix.values());
    this.observationExponent = exponent(problem.observations());
    for (int j = 0; j < 2 * columns; j++) {
      int variable = model.addVar();
      model.setVarLowerBound(variable, 0);
      model.setVarUpperBound(variable, Double.POSITIVE_INFINITY);
      model.setVarObjectiveCoefficient(variable, 1);
    }
    for (double observation : problem.observations()) {
      int row = model.addLinearConstraint();
      double scaled = Math.scalb(observation, -observationExponent);
      model.setConstraintLowerBound(row, scaled);
      model.setConstraintUpperBound(row, scaled);
    }
    switch (matrix) {
      case DenseMatrix dense -> addTerms(dense);
      case SparseMatrix sparse -> addTerms(sparse);
    }
  }

  private void addTerms(DenseMatrix matrix) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        addTerm(i, j, matrix.get(i, j));
      }
    }
  }

  private void addTerms(SparseMatrix matrix) {
    for (int j = 0; j < columns; j++) {
      for (int k = matrix.starts()[j]; k < matrix.starts()[j + 1]; k++) {
        addTerm(matrix.rowIndices()[k], j, matrix.nonzeros()[k]);
      }
    }
  }

  private void addTerm(int i, int j, double entry) {
    if (entry != 0) {
      double scaled = Math.scalb(entry, -matrixExponent);
      model.addConstraintTerm(i, j, scaled);
      model.addConstraintTerm(i, columns + j, -scaled);
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
