package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

/**
 * Basis pursuit in units in which columns are of equal size: with x_j = 2^(e_j)·z_j, minimize Σ
 * c_j|z_j| subject to A'z = y, where a'_j = 2^(e_j)·a_j has its largest entry in [1/2, 1) and c_j =
 * 2^(e_j − m). With m the smallest e_j the least cost is 1. Powers of two round nothing.
 *
 * <p>Columns are left alone where their largest entries are within a factor of 2^10 of each other,
 * so that usual matrices are shared and not copied.
 *
 * @param problem A' and y
 * @param exponents the e_j
 * @param common m
 * @param costs c, length d; up to 2^2047, +∞ beyond
 */
record BalancedColumns(RegressionProblem problem, int[] exponents, int common, double[] costs) {

  private static final int MODERATE = 10;

  /** The balanced form of {@code problem}, whose entries are finite. Cost N·d comparisons. */
  static BalancedColumns of(RegressionProblem problem) {
    int[] exponents = exponents(largestEntries(problem.matrix()));
    boolean moderate = Arrays.stream(exponents).allMatch(e -> e == 0);
    RegressionProblem balanced =
        moderate
            ? problem
            : new RegressionProblem(
                scaled(problem.matrix(), exponents),
                problem.observations(),
                null,
                problem.provenance());
    int common = Arrays.stream(exponents).min().orElse(0);
    double[] costs =
        Arrays.stream(exponents).mapToDouble(e -> Math.scalb(1.0, e - common)).toArray();
    return new BalancedColumns(balanced, exponents, common, costs);
  }

  /** The x for a z. */
  double[] unscale(double[] z) {
    double[] x = new double[z.length];
    Arrays.setAll(x, j -> Math.scalb(z[j], exponents[j]));
    return x;
  }

  /** The ν with |Aᵀν| ≤ 1 for a ν' with |A'ᵀν'| ≤ c. */
  double[] unscaleDual(double[] dual) {
    return Arrays.stream(dual).map(value -> Math.scalb(value, common)).toArray();
  }

  /** The e_j; those of zero columns are the largest, and 0 where all columns are moderate. */
  private static int[] exponents(double[] sizes) {
    int[] exponents = new int[sizes.length];
    int smallest = Integer.MAX_VALUE;
    int largest = Integer.MIN_VALUE;
    for (int j = 0; j < sizes.length; j++) {
      if (sizes[j] > 0) {
        exponents[j] = -Math.getExponent(sizes[j]) - 1;
        smallest = Math.min(smallest, exponents[j]);
        largest = Math.max(largest, exponents[j]);
      }
    }
    if (largest - smallest <= MODERATE) {
      return new int[sizes.length];
    }
    for (int j = 0; j < sizes.length; j++) {
      exponents[j] = sizes[j] > 0 ? exponents[j] : largest;
    }
    return exponents;
  }

  /** The size of the largest entry of each column. */
  private static double[] largestEntries(Matrix matrix) {
    double[] largest = new double[matrix.columns()];
    switch (matrix) {
      case DenseMatrix dense -> {
        for (int k = 0; k < dense.entries().length; k++) {
          int j = k % dense.columns();
          largest[j] = Math.max(largest[j], Math.abs(dense.entries()[k]));
        }
      }
      case SparseMatrix sparse -> {
        for (int j = 0; j < sparse.columns(); j++) {
          for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
            largest[j] = Math.max(largest[j], Math.abs(sparse.nonzeros()[k]));
          }
        }
      }
    }
    return largest;
  }

  private static Matrix scaled(Matrix matrix, int[] exponents) {
    double[] entries = matrix.values().clone();
    return switch (matrix) {
      case DenseMatrix dense -> {
        for (int k = 0; k < entries.length; k++) {
          entries[k] = Math.scalb(entries[k], exponents[k % dense.columns()]);
        }
        yield new DenseMatrix(dense.rows(), dense.columns(), entries);
      }
      case SparseMatrix sparse -> {
        for (int j = 0; j < sparse.columns(); j++) {
          for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
            entries[k] = Math.scalb(entries[k], exponents[j]);
          }
        }
        yield sparse.withNonzeros(entries);
      }
    };
  }
}
