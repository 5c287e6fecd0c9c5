package org.diaflow.theory.linear.internal;

import org.diaflow.spi.DenseMatrix;

/**
 * The factorization A_J = QR of some columns of a matrix by Householder's reflections (G. Golub, C.
 * Van Loan, Matrix Computations, section 5.2): Q is N × N orthogonal, R upper triangular.
 *
 * <p>It is backward stable column by column, whatever the sizes of entries are. The one of ojAlgo
 * 57 is not: it leaves out reflections of columns that are nearly a multiple of a unit vector, and
 * is then right to ten digits only and wrong in a sign.
 */
public final class HouseholderQr {

  /**
   * Smallest ratio of diagonal entries of R, for columns of equal size, at which they still count
   * as independent: what rounding of their entries leaves of dependent columns, with room.
   */
  private static final double INDEPENDENT = 1e-13;

  private final int rows;
  private final double[][] reflectors;
  private final double[] diagonal;

  /** Factors the columns {@code indices} of {@code matrix}. Cost 2·N·|J|² operations. */
  public HouseholderQr(DenseMatrix matrix, int[] indices) {
    this.rows = matrix.rows();
    this.reflectors = new double[indices.length][];
    this.diagonal = new double[Math.min(rows, indices.length)];
    for (int l = 0; l < indices.length; l++) {
      reflectors[l] = matrix.column(indices[l]);
      for (int k = 0; k < Math.min(l, rows); k++) {
        reflect(k, reflectors[l]);
      }
      if (l < rows) {
        prepare(l);
      }
    }
  }

  /** Turns the part of column l from the diagonal on into v with (I − 2vvᵀ/‖v‖²)a = ∓‖a‖e. */
  private void prepare(int l) {
    double[] a = reflectors[l];
    double norm = 0;
    for (int i = l; i < rows; i++) {
      norm = Math.hypot(norm, a[i]);
    }
    diagonal[l] = a[l] > 0 ? -norm : norm;
    a[l] -= diagonal[l];
    double length = 0;
    for (int i = l; i < rows; i++) {
      length = Math.hypot(length, a[i]);
    }
    for (int i = l; i < rows && length > 0; i++) {
      a[i] /= length;
    }
  }

  private void reflect(int k, double[] vector) {
    double[] v = reflectors[k];
    double along = 0;
    for (int i = k; i < rows; i++) {
      along += v[i] * vector[i];
    }
    along *= 2;
    for (int i = k; i < rows; i++) {
      vector[i] -= along * v[i];
    }
  }

  /** N. */
  public int size() {
    return rows;
  }

  /** Qᵀ·vector, in place. Cost 4·N·|J| operations. */
  public void transposed(double[] vector) {
    for (int k = 0; k < diagonal.length; k++) {
      reflect(k, vector);
    }
  }

  /** Q·vector, in place. Cost 4·N·|J| operations. */
  public void product(double[] vector) {
    for (int k = diagonal.length - 1; k >= 0; k--) {
      reflect(k, vector);
    }
  }

  /** R as an array of |J| rows of length |J|; there are no more columns than rows. */
  public double[][] triangular() {
    int k = reflectors.length;
    double[][] r = new double[k][k];
    for (int l = 0; l < k; l++) {
      for (int i = 0; i < l; i++) {
        r[i][l] = reflectors[l][i];
      }
      r[l][l] = diagonal[l];
    }
    return r;
  }

  /** Whether the columns, which are of equal size, are independent. */
  public boolean independent() {
    return diagonalRatio() > INDEPENDENT;
  }

  /** The smallest diagonal entry of R as a part of the largest; 1 where there is none. */
  public double diagonalRatio() {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double entry : diagonal) {
      largest = Math.max(largest, Math.abs(entry));
      smallest = Math.min(smallest, Math.abs(entry));
    }
    return diagonal.length == 0 ? 1 : smallest / largest;
  }
}
