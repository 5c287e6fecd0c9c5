package org.diaflow.integrators;

/**
 * LU factorization with partial pivoting of an n × n matrix in place, for use inside a step: no
 * allocation after construction. Cost n³/3 per factorization, n² per solve.
 */
final class DenseLu {

  private final int n;
  private final double[] lu;
  private final int[] pivots;

  DenseLu(int n) {
    this.n = n;
    this.lu = new double[n * n];
    this.pivots = new int[n];
  }

  /** The matrix to be factorized, row by row: fill it, then call {@link #factorize}. */
  double[] matrix() {
    return lu;
  }

  /** Factorizes; false if the matrix is singular or has a non-finite entry. */
  boolean factorize() {
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k])) {
          pivot = i;
        }
      }
      pivots[k] = pivot;
      swapRows(k, pivot);
      double diagonal = lu[k * n + k];
      if (!(Math.abs(diagonal) > 0 && Math.abs(diagonal) <= Double.MAX_VALUE)) {
        return false;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = lu[i * n + k] / diagonal;
        lu[i * n + k] = factor;
        if (factor != 0) {
          for (int j = k + 1; j < n; j++) {
            lu[i * n + j] -= factor * lu[k * n + j];
          }
        }
      }
    }
    return true;
  }

  /** Replaces {@code b} (length n) by the solution. */
  void solve(double[] b) {
    for (int k = 0; k < n; k++) {
      double swap = b[k];
      b[k] = b[pivots[k]];
      b[pivots[k]] = swap;
    }
    for (int i = 1; i < n; i++) {
      double sum = b[i];
      for (int j = 0; j < i; j++) {
        sum -= lu[i * n + j] * b[j];
      }
      b[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int j = i + 1; j < n; j++) {
        sum -= lu[i * n + j] * b[j];
      }
      b[i] = sum / lu[i * n + i];
    }
  }

  private void swapRows(int a, int b) {
    if (a != b) {
      for (int j = 0; j < n; j++) {
        double swap = lu[a * n + j];
        lu[a * n + j] = lu[b * n + j];
        lu[b * n + j] = swap;
      }
    }
  }
}
