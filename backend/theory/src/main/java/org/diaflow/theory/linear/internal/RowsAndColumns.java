package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;

/**
 * A matrix M (r × m) kept both by rows and by columns, so that either product is a sum of vectors:
 * loops without a reduction along arrays from their first entry, which the compiler vectorizes,
 * eight vectors at a time. Thread-safe.
 */
public final class RowsAndColumns {

  private static final int BLOCK = 8;

  private final double[][] rows;
  private final double[][] columns;
  private final int height;
  private final int width;
  private final double largest;

  /** Keeps the entries of {@code matrix}, M. */
  public RowsAndColumns(DenseMatrix matrix) {
    this(matrix, new WeightedGram(matrix).columns());
  }

  /** The same with the columns that {@code gram} of the same matrix keeps. */
  public RowsAndColumns(DenseMatrix matrix, WeightedGram gram) {
    this(matrix, gram.columns());
  }

  private RowsAndColumns(DenseMatrix matrix, double[][] columns) {
    this.height = matrix.rows();
    this.width = matrix.columns();
    this.columns = columns;
    this.largest = LinearAlgebra.normInfinity(matrix.entries());
    this.rows = new double[height][width];
    for (int i = 0; i < height; i++) {
      System.arraycopy(matrix.entries(), i * width, rows[i], 0, width);
    }
  }

  /** max |M_ij|. */
  public double largest() {
    return largest;
  }

  /** Writes M·x (length r) into {@code product}. Costs r·m multiplications. */
  public void multiply(double[] x, double[] product) {
    combine(columns, x, width, product, height);
  }

  /** Writes Mᵀ·f (length m) into {@code product}. Costs r·m multiplications. */
  public void multiplyTransposed(double[] f, double[] product) {
    combine(rows, f, height, product, width);
  }

  /**
   * Writes |M|ᵀ·f (length m) into {@code product}, for sizes f ≥ 0: what rounding is measured by.
   */
  public void multiplyTransposedMagnitudes(double[] f, double[] product) {
    Arrays.fill(product, 0, width, 0);
    for (int i = 0; i < height; i++) {
      double[] row = rows[i];
      double factor = f[i];
      for (int j = 0; j < width; j++) {
        product[j] += factor * Math.abs(row[j]);
      }
    }
  }

  /**
   * Writes Σ_j factors_j·vectors_j over the first {@code count} vectors into the first {@code
   * length} entries of {@code sum}. Allocates nothing.
   */
  public static void combine(
      double[][] vectors, double[] factors, int count, double[] sum, int length) {
    Arrays.fill(sum, 0, length, 0);
    int j = 0;
    for (; j + BLOCK <= count; j += BLOCK) {
      add(vectors, j, factors, sum, length);
    }
    for (; j < count; j++) {
      double factor = factors[j];
      double[] vector = vectors[j];
      for (int k = 0; k < length; k++) {
        sum[k] += factor * vector[k];
      }
    }
  }

  private static void add(double[][] v, int j, double[] factors, double[] sum, int length) {
    double[] v0 = v[j];
    double[] v1 = v[j + 1];
    double[] v2 = v[j + 2];
    double[] v3 = v[j + 3];
    double[] v4 = v[j + 4];
    double[] v5 = v[j + 5];
    double[] v6 = v[j + 6];
    double[] v7 = v[j + 7];
    double f0 = factors[j];
    double f1 = factors[j + 1];
    double f2 = factors[j + 2];
    double f3 = factors[j + 3];
    double f4 = factors[j + 4];
    double f5 = factors[j + 5];
    double f6 = factors[j + 6];
    double f7 = factors[j + 7];
    for (int k = 0; k < length; k++) {
      sum[k] +=
          (f0 * v0[k] + f1 * v1[k] + f2 * v2[k] + f3 * v3[k])
              + (f4 * v4[k] + f5 * v5[k] + f6 * v6[k] + f7 * v7[k]);
    }
  }
}
