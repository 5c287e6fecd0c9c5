package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

/**
 * Powers of two by which rows and columns of a matrix are multiplied so that units do not matter:
 * every row and every column of A' = diag(2^rows)·A·diag(2^columns) that is not zero has its
 * largest entry in [1/2, 1] or near it. Products with powers of two are exact, so nothing is lost
 * on the way there or back.
 *
 * <p>Largest entries alone do not determine A'. Of all exponents, those come first that make
 * Σ(log₂|a_ij| + rows_i + columns_j)² over the nonzero entries least (A. R. Curtis, J. K. Reid, J.
 * Inst. Maths Applics 10 (1972)): a matrix with rows and columns multiplied by powers of two has
 * the same A', but for a power of two by which the rounding of exponents differs.
 *
 * @param rows exponents of the rows, length N
 * @param columns exponents of the columns, length d
 */
public record Equilibration(int[] rows, int[] columns) {

  /**
   * Most sweeps towards the least squares; without zeros in the matrix the first one ends there.
   */
  private static final int MOST_SWEEPS = 30;

  /** Sweeps that bring largest entries near 1. */
  private static final int SWEEPS = 2;

  private static final int NOTHING = Integer.MIN_VALUE;

  /** The equilibration of {@code matrix}, finite. Cost 10 to 70 operations per stored entry. */
  public static Equilibration of(Matrix matrix) {
    int n = matrix.rows();
    int d = matrix.columns();
    int[] rows = new int[n];
    int[] columns = new int[d];
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean moved = centre(matrix, rows, columns, true);
      moved |= centre(matrix, columns, rows, false);
      if (!moved) {
        break;
      }
    }
    return levelled(matrix, rows, columns);
  }

  /**
   * The equilibration by largest entries alone of a matrix whose rows are comparable, for instance
   * those of a problem that is equilibrated but for the units of its columns: entries that are
   * rounding errors do not count.
   */
  static Equilibration ofComparableRows(Matrix matrix) {
    return levelled(matrix, new int[matrix.rows()], new int[matrix.columns()]);
  }

  /** From these exponents on to those that bring the largest entries near 1, columns first. */
  private static Equilibration levelled(Matrix matrix, int[] rows, int[] columns) {
    int[] largestInRow = new int[rows.length];
    int[] largestInColumn = new int[columns.length];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Arrays.fill(largestInColumn, NOTHING);
      largest(matrix, rows, largestInColumn, false);
      fit(columns, largestInColumn);
      Arrays.fill(largestInRow, NOTHING);
      largest(matrix, columns, largestInRow, true);
      fit(rows, largestInRow);
    }
    return new Equilibration(rows, columns);
  }

  /**
   * Makes the mean exponent of each row, or of each column, 0; says whether any of {@code own}
   * changed.
   */
  private static boolean centre(Matrix matrix, int[] own, int[] others, boolean ofRows) {
    long[] sums = new long[own.length];
    int[] counts = new int[own.length];
    forEach(
        matrix,
        (i, j, exponent) -> {
          sums[ofRows ? i : j] += exponent + others[ofRows ? j : i];
          counts[ofRows ? i : j]++;
        });
    boolean moved = false;
    for (int k = 0; k < own.length; k++) {
      int centred = counts[k] == 0 ? 0 : -(int) Math.round((double) sums[k] / counts[k]);
      moved |= centred != own[k];
      own[k] = centred;
    }
    return moved;
  }

  /** The largest exponent of each row after columns are scaled, or of each column after rows. */
  private static void largest(Matrix matrix, int[] scaled, int[] largest, boolean ofRows) {
    forEach(
        matrix,
        (i, j, exponent) -> {
          int line = ofRows ? i : j;
          largest[line] = Math.max(largest[line], exponent + scaled[ofRows ? j : i]);
        });
  }

  /** A nonzero entry, by the exponent of its size. */
  @FunctionalInterface
  private interface EntryAction {
    void take(int row, int column, int exponent);
  }

  private static void forEach(Matrix matrix, EntryAction action) {
    switch (matrix) {
      case DenseMatrix dense -> {
        int k = 0;
        for (int i = 0; i < dense.rows(); i++) {
          for (int j = 0; j < dense.columns(); j++, k++) {
            double entry = dense.entries()[k];
            if (entry != 0) {
              action.take(i, j, exponent(entry));
            }
          }
        }
      }
      case SparseMatrix sparse -> {
        for (int j = 0; j < sparse.columns(); j++) {
          for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
            double entry = sparse.nonzeros()[k];
            if (entry != 0) {
              action.take(sparse.rowIndices()[k], j, exponent(entry));
            }
          }
        }
      }
    }
  }

  private static void fit(int[] exponents, int[] largest) {
    for (int k = 0; k < exponents.length; k++) {
      exponents[k] = largest[k] == NOTHING ? 0 : -largest[k];
    }
  }

  /** The e with |value| in [2^(e−1), 2^e), for {@code value} ≠ 0, subnormal ones included. */
  public static int exponent(double value) {
    int exponent = Math.getExponent(value);
    return exponent >= Double.MIN_EXPONENT
        ? exponent + 1
        : Math.getExponent(value * 0x1p60) + 1 - 60;
  }

  /** The exponents of the columns alone, the largest entry of each in [1/2, 1). */
  public static int[] ofColumns(Matrix matrix) {
    return ofColumns(matrix, new int[matrix.rows()]);
  }

  /** The exponents of the columns of diag(2^rows)·matrix, the largest entry of each in [1/2, 1). */
  public static int[] ofColumns(Matrix matrix, int[] rows) {
    int[] largest = new int[matrix.columns()];
    Arrays.fill(largest, NOTHING);
    largest(matrix, rows, largest, false);
    int[] exponents = new int[matrix.columns()];
    fit(exponents, largest);
    return exponents;
  }

  /** diag(2^rows)·matrix. */
  public static SparseMatrix scaledRows(SparseMatrix matrix, int[] rows) {
    double[] nonzeros = new double[matrix.nonzeros().length];
    Arrays.setAll(nonzeros, k -> Math.scalb(matrix.nonzeros()[k], rows[matrix.rowIndices()[k]]));
    return matrix.withNonzeros(nonzeros);
  }

  /**
   * {@code problem} with every equation multiplied by the power of two that brings its largest
   * entry near 1, so that products of entries neither over- nor underflow. Its solutions are the
   * same.
   */
  public static RegressionProblem inUnits(RegressionProblem problem) {
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
  public DenseMatrix applied(DenseMatrix matrix) {
    return scaled(matrix, rows, columns);
  }

  /** diag(2^rows)·matrix·diag(2^columns). */
  public static DenseMatrix scaled(DenseMatrix matrix, int[] rows, int[] columns) {
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
  public static double[] scaled(double[] values, int[] exponents) {
    double[] result = new double[values.length];
    Arrays.setAll(result, k -> Math.scalb(values[k], exponents[k]));
    return result;
  }
}
