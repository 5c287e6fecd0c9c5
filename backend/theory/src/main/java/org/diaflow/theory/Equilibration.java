package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

/**
 * Powers of two by which rows and columns of a matrix are multiplied so that units do not matter:
 * every row and every column of A' = diag(2^rows)·A·diag(2^columns) that is not zero has its
 * largest entry in [1/2, 1] or near it. Products with powers of two are exact, so nothing is lost
 * on the way there or back, and a matrix with rows multiplied by powers of two has the same A'.
 *
 * @param rows exponents of the rows, length N
 * @param columns exponents of the columns, length d
 */
record Equilibration(int[] rows, int[] columns) {

  /** Sweeps over rows and columns; each brings the largest entries nearer to 1. */
  private static final int SWEEPS = 4;

  private static final int NOTHING = Integer.MIN_VALUE;

  /** The equilibration of {@code matrix}, finite. Cost 8 operations per stored entry. */
  static Equilibration of(Matrix matrix) {
    int n = matrix.rows();
    int d = matrix.columns();
    int[] rows = new int[n];
    int[] columns = new int[d];
    int[] largestInRow = new int[n];
    int[] largestInColumn = new int[d];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Arrays.fill(largestInRow, NOTHING);
      largest(matrix, columns, largestInRow, true);
      fit(rows, largestInRow);
      Arrays.fill(largestInColumn, NOTHING);
      largest(matrix, rows, largestInColumn, false);
      fit(columns, largestInColumn);
    }
    return new Equilibration(rows, columns);
  }

  /** The largest exponent of each row after columns are scaled, or of each column after rows. */
  private static void largest(Matrix matrix, int[] scaled, int[] largest, boolean ofRows) {
    switch (matrix) {
      case DenseMatrix dense -> {
        int d = dense.columns();
        for (int k = 0; k < dense.entries().length; k++) {
          note(dense.entries()[k], k / d, k % d, scaled, largest, ofRows);
        }
      }
      case SparseMatrix sparse -> {
        for (int j = 0; j < sparse.columns(); j++) {
          for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
            note(sparse.nonzeros()[k], sparse.rowIndices()[k], j, scaled, largest, ofRows);
          }
        }
      }
    }
  }

  private static void note(
      double entry, int i, int j, int[] scaled, int[] largest, boolean ofRows) {
    if (entry != 0) {
      int line = ofRows ? i : j;
      largest[line] = Math.max(largest[line], exponent(entry) + scaled[ofRows ? j : i]);
    }
  }

  private static void fit(int[] exponents, int[] largest) {
    for (int k = 0; k < exponents.length; k++) {
      exponents[k] = largest[k] == NOTHING ? 0 : -largest[k];
    }
  }

  /** The e with |value| in [2^(e−1), 2^e), for {@code value} ≠ 0, subnormal ones included. */
  static int exponent(double value) {
    int exponent = Math.getExponent(value);
    return exponent >= Double.MIN_EXPONENT
        ? exponent + 1
        : Math.getExponent(value * 0x1p60) + 1 - 60;
  }

  /** The exponents of the columns alone, the largest entry of each in [1/2, 1). */
  static int[] ofColumns(Matrix matrix) {
    int[] largest = new int[matrix.columns()];
    Arrays.fill(largest, NOTHING);
    largest(matrix, new int[matrix.rows()], largest, false);
    int[] exponents = new int[matrix.columns()];
    fit(exponents, largest);
    return exponents;
  }

  /** {@code matrix} with its rows, but not its columns, brought to equal size. */
  SparseMatrix ofRows(SparseMatrix matrix) {
    double[] nonzeros = new double[matrix.nonzeros().length];
    Arrays.setAll(nonzeros, k -> Math.scalb(matrix.nonzeros()[k], rows[matrix.rowIndices()[k]]));
    return matrix.withNonzeros(nonzeros);
  }

  /**
   * {@code problem} with every equation multiplied by the power of two that brings its largest
   * entry near 1, so that products of entries neither over- nor underflow. Its solutions are the
   * same.
   */
  static RegressionProblem inUnits(RegressionProblem problem) {
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    int[] largest = new int[matrix.rows()];
    Arrays.fill(largest, NOTHING);
    largest(matrix, new int[matrix.columns()], largest, true);
    int[] exponents = new int[largest.length];
    fit(exponents, largest);
    return new RegressionProblem(
        scaled(matrix, exponents, new int[matrix.columns()]),
        scaled(problem.observations(), exponents),
        problem.planted(),
        problem.provenance());
  }

  /** A' of {@code matrix}. */
  DenseMatrix applied(DenseMatrix matrix) {
    return scaled(matrix, rows, columns);
  }

  /** diag(2^rows)·matrix·diag(2^columns). */
  static DenseMatrix scaled(DenseMatrix matrix, int[] rows, int[] columns) {
    int d = matrix.columns();
    double[] entries = new double[matrix.entries().length];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < d; j++) {
        entries[i * d + j] = Math.scalb(matrix.entries()[i * d + j], rows[i] + columns[j]);
      }
    }
    return new DenseMatrix(matrix.rows(), d, entries);
  }

  /** {@code values} with entry k multiplied by 2^exponents[k]. */
  static double[] scaled(double[] values, int[] exponents) {
    double[] result = new double[values.length];
    Arrays.setAll(result, k -> Math.scalb(values[k], exponents[k]));
    return result;
  }
}
