package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The least squares problem min_y ‖R·y + ρ‖₂ whose rows may differ by hundreds of decades.
 *
 * <p>Householder's method with rows and columns exchanged, largest first, is stable row by row (M.
 * J. D. Powell, J. K. Reid 1969; A. J. Cox, N. J. Higham 1998): every row is perturbed relative to
 * itself, so small rows count where large ones leave freedom. Normal equations lose them. Costs
 * 2·rows·columns² multiplications.
 */
public final class WeightedLeastSquares {

  private final int size;
  private final int[] order;
  private final int[] columns;
  private final double[][] reflectors;
  private final double[] diagonal;

  /** Factors {@code rows}, each of length {@code size}; they are overwritten. */
  public WeightedLeastSquares(double[][] rows, int size) {
    this.size = size;
    this.order = IntStream.range(0, rows.length).toArray();
    this.reflectors = rows.clone();
    this.columns = IntStream.range(0, size).toArray();
    this.diagonal = new double[size];
    for (int k = 0; k < size; k++) {
      exchange(k, largestColumn(k));
      exchangeRows(k, largestRow(k));
      reflect(k);
    }
  }

  private int largestRow(int k) {
    int best = k;
    for (int i = k; i < reflectors.length; i++) {
      best = Math.abs(reflectors[i][k]) > Math.abs(reflectors[best][k]) ? i : best;
    }
    return best;
  }

  private void exchangeRows(int k, int i) {
    double[] row = reflectors[k];
    reflectors[k] = reflectors[i];
    reflectors[i] = row;
    int index = order[k];
    order[k] = order[i];
    order[i] = index;
  }

  private int largestColumn(int k) {
    double[] square = new double[size];
    for (int i = k; i < reflectors.length; i++) {
      double[] row = reflectors[i];
      for (int j = k; j < size; j++) {
        square[j] += row[j] * row[j];
      }
    }
    int best = k;
    for (int j = k; j < size; j++) {
      best = square[j] > square[best] ? j : best;
    }
    return best;
  }

  private void exchange(int k, int j) {
    if (k != j) {
      int index = columns[k];
      columns[k] = columns[j];
      columns[j] = index;
      for (double[] row : reflectors) {
        double entry = row[k];
        row[k] = row[j];
        row[j] = entry;
      }
    }
  }

  /** Makes column k upper triangular; the reflector stays below and on the diagonal. */
  private void reflect(int k) {
    double unit = 0;
    for (int i = k; i < reflectors.length; i++) {
      unit = Math.max(unit, Math.abs(reflectors[i][k]));
    }
    if (!(unit > 0)) {
      return;
    }
    double square = 0;
    for (int i = k; i < reflectors.length; i++) {
      reflectors[i][k] /= unit;
      square += reflectors[i][k] * reflectors[i][k];
    }
    double pivot = reflectors[k][k];
    double norm = Math.copySign(Math.sqrt(square), pivot);
    diagonal[k] = -norm * unit;
    reflectors[k][k] = pivot + norm;
    double half = square + Math.abs(norm * pivot);
    double[] products = new double[size];
    for (int i = k; i < reflectors.length; i++) {
      double[] row = reflectors[i];
      for (int j = k + 1; j < size; j++) {
        products[j] += row[k] * row[j];
      }
    }
    for (int i = k; i < reflectors.length; i++) {
      double[] row = reflectors[i];
      double factor = row[k] / half;
      for (int j = k + 1; j < size; j++) {
        row[j] -= factor * products[j];
      }
    }
  }

  /** The y for ρ = {@code rest}, one entry per row; free directions stay 0. */
  public double[] solve(double[] rest) {
    double[] rotated = Arrays.stream(order).mapToDouble(i -> -rest[i]).toArray();
    for (int k = 0; k < size; k++) {
      if (diagonal[k] != 0) {
        rotate(k, rotated);
      }
    }
    double[] y = new double[size];
    for (int k = size - 1; k >= 0; k--) {
      double sum = rotated[k];
      for (int j = k + 1; j < size; j++) {
        sum -= reflectors[k][j] * y[columns[j]];
      }
      y[columns[k]] = diagonal[k] == 0 ? 0 : sum / diagonal[k];
    }
    return y;
  }

  private void rotate(int k, double[] rotated) {
    double square = 0;
    double product = 0;
    for (int i = k; i < rotated.length; i++) {
      square += reflectors[i][k] * reflectors[i][k];
      product += reflectors[i][k] * rotated[i];
    }
    double factor = 2 * product / square;
    for (int i = k; i < rotated.length; i++) {
      rotated[i] -= factor * reflectors[i][k];
    }
  }
}
