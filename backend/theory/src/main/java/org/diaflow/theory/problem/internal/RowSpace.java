package org.diaflow.theory.problem.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.IndependentRows;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.WeightedGram;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * A regression problem with independent, well-scaled rows and the solutions of a given one,
 * whatever the units of its equations are.
 *
 * <p>Rows are multiplied by the powers of two of {@link Equilibration}, so no digit is lost. Rows
 * that depend on others are left out, after it is seen that their equations are met. Where rows are
 * nearly parallel, they are replaced by combinations L⁻¹A that are not, computed with twice the
 * digits; columns keep the units of x, up to one common factor.
 *
 * @param matrix A' of full row rank r, r × d
 * @param observations y', length r
 * @param rows indices of the rows of A that are kept, length r
 * @param rowExponents exponent of two of each of them
 * @param triangular L with A' = L⁻¹·diag(2^rowExponents)·A_rows, r × r row by row, or null where it
 *     is the identity
 * @param solutionExponent x = 2^solutionExponent·x' for solutions x' of A'x' = y'
 */
public record RowSpace(
    DenseMatrix matrix,
    double[] observations,
    int[] rows,
    int[] rowExponents,
    double @Nullable [] triangular,
    int solutionExponent) {

  /**
   * Distance of a row of length 1 from the span of others, relative to √N, up to which it depends
   * on them: what rounding of its entries explains, 16·2⁻⁵².
   */
  private static final double DEPENDENT = 16 * 0x1p-52;

  /** Squared distance of a row of length 1 from the span of others that needs no replacement. */
  private static final double INDEPENDENT = 1e-4;

  /** Largest quotient of units, as an exponent of two, that doubles can hold apart. */
  private static final int MOST_DECADES = 900;

  /**
   * Reduces {@code problem}; throws {@link UnsolvableProblemException} for non-finite entries, a
   * zero matrix, y = 0, equations that contradict each other, or units beyond the doubles. Cost
   * N²·d. A sparse matrix too large to be given in full is refused like those.
   */
  public static RowSpace of(RegressionProblem problem) {
    requireFinite(problem);
    DenseMatrix given = LinearAlgebra.dense(problem);
    Equilibration units = Equilibration.of(given);
    int matrixExponent = commonExponent(units.columns());
    int observationExponent = observationExponent(problem.observations(), units.rows());
    int solutionExponent = observationExponent + matrixExponent;
    if (Math.abs(solutionExponent) > MOST_DECADES) {
      throw new UnsolvableProblemException(
          "Observations of size 2^%d with a matrix of size 2^%d make solutions beyond the doubles."
              .formatted(observationExponent, -matrixExponent),
          "observations",
          "2^%d".formatted(observationExponent),
          "Rescale the matrix or the observations.");
    }
    int[] rowExponents = Arrays.stream(units.rows()).map(e -> e + matrixExponent).toArray();
    DenseMatrix matrix = Equilibration.scaled(given, rowExponents, new int[given.columns()]);
    double[] y = new double[given.rows()];
    Arrays.setAll(
        y, i -> Math.scalb(problem.observations()[i], units.rows()[i] - observationExponent));
    DenseMatrix equilibrated = units.applied(given);
    if (clearlyIndependent(equilibrated)) {
      int[] all = IntStream.range(0, given.rows()).toArray();
      return new RowSpace(matrix, y, all, rowExponents, null, solutionExponent);
    }
    return reduced(problem, equilibrated, matrix, y, rowExponents, solutionExponent);
  }

  /**
   * The common exponent that puts the largest and the smallest column equally far from 1, or the
   * largest as far as doubles allow.
   */
  private static int commonExponent(int[] exponents) {
    int least = Arrays.stream(exponents).min().orElse(0);
    int most = Arrays.stream(exponents).max().orElse(0);
    return least + Math.min((most - least) / 2, MOST_DECADES);
  }

  private static int observationExponent(double[] observations, int[] rowExponents) {
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < observations.length; i++) {
      if (observations[i] != 0) {
        largest = Math.max(largest, Equilibration.exponent(observations[i]) + rowExponents[i]);
      }
    }
    return largest;
  }

  private static RowSpace reduced(
      RegressionProblem problem,
      DenseMatrix equilibrated,
      DenseMatrix matrix,
      double[] y,
      int[] rowExponents,
      int solutionExponent) {
    int n = matrix.rows();
    var independent = IndependentRows.of(equilibrated, DEPENDENT * Math.sqrt(n));
    int[] rows = independent.rows();
    int[] exponents = Arrays.stream(rows).map(i -> rowExponents[i]).toArray();
    var solved = new TriangularRows(independent.triangular(), rows);
    var space =
        new RowSpace(
            solved.matrix(matrix),
            solved.vector(y),
            rows,
            exponents,
            independent.triangular(),
            solutionExponent);
    if (rows.length < n) {
      requireConsistent(problem, equilibrated, y, solved);
    }
    return space;
  }

  /** Refuses a y for which a solution of the equations kept leaves another one unmet. */
  private static void requireConsistent(
      RegressionProblem problem, DenseMatrix equilibrated, double[] y, TriangularRows solved) {
    int rank = solved.rows().length;
    DenseMatrix orthonormal = solved.matrix(equilibrated);
    double[] x = BasicSolution.of(orthonormal, solved.vector(y));
    double[] error = BackwardError.ofEach(equilibrated, y, x);
    double[] sizes = BackwardError.sizes(equilibrated, y, x);
    double[] share = new double[error.length];
    int worst = 0;
    for (int i = 0; i < error.length; i++) {
      share[i] =
          error[i] > BackwardError.solved(y.length)
              ? error[i] * sizes[i] / shared(equilibrated, i, orthonormal, solved, sizes)
              : error[i];
      worst = share[i] > share[worst] ? i : worst;
    }
    if (share[worst] > BackwardError.solved(y.length)) {
      throw new UnsolvableProblemException(
          ("The equations contradict each other: the %d × %d matrix has rank %d, and a vector that"
                  + " solves %d independent equations misses equation %d by %.3g of its size.")
              .formatted(problem.rows(), problem.columns(), rank, rank, worst + 1, error[worst]),
          "observations",
          "observations[%d] = %s".formatted(worst, problem.observations()[worst]),
          "Give fewer rows than columns, or observations that some x satisfies exactly.");
    }
  }

  /**
   * The size of equation i and of those kept, |c_k| times, where its row is Σ c_k·a_k: what x
   * misses in equation i alone can be shared by all of them, each in proportion to its size.
   */
  private static double shared(
      DenseMatrix matrix, int i, DenseMatrix orthonormal, TriangularRows solved, double[] sizes) {
    double[] coordinates = new double[orthonormal.rows()];
    int d = matrix.columns();
    orthonormal.multiply(Arrays.copyOfRange(matrix.entries(), i * d, (i + 1) * d), coordinates);
    double[] combination = solved.transposed(coordinates);
    double sum = sizes[i];
    for (int k = 0; k < combination.length; k++) {
      sum += Math.abs(combination[k]) * sizes[solved.rows()[k]];
    }
    return sum;
  }

  /**
   * Whether Cholesky's pivots of AAᵀ with rows of length 1, each the squared distance of a row from
   * the span of those before it, are all well above rounding: nothing is to be done to such rows.
   */
  private static boolean clearlyIndependent(DenseMatrix matrix) {
    int n = matrix.rows();
    if (n > matrix.columns()) {
      return false;
    }
    double[] ones = new double[matrix.columns()];
    Arrays.fill(ones, 1);
    double[] gram = new double[n * n];
    new WeightedGram(matrix).write(ones, gram);
    R064Store store = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        store.set(i, k, gram[i * n + k] / Math.sqrt(gram[i * n + i] * gram[k * n + k]));
      }
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(store);
    if (!cholesky.decompose(store)) {
      return false;
    }
    MatrixStore<Double> factor = cholesky.getL();
    for (int i = 0; i < n; i++) {
      double pivot = factor.doubleValue(i, i) * factor.doubleValue(i, i);
      if (!(pivot > INDEPENDENT)) {
        return false;
      }
    }
    return true;
  }

  /** Throws {@link UnsolvableProblemException} for non-finite entries, A = 0 and y = 0. */
  public static void requireFinite(RegressionProblem problem) {
    double largest = LinearAlgebra.normInfinity(problem.matrix().values());
    double largestY = LinearAlgebra.normInfinity(problem.observations());
    if (!(largest <= Double.MAX_VALUE)) {
      throw new UnsolvableProblemException(
          "The matrix has an entry that is not a finite number.",
          "matrix",
          String.valueOf(largest),
          "Give finite numbers only.");
    }
    if (!(largestY <= Double.MAX_VALUE)) {
      throw new UnsolvableProblemException(
          "The observations have an entry that is not a finite number.",
          "observations",
          String.valueOf(largestY),
          "Give finite numbers only.");
    }
    if (largest == 0) {
      throw new UnsolvableProblemException(
          "Every entry of the matrix is 0.", "matrix", "0", "Give a matrix with a nonzero entry.");
    }
    if (largestY == 0) {
      throw new UnsolvableProblemException(
          "Every observation is 0, so the minimizer is 0 and the flow stays at 0 for every α.",
          "observations",
          "0",
          "Give observations with a nonzero entry.");
    }
  }

  /** The factor by which a solution of the reduced problem is multiplied. */
  public double solutionScale() {
    return Math.scalb(1.0, solutionExponent);
  }

  /** The ν (length N, 0 outside the rows kept) with Aᵀν = A'ᵀν' for ν' of length r. */
  public double[] liftDual(double[] reduced, int length) {
    double[] solved =
        triangular == null ? reduced : new TriangularRows(triangular, rows).transposed(reduced);
    double[] dual = new double[length];
    for (int k = 0; k < rows.length; k++) {
      dual[rows[k]] = Math.scalb(solved[k], rowExponents[k]);
    }
    return dual;
  }
}
