package org.diaflow.theory.flow;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.WeightedGram;

/**
 * A matrix kept both by rows and by columns, so that every product is a sum of vectors: loops
 * without a reduction, which the compiler vectorizes, four vectors at a time.
 *
 * <p>Holds scratch space: one instance, one thread. No method but the constructor allocates.
 */
final class BlockedMatrix {

  private static final int BLOCK = 4;

  private static final int POWER_STEPS = 50;

  private final double[][] rows;
  private final double[][] columns;
  private final WeightedGram gram;
  private final double[][] triangle;
  private final double[] rowFactors;
  private final double[] columnFactors;
  private final int height;
  private final int width;

  BlockedMatrix(DenseMatrix matrix) {
    this.height = matrix.rows();
    this.width = matrix.columns();
    this.rows = new double[blocked(height)][width];
    this.gram = new WeightedGram(matrix);
    this.columns = gram.columns();
    this.triangle = gram.triangle();
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    this.rowFactors = new double[rows.length];
    this.columnFactors = new double[columns.length];
  }

  /** The least multiple of the block ≥ {@code count}: vectors are filled up with zeros. */
  private static int blocked(int count) {
    return (count + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Row {@code i}, length d; not to be written to. */
  double[] row(int i) {
    return rows[i];
  }

  /** Column {@code j}, length N; not to be written to. */
  double[] column(int j) {
    return columns[j];
  }

  /**
   * ‖A‖², the largest eigenvalue of AAᵀ, to about a per cent from below: 50 steps of the power
   * method.
   */
  double squaredNorm() {
    double[] left = new double[height];
    double[] right = new double[width];
    Arrays.setAll(left, i -> Math.cos(i * (i + 1.0)));
    double growth = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      double size = LinearAlgebra.norm2(left);
      if (!(size > 0)) {
        return 0;
      }
      for (int i = 0; i < height; i++) {
        left[i] /= size;
      }
      multiplyTransposed(left, right);
      multiply(right, left);
      growth = LinearAlgebra.norm2(left);
    }
    return growth;
  }

  /** Writes A·x into {@code product}. Cost N·d multiplications. */
  void multiply(double[] x, double[] product) {
    System.arraycopy(x, 0, columnFactors, 0, width);
    combine(columns, columnFactors, product, height);
  }

  /** Writes Aᵀ·r into {@code product}. Cost N·d multiplications. */
  void multiplyTransposed(double[] r, double[] product) {
    System.arraycopy(r, 0, rowFactors, 0, height);
    combine(rows, rowFactors, product, width);
  }

  private static void combine(double[][] vectors, double[] factors, double[] sum, int length) {
    Arrays.fill(sum, 0, length, 0);
    for (int j = 0; j < vectors.length; j += BLOCK) {
      add(vectors, j, sum, length, factors[j], factors[j + 1], factors[j + 2], factors[j + 3]);
    }
  }

  /**
   * Writes A·diag(weights)·Aᵀ into {@code product} (N × N, row by row). Cost N²·d/2
   * multiplications.
   */
  void gram(double[] weights, double[] product) {
    System.arraycopy(weights, 0, columnFactors, 0, width);
    gram.write(columnFactors, triangle, product);
  }

  /** Adds f0·v_j + f1·v_(j+1) + f2·v_(j+2) + f3·v_(j+3) to the first entries of {@code sum}. */
  private static void add(
      double[][] v, int j, double[] sum, int length, double f0, double f1, double f2, double f3) {
    double[] v0 = v[j];
    double[] v1 = v[j + 1];
    double[] v2 = v[j + 2];
    double[] v3 = v[j + 3];
    for (int k = 0; k < length; k++) {
      sum[k] += f0 * v0[k] + f1 * v1[k] + f2 * v2[k] + f3 * v3[k];
    }
  }
}
