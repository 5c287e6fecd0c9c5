package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;

/**
 * Basis pursuit with rows and observations of moderate size, equivalent to a given one: rows of A
 * and then y are divided by powers of two, which rounds nothing and changes neither the feasible
 * set nor, up to the power for y, the minimizer.
 *
 * <p>Rows are left alone where their largest entries are within a factor of 2^10 of 1 or of each
 * other, so that usual matrices are shared and not copied.
 *
 * @param problem the scaled A and y; the largest observation is in [1/2, 1)
 * @param rowExponents the powers r_i: a scaled row is the row of A times 2^(−r_i)
 * @param observationExponent the power o: x of the problem is x of the scaled one times 2^o
 */
record BalancedProblem(RegressionProblem problem, int[] rowExponents, int observationExponent) {

  private static final int MODERATE = 10;

  /**
   * The balanced form of {@code problem}, whose entries are finite.
   *
   * @param sizes what {@link #largestEntries} says of its matrix
   */
  static BalancedProblem of(RegressionProblem problem, double[] sizes) {
    int[] exponents = rowExponents(sizes);
    Matrix matrix =
        Arrays.stream(exponents).allMatch(e -> e == 0)
            ? problem.matrix()
            : scaled(problem.matrix(), exponents);
    double[] y = problem.observations();
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < y.length; i++) {
      if (y[i] != 0) {
        largest = Math.max(largest, Math.getExponent(y[i]) + 1 - exponents[i]);
      }
    }
    int observationExponent = largest == Integer.MIN_VALUE ? 0 : largest;
    double[] observations = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      observations[i] = Math.scalb(y[i], -exponents[i] - observationExponent);
    }
    return new BalancedProblem(
        new RegressionProblem(matrix, observations, null, problem.provenance()),
        exponents,
        observationExponent);
  }

  /** The candidate for the problem given that corresponds to one of the balanced problem. */
  L1Candidate unscale(L1Candidate candidate) {
    double[] multipliers = null;
    if (candidate.dual() != null) {
      multipliers = new double[rowExponents.length];
      for (int i = 0; i < multipliers.length; i++) {
        multipliers[i] = Math.scalb(candidate.dual()[i], -rowExponents[i]);
      }
    }
    return new L1Candidate(unscale(candidate.x()), multipliers, candidate.outcome());
  }

  /** The x for the problem given. */
  double[] unscale(double[] x) {
    double[] unscaled = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      unscaled[j] = Math.scalb(x[j], observationExponent);
    }
    return unscaled;
  }

  private static int[] rowExponents(double[] sizes) {
    int[] exponents = new int[sizes.length];
    int smallest = Integer.MAX_VALUE;
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < exponents.length; i++) {
      double size = sizes[i];
      if (size > 0) {
        exponents[i] = Math.getExponent(size) + 1;
        smallest = Math.min(smallest, exponents[i]);
        largest = Math.max(largest, exponents[i]);
      }
    }
    boolean moderate = smallest >= -MODERATE && largest <= MODERATE;
    if (moderate) {
      return new int[exponents.length];
    }
    if (largest - smallest <= MODERATE) {
      Arrays.fill(exponents, largest);
    }
    return exponents;
  }

  /**
   * The size of the largest entry of each row, length N; not finite exactly where an entry of the
   * row is not. Cost N·d comparisons.
   */
  static double[] largestEntries(Matrix matrix) {
    double[] largest = new double[matrix.rows()];
    switch (matrix) {
      case DenseMatrix dense -> {
        for (int k = 0; k < dense.entries().length; k += dense.columns()) {
          largest[k / dense.columns()] = largestEntry(dense.entries(), k, dense.columns());
        }
      }
      case SparseMatrix sparse -> {
        for (int k = 0; k < sparse.nonzeros().length; k++) {
          int i = sparse.rowIndices()[k];
          largest[i] = Math.max(largest[i], Math.abs(sparse.nonzeros()[k]));
        }
      }
    }
    return largest;
  }

  private static double largestEntry(double[] entries, int from, int length) {
    double largest = 0;
    for (int k = from; k < from + length; k++) {
      largest = Math.max(largest, Math.abs(entries[k]));
    }
    return largest;
  }

  private static Matrix scaled(Matrix matrix, int[] exponents) {
    double[] entries = matrix.values().clone();
    return switch (matrix) {
      case DenseMatrix dense -> {
        for (int k = 0; k < entries.length; k++) {
          entries[k] = Math.scalb(entries[k], -exponents[k / dense.columns()]);
        }
        yield new DenseMatrix(dense.rows(), dense.columns(), entries);
      }
      case SparseMatrix sparse -> {
        for (int k = 0; k < entries.length; k++) {
          entries[k] = Math.scalb(entries[k], -exponents[sparse.rowIndices()[k]]);
        }
        yield sparse.withNonzeros(entries);
      }
    };
  }
}
