package org.diaflow.theory.path;

import org.diaflow.spi.DenseMatrix;

/**
 * The correlations Aᵀ(y − Ax) of a vector x in doubles and what rounding may make of each.
 *
 * @param values Aᵀ(y − Ax), length d
 * @param rounding bounds (N + d)·2⁻⁵²·|A|ᵀ(|A||x| + |y|) on the errors of the values, those from
 *     the rounding of x, y and A included; they scale with the units of rows and columns as the
 *     values do; length d
 */
record Correlations(double[] values, double[] rounding) {

  /** The correlations of {@code x}. Cost 4·N·d operations. */
  static Correlations of(DenseMatrix matrix, double[] y, double[] x) {
    double[] rest = new double[matrix.rows()];
    double[] sizes = new double[matrix.rows()];
    double unit = (matrix.rows() + matrix.columns()) * 0x1p-52;
    for (int i = 0; i < rest.length; i++) {
      rest[i] = y[i];
      sizes[i] = Math.abs(y[i]);
      for (int j = 0; j < x.length; j++) {
        if (x[j] != 0) {
          double product = matrix.get(i, j) * x[j];
          rest[i] -= product;
          sizes[i] += Math.abs(product);
        }
      }
    }
    double[] values = new double[x.length];
    double[] rounding = new double[x.length];
    for (int i = 0; i < rest.length; i++) {
      for (int j = 0; j < x.length; j++) {
        double entry = matrix.get(i, j);
        values[j] += entry * rest[i];
        rounding[j] += unit * Math.abs(entry) * sizes[i];
      }
    }
    return new Correlations(values, rounding);
  }

  /** Value {@code j}, or 0 where it is no more than rounding. */
  double certain(int j) {
    return Math.abs(values[j]) > rounding[j] ? values[j] : 0;
  }
}
