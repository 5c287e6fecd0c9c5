package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.ojalgo.matrix.store.R064Store;

/**
 * Whether Ax = y holds up to what the rounding of y and A to doubles explains: the componentwise
 * backward error ω(x) = max_i |Ax − y|_i / (|A||x| + |y|)_i (W. Oettli, W. Prager, Numer. Math. 6
 * (1964)) is at most N·2⁻⁵², for x or for another vector with its zeros. It does not change with
 * the units of rows or columns.
 *
 * <p>y = Ax* rounded is that close to Ax* if x* has up to 2N nonzeros. A path for such a y is at
 * its end on the support of x*: what would follow is the path of the rounding errors.
 *
 * <p>Rows are divided by powers of two, and y by another, so that sums do not overflow; x and
 * residuals are given in these units.
 */
final class RoundingLevel {

  /** Larger backward errors are no rounding, whatever the conditioning of the support. */
  private static final double LARGEST = 1e-6;

  private final double[][] rows;
  private final double[] y;
  private final int[] rowExponents;
  private final int observationExponent;
  private final double level;

  RoundingLevel(DenseMatrix matrix, double[] y) {
    int n = matrix.rows();
    this.rows = new double[n][matrix.columns()];
    this.rowExponents = new int[n];
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      double size = 0;
      for (int j = 0; j < rows[i].length; j++) {
        size = Math.max(size, Math.abs(matrix.get(i, j)));
      }
      rowExponents[i] = size == 0 ? 0 : Math.getExponent(size);
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = Math.scalb(matrix.get(i, j), -rowExponents[i]);
      }
      if (y[i] != 0) {
        largest = Math.max(largest, Math.getExponent(y[i]) - rowExponents[i]);
      }
    }
    this.observationExponent = largest == Integer.MIN_VALUE ? 0 : largest;
    this.y = new double[n];
    Arrays.setAll(this.y, i -> Math.scalb(y[i], -rowExponents[i] - observationExponent));
    this.level = n * 0x1p-52;
  }

  /**
   * Whether {@code x} or another vector with its zeros solves {@code problem} up to rounding; never
   * where its numbers are not rounded.
   */
  boolean explains(IntegerProblem problem, Rational[] x) {
    if (!problem.rounded()) {
      return false;
    }
    int exponent = problem.observationExponent() - problem.matrixExponent() - observationExponent;
    double[] values = Arrays.stream(x).mapToDouble(value -> value.doubleValue(exponent)).toArray();
    CommonDenominator common = CommonDenominator.of(x);
    BigInteger[] exact = common.residual(problem);
    double[] residual = new double[exact.length];
    for (int i = 0; i < residual.length; i++) {
      residual[i] =
          Rational.of(exact[i], common.denominator())
              .doubleValue(problem.observationExponent() - rowExponents[i] - observationExponent);
    }
    return explains(values, residual);
  }

  /** Whether {@code x} or another vector with its zeros solves Ax = y up to rounding. */
  boolean explains(double[] x) {
    double[] scaled = new double[x.length];
    Arrays.setAll(scaled, j -> Math.scalb(x[j], -observationExponent));
    double[] residual = new double[rows.length];
    Arrays.setAll(residual, i -> residual(rows[i], scaled, y[i]));
    return explains(scaled, residual);
  }

  /** y − ⟨row, x⟩ as in twice the precision (T. Ogita, S. Rump, S. Oishi, SISC 26 (2005)). */
  private static double residual(double[] row, double[] x, double y) {
    double sum = y;
    double lost = 0;
    for (int j = 0; j < x.length; j++) {
      double product = -row[j] * x[j];
      lost += Math.fma(-row[j], x[j], -product);
      double next = sum + product;
      double part = next - sum;
      lost += (sum - (next - part)) + (product - part);
      sum = next;
    }
    return sum + lost;
  }

  private boolean explains(double[] x, double[] residual) {
    double[] sizes = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      sizes[i] = Math.abs(y[i]);
      for (int j = 0; j < x.length; j++) {
        sizes[i] += Math.abs(rows[i][j] * x[j]);
      }
    }
    double error = backwardError(residual, sizes);
    return error <= level
        || (error <= LARGEST && backwardError(improved(x, residual, sizes), sizes) <= level);
  }

  private static double backwardError(double[] residual, double[] sizes) {
    double error = 0;
    for (int i = 0; i < sizes.length; i++) {
      error = residual[i] == 0 ? error : Math.max(error, Math.abs(residual[i]) / sizes[i]);
    }
    return error;
  }

  /** The residual after a least squares step on the support of {@code x}, relative to the sizes. */
  private double[] improved(double[] x, double[] residual, double[] sizes) {
    int[] support = IntStream.range(0, x.length).filter(j -> x[j] != 0).toArray();
    int[] used = IntStream.range(0, sizes.length).filter(i -> sizes[i] > 0).toArray();
    if (support.length == 0 || support.length > used.length) {
      return residual;
    }
    R064Store columns = R064Store.FACTORY.make(used.length, support.length);
    double[] right = new double[used.length];
    for (int l = 0; l < used.length; l++) {
      int i = used[l];
      right[l] = residual[i] / sizes[i];
      for (int k = 0; k < support.length; k++) {
        columns.set(l, k, rows[i][support[k]] * Math.abs(x[support[k]]) / sizes[i]);
      }
    }
    double[] relative = LinearAlgebra.leastSquares(columns, right);
    double[] improved = residual.clone();
    for (int i : used) {
      for (int k = 0; k < support.length; k++) {
        improved[i] -= rows[i][support[k]] * Math.abs(x[support[k]]) * relative[k];
      }
    }
    return improved;
  }
}
