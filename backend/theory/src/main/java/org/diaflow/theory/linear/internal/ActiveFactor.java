package org.diaflow.theory.linear.internal;

import java.util.Arrays;

/**
 * The factorization A_J = Q·R of the active columns, kept up to date as columns come and go.
 *
 * <p>Q has orthonormal columns (Gram–Schmidt, every column orthogonalized twice), R is upper
 * triangular. Appending costs 8·N·|J| operations, removing at most 6·N·|J| (Givens rotations; G.
 * Golub, C. Van Loan, Matrix Computations, section 6.5), a solve |J|².
 */
public final class ActiveFactor {

  /** Part of a column outside the range of the others below which it counts as dependent. */
  private static final double DEPENDENT = 1e-10;

  /** Part of a column left after orthogonalization below which rounding spoils it. */
  private static final double CANCELLED = 0.7;

  /** Relative size of an unexplained part that is rounding. */
  private static final double ROUNDING = 1e-14;

  private final int rows;
  private final double[] target;
  private double[][] q = new double[16][];
  private double[][] r = new double[16][];
  private double[] projection = new double[16];
  private int size;

  /** The factor of no columns, which also keeps Qᵀy up to date for {@code target} = y. */
  public ActiveFactor(double[] target) {
    this.rows = target.length;
    this.target = target;
  }

  /** |J|. */
  public int size() {
    return size;
  }

  /**
   * Appends {@code column} (length N, overwritten); false, and nothing changes, if it depends on
   * the others. A {@code quick} one is orthogonalized a second time only where most of it was
   * cancelled (Å. Björck, Numerical Methods for Least Squares Problems, section 2.4.5): the loss of
   * orthogonality is that of the conditioning of A_J, not none.
   */
  public boolean append(double[] column, boolean quick) {
    if (size == rows) {
      return false;
    }
    double norm = Math.sqrt(dot(column, column));
    double[] coefficients = new double[size + 1];
    orthogonalize(column, coefficients);
    if (!quick || Math.sqrt(dot(column, column)) < CANCELLED * norm) {
      orthogonalize(column, coefficients);
    }
    return accept(column, norm, coefficients);
  }

  /** Takes the part along Q out of {@code column}, and adds it to {@code coefficients}. */
  private void orthogonalize(double[] column, double[] coefficients) {
    for (int k = 0; k < size; k++) {
      double coefficient = dot(q[k], column);
      coefficients[k] += coefficient;
      addTo(column, -coefficient, q[k]);
    }
  }

  private boolean accept(double[] column, double norm, double[] coefficients) {
    double rest = Math.sqrt(dot(column, column));
    if (!(rest > DEPENDENT * norm)) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      column[i] /= rest;
    }
    coefficients[size] = rest;
    if (size == q.length) {
      q = Arrays.copyOf(q, 2 * size);
      r = Arrays.copyOf(r, 2 * size);
      projection = Arrays.copyOf(projection, 2 * size);
    }
    q[size] = column;
    r[size] = coefficients;
    projection[size] = dot(column, target);
    size++;
    return true;
  }

  /** Removes the column at {@code position}, counted in the order of J. */
  public void remove(int position) {
    System.arraycopy(r, position + 1, r, position, size - position - 1);
    size--;
    for (int i = position; i < size; i++) {
      double a = r[i][i];
      double b = r[i][i + 1];
      double norm = Math.hypot(a, b);
      double cosine = a / norm;
      double sine = b / norm;
      for (int j = i; j < size; j++) {
        rotate(r[j], i, cosine, sine);
      }
      rotate(projection, i, cosine, sine);
      rotate(q[i], q[i + 1], cosine, sine);
    }
  }

  private static void rotate(double[] column, int i, double cosine, double sine) {
    double upper = column[i];
    double lower = column[i + 1];
    column[i] = cosine * upper + sine * lower;
    column[i + 1] = cosine * lower - sine * upper;
  }

  private void rotate(double[] upper, double[] lower, double cosine, double sine) {
    for (int i = 0; i < rows; i++) {
      double a = upper[i];
      double b = lower[i];
      upper[i] = cosine * a + sine * b;
      lower[i] = cosine * b - sine * a;
    }
  }

  /** R⁻ᵀb. */
  public double[] solveTransposed(double[] b) {
    double[] z = new double[size];
    for (int i = 0; i < size; i++) {
      double[] column = r[i];
      double sum = b[i];
      for (int l = 0; l < i; l++) {
        sum -= column[l] * z[l];
      }
      z[i] = sum / column[i];
    }
    return z;
  }

  /** R⁻¹z. */
  public double[] solve(double[] z) {
    double[] w = Arrays.copyOf(z, size);
    for (int i = size - 1; i >= 0; i--) {
      double[] column = r[i];
      double value = w[i] / column[i];
      w[i] = value;
      for (int l = 0; l < i; l++) {
        w[l] -= column[l] * value;
      }
    }
    return w;
  }

  /** Q·z, length N. */
  public double[] image(double[] z) {
    double[] image = new double[rows];
    for (int k = 0; k < size; k++) {
      addTo(image, z[k], q[k]);
    }
    return image;
  }

  /** Qᵀy. */
  public double[] projection() {
    return Arrays.copyOf(projection, size);
  }

  /** Qᵀv. */
  public double[] project(double[] v) {
    double[] products = new double[size];
    for (int k = 0; k < size; k++) {
      products[k] = dot(q[k], v);
    }
    return products;
  }

  /** Column {@code k} of Q, length N; not to be written to. */
  public double[] column(int k) {
    return q[k];
  }

  /**
   * y − QQᵀy: the part of y that the active columns do not explain, length N; exactly 0 where it is
   * at the level of rounding.
   */
  public double[] unexplained() {
    double[] rest = target.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < size; k++) {
        addTo(rest, -dot(q[k], rest), q[k]);
      }
    }
    boolean explained = dot(rest, rest) <= ROUNDING * ROUNDING * dot(target, target);
    return size == rows || explained ? new double[rows] : rest;
  }

  private static void addTo(double[] sum, double factor, double[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  /** ⟨a, b⟩ in eight partial sums: one alone would wait for every addition. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int i = 0;
    for (; i + 7 < a.length; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
