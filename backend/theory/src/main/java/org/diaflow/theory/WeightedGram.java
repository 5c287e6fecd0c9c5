package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;

/**
 * The matrices M·diag(w)·Mᵀ of one M (r × m) for many w: the Hessians of every dual problem here.
 *
 * <p>Stored column by column and summed eight columns at a time, so that the inner loop runs along
 * rows and the compiler can vectorize it. Costs r²·m/2 multiplications each. Thread-safe.
 */
final class WeightedGram {

  private static final int BLOCK = 8;

  private final int rows;
  private final int columns;
  private final double[] byColumn;

  WeightedGram(DenseMatrix matrix) {
    this.rows = matrix.rows();
    this.columns = matrix.columns();
    int padded = (columns + BLOCK - 1) / BLOCK * BLOCK;
    this.byColumn = new double[padded * rows];
    double[] entries = matrix.entries();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        byColumn[j * rows + i] = entries[i * columns + j];
      }
    }
  }

  /**
   * Writes M·diag(w)·Mᵀ (r × r, row by row) into {@code gram}.
   *
   * @param weights w, length m
   */
  void write(double[] weights, double[] gram) {
    Arrays.fill(gram, 0, rows * rows, 0);
    double[] factors = new double[BLOCK];
    double[] w = Arrays.copyOf(weights, byColumn.length / Math.max(1, rows));
    for (int first = 0; first < columns; first += BLOCK) {
      int base = first * rows;
      for (int i = 0; i < rows; i++) {
        for (int b = 0; b < BLOCK; b++) {
          factors[b] = w[first + b] * byColumn[base + b * rows + i];
        }
        addRow(factors, base, gram, i);
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < i; k++) {
        gram[k * rows + i] = gram[i * rows + k];
      }
    }
  }

  private void addRow(double[] factors, int base, double[] gram, int row) {
    double f0 = factors[0];
    double f1 = factors[1];
    double f2 = factors[2];
    double f3 = factors[3];
    double f4 = factors[4];
    double f5 = factors[5];
    double f6 = factors[6];
    double f7 = factors[7];
    double[] c = byColumn;
    int target = row * rows;
    int b1 = base + rows;
    int b2 = b1 + rows;
    int b3 = b2 + rows;
    int b4 = b3 + rows;
    int b5 = b4 + rows;
    int b6 = b5 + rows;
    int b7 = b6 + rows;
    for (int k = 0; k <= row; k++) {
      gram[target + k] +=
          f0 * c[base + k]
              + f1 * c[b1 + k]
              + f2 * c[b2 + k]
              + f3 * c[b3 + k]
              + f4 * c[b4 + k]
              + f5 * c[b5 + k]
              + f6 * c[b6 + k]
              + f7 * c[b7 + k];
    }
  }
}
