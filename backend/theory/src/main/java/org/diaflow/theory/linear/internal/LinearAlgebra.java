package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** The few matrix operations the theory needs, on ojAlgo's decompositions. */
public final class LinearAlgebra {

  private LinearAlgebra() {}

  /**
   * The matrix of {@code problem} with all of its entries; throws {@link
   * UnsolvableProblemException} where it is sparse and has too many.
   */
  public static DenseMatrix dense(RegressionProblem problem) {
    Applicability applicability = Applicability.dense(problem);
    if (!applicability.applicable()) {
      throw new UnsolvableProblemException(
          applicability.reason(),
          "matrix",
          "a sparse %d × %d matrix".formatted(problem.rows(), problem.columns()),
          "Choose a smaller matrix; large sparse ones take certificates and solver comparisons.");
    }
    return problem.matrix().dense();
  }

  /** A copy of {@code matrix} for ojAlgo. */
  public static R064Store store(DenseMatrix matrix) {
    R064Store store = R064Store.FACTORY.make(matrix.rows(), matrix.columns());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        store.set(i, j, matrix.get(i, j));
      }
    }
    return store;
  }

  /** The columns {@code indices} of {@code matrix}, for ojAlgo. */
  public static R064Store columns(DenseMatrix matrix, int[] indices) {
    R064Store store = R064Store.FACTORY.make(matrix.rows(), indices.length);
    for (int i = 0; i < matrix.rows(); i++) {
      for (int k = 0; k < indices.length; k++) {
        store.set(i, k, matrix.get(i, indices[k]));
      }
    }
    return store;
  }

  /** A column vector for ojAlgo. */
  public static R064Store column(double[] values) {
    R064Store store = R064Store.FACTORY.make(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      store.set(i, 0, values[i]);
    }
    return store;
  }

  /** The first {@code length} entries of a column vector. */
  public static double[] array(MatrixStore<Double> column, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = column.doubleValue(i, 0);
    }
    return values;
  }

  /** Least-squares solution of M·x = b for M of full column rank. */
  public static double[] leastSquares(MatrixStore<Double> matrix, double[] b) {
    int rows = (int) matrix.countRows();
    int columns = (int) matrix.countColumns();
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, k -> matrix.doubleValue(k / columns, k % columns));
    int[] all = new int[columns];
    Arrays.setAll(all, j -> j);
    var factors = new HouseholderQr(new DenseMatrix(rows, columns, entries), all);
    double[][] triangular = factors.triangular();
    double[] rotated = b.clone();
    factors.transposed(rotated);
    double[] x = Arrays.copyOf(rotated, columns);
    for (int i = columns - 1; i >= 0; i--) {
      for (int l = i + 1; l < columns; l++) {
        x[i] -= triangular[i][l] * x[l];
      }
      x[i] /= triangular[i][i];
    }
    return x;
  }

  /** Solution of M·x = b for a symmetric positive definite M, see {@link PositiveDefinite}. */
  public static double[] solvePositiveDefinite(double[] m, double[] b) {
    return b.length == 0 ? b.clone() : new PositiveDefinite(m, b.length).solve(b);
  }

  /** ‖x‖₁. */
  public static double norm1(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** ‖x‖₂, without over- or underflow. */
  public static double norm2(double[] x) {
    double largest = normInfinity(x);
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : x) {
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }

  /** ‖x‖_∞; NaN where an entry is. */
  public static double normInfinity(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Double.isNaN(value) ? Double.NaN : Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** ⟨x, y⟩. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
