package org.diaflow.theory.flow;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.diaflow.theory.linear.internal.WeightedGram;

/**
 * A matrix kept both by rows and by columns, so that every product is a sum of vectors (see {@link
 * RowsAndColumns}), with its Gram matrices.
 *
 * <p>Holds scratch space: one instance, one thread. No method but the constructor allocates.
 */
final class BlockedMatrix {

  private static final int POWER_STEPS = 50;

  private final double[][] rows;
  private final double[][] columns;
  private final WeightedGram gram;
  private final double[][] triangle;
  private final double[] columnFactors;
  private final int height;
  private final int width;

  BlockedMatrix(DenseMatrix matrix) {
    this.height = matrix.rows();
    this.width = matrix.columns();
    this.rows = new double[height][width];
    this.gram = new WeightedGram(matrix);
    this.columns = gram.columns();
    this.triangle = gram.triangle();
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    this.columnFactors = new double[columns.length];
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
    RowsAndColumns.combine(columns, x, width, product, height);
  }

  /** Writes Aᵀ·r into {@code product}. Cost N·d multiplications. */
  void multiplyTransposed(double[] r, double[] product) {
    RowsAndColumns.combine(rows, r, height, product, width);
  }

  /**
   * Writes A·diag(weights)·Aᵀ into {@code product} (N × N, row by row). Cost N²·d/2
   * multiplications.
   */
  void gram(double[] weights, double[] product) {
    System.arraycopy(weights, 0, columnFactors, 0, width);
    gram.write(columnFactors, triangle, product);
  }
}
