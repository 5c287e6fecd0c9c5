package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * A regression problem with independent rows and entries near 1, equivalent to a given one.
 *
 * <p>A and y are divided by powers of two (so no digit is lost) and, where A has dependent rows,
 * replaced by UᵀA and Uᵀy with U an orthonormal basis of the range of A.
 *
 * @param matrix A' of full row rank r, r × d, largest entry in [1/2, 1]
 * @param observations y', length r
 * @param basis U, N × r, or null when it is the identity
 * @param matrixExponent A = 2^matrixExponent · U·A'
 * @param observationExponent y = 2^observationExponent · U·y'
 */
record RowSpace(
    DenseMatrix matrix,
    double[] observations,
    @Nullable DenseMatrix basis,
    int matrixExponent,
    int observationExponent) {

  /** Relative size below which a singular value counts as zero. */
  private static final double RANK_TOLERANCE = 1e-12;

  /** Relative squared distance of a row from the span of others that rounding cannot feign. */
  private static final double INDEPENDENT = 1e-8;

  /** Relative distance of y from range(A) above which A·x = y counts as unsolvable. */
  private static final double RANGE_TOLERANCE = 1e-9;

  /**
   * Reduces {@code problem}; throws {@link UnsolvableProblemException} for non-finite entries, a
   * zero matrix, y = 0, y outside range(A), or a quotient y/A beyond the doubles. Cost N²·d. A
   * sparse matrix too large to be given in full is refused like those.
   */
  static RowSpace of(RegressionProblem problem) {
    requireFinite(problem);
    DenseMatrix given = LinearAlgebra.dense(problem);
    int matrixExponent = exponent(given.entries());
    int observationExponent = exponent(problem.observations());
    if (Math.abs(observationExponent - matrixExponent) > 900) {
      throw new UnsolvableProblemException(
          "Observations of size 2^%d with a matrix of size 2^%d make solutions beyond the doubles."
              .formatted(observationExponent, matrixExponent),
          "observations",
          "2^%d".formatted(observationExponent),
          "Rescale the matrix or the observations.");
    }
    var matrix =
        new DenseMatrix(
            problem.rows(), problem.columns(), scaled(given.entries(), -matrixExponent));
    double[] y = scaled(problem.observations(), -observationExponent);
    if (clearlyIndependent(matrix)) {
      return new RowSpace(matrix, y, null, matrixExponent, observationExponent);
    }
    SingularValue<Double> svd = SingularValue.R064.make(LinearAlgebra.store(matrix));
    svd.decompose(LinearAlgebra.store(matrix));
    int rank = rank(svd);
    if (rank == problem.rows()) {
      return new RowSpace(matrix, y, null, matrixExponent, observationExponent);
    }
    return reduced(problem, svd.getU(), rank, matrix, y, matrixExponent, observationExponent);
  }

  private static RowSpace reduced(
      RegressionProblem problem,
      MatrixStore<Double> u,
      int rank,
      DenseMatrix matrix,
      double[] y,
      int matrixExponent,
      int observationExponent) {
    int rows = matrix.rows();
    double[] basisEntries = new double[rows * rank];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < rank; k++) {
        basisEntries[i * rank + k] = u.doubleValue(i, k);
      }
    }
    var basis = new DenseMatrix(rows, rank, basisEntries);
    double[] reducedY = new double[rank];
    basis.multiplyTransposed(y, reducedY);
    double[] rest = new double[rows];
    basis.multiply(reducedY, rest);
    for (int i = 0; i < rows; i++) {
      rest[i] = y[i] - rest[i];
    }
    double distance = LinearAlgebra.norm2(rest) / LinearAlgebra.norm2(y);
    if (distance > RANGE_TOLERANCE) {
      throw new UnsolvableProblemException(
          ("The observations are not of the form A·x: the %d × %d matrix has rank %d and ‖y − Ax‖ is"
                  + " at least %.3g·‖y‖.")
              .formatted(rows, problem.columns(), rank, distance),
          "observations",
          "relative distance %.3g from range(A)".formatted(distance),
          "Give fewer rows than columns, or observations that some x satisfies exactly.");
    }
    double[] entries = new double[rank * matrix.columns()];
    double[] column = new double[rows];
    double[] product = new double[rank];
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < rows; i++) {
        column[i] = matrix.get(i, j);
      }
      basis.multiplyTransposed(column, product);
      for (int k = 0; k < rank; k++) {
        entries[k * matrix.columns() + j] = product[k];
      }
    }
    return new RowSpace(
        new DenseMatrix(rank, matrix.columns(), entries),
        reducedY,
        basis,
        matrixExponent,
        observationExponent);
  }

  /**
   * Whether Cholesky's pivots of AAᵀ, each the squared distance of a row from the span of those
   * before it, are all well above rounding. Saves the singular values of an ordinary matrix.
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
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, gram[i * n + i]);
      for (int k = 0; k < n; k++) {
        store.set(i, k, gram[i * n + k]);
      }
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(store);
    if (!cholesky.decompose(store)) {
      return false;
    }
    MatrixStore<Double> factor = cholesky.getL();
    for (int i = 0; i < n; i++) {
      double pivot = factor.doubleValue(i, i) * factor.doubleValue(i, i);
      if (!(pivot > INDEPENDENT * largest)) {
        return false;
      }
    }
    return true;
  }

  private static int rank(SingularValue<Double> svd) {
    double[] values = svd.getSingularValues().toRawCopy1D();
    int rank = 0;
    for (double value : values) {
      if (value > RANK_TOLERANCE * values[0]) {
        rank++;
      }
    }
    return rank;
  }

  /** Throws {@link UnsolvableProblemException} for non-finite entries, A = 0 and y = 0. */
  static void requireFinite(RegressionProblem problem) {
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

  private static int exponent(double[] values) {
    return Math.getExponent(LinearAlgebra.normInfinity(values)) + 1;
  }

  private static double[] scaled(double[] values, int exponent) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = Math.scalb(values[i], exponent);
    }
    return result;
  }

  /** The factor by which a solution of the reduced problem is multiplied. */
  double solutionScale() {
    return Math.scalb(1.0, observationExponent - matrixExponent);
  }

  /** The N-vector ν with Aᵀν = A'ᵀν' for a dual vector ν' (length r) of the reduced matrix. */
  double[] liftDual(double[] reduced) {
    double[] dual = reduced;
    if (basis != null) {
      dual = new double[basis.rows()];
      basis.multiply(reduced, dual);
    }
    return scaled(dual, -matrixExponent);
  }
}
