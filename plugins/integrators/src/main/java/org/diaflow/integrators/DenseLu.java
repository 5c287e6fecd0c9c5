package org.diaflow.integrators;

/**
 * LU factorization with partial pivoting of an n × n matrix in place, for use inside a step: no
 * allocation after construction. Cost n³/3 per factorization, n² per solve.
 */
final class DenseLu {

  private final int n;
  private final double[][] rows;
  private final int[] pivots;

  DenseLu(int n) {
    this.n = n;
    this.rows = new double[n][n];
    this.pivots = new int[n];
  }

  /** Factorizes shift·I − M (M is n × n, row by row); false if it is singular or not finite. */
  boolean factorize(double shift, double[] m) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = -m[i * n + j];
      }
      rows[i][i] += shift;
    }
    for (int k = 0; k < n; k++) {
      double[] pivot = swapIn(k);
      double diagonal = pivot[k];
      if (!(Math.abs(diagonal) > 0 && Math.abs(diagonal) <= Double.MAX_VALUE)) {
        return false;
      }
      for (int i = k + 1; i < n; i++) {
        eliminate(rows[i], pivot, k);
      }
    }
    return true;
  }

  /** Makes the row with the largest entry in column k the k-th. */
  private double[] swapIn(int k) {
    int largest = k;
    for (int i = k + 1; i < n; i++) {
      if (Math.abs(rows[i][k]) > Math.abs(rows[largest][k])) {
        largest = i;
      }
    }
    pivots[k] = largest;
    double[] pivot = rows[largest];
    rows[largest] = rows[k];
    rows[k] = pivot;
    return pivot;
  }

  private static void eliminate(double[] row, double[] pivot, int k) {
    double factor = row[k] / pivot[k];
    row[k] = factor;
    for (int j = k + 1; j < row.length; j++) {
      row[j] -= factor * pivot[j];
    }
  }

  /** Replaces {@code b} (length n) by the solution. */
  void solve(double[] b) {
    for (int k = 0; k < n; k++) {
      double swap = b[k];
      b[k] = b[pivots[k]];
      b[pivots[k]] = swap;
    }
    for (int i = 1; i < n; i++) {
      b[i] -= dot(rows[i], b, 0, i);
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] = (b[i] - dot(rows[i], b, i + 1, n)) / rows[i][i];
    }
  }

  private static double dot(double[] row, double[] b, int first, int end) {
    double sum = 0;
    for (int j = first; j < end; j++) {
      sum += row[j] * b[j];
    }
    return sum;
  }
}
