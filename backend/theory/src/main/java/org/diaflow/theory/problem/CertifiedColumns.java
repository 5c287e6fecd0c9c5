package org.diaflow.theory.problem;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.diaflow.spi.SparseMatrix;

/**
 * Random sparse columns with a strict dual certificate ν ~ N(0, 1)^N: a_iᵀν = σ_i on the support,
 * |a_jᵀν| ≤ margin off it.
 */
final class CertifiedColumns {

  private final int perColumn;
  private final double margin;
  private final RandomGenerator random;
  private final double[] dual;
  private final int[] rows;

  /** Columns of length {@code rows}, each with {@code perColumn} entries. */
  CertifiedColumns(int rows, int perColumn, double margin, RandomGenerator random) {
    this.perColumn = perColumn;
    this.margin = margin;
    this.random = random;
    this.dual = new double[rows];
    this.rows = new int[rows];
    Arrays.setAll(dual, i -> random.nextGaussian());
    Arrays.setAll(this.rows, i -> i);
  }

  /** The matrix whose minimizer is {@code planted}, of at most N nonzero entries. */
  SparseMatrix matrix(double[] planted) {
    int columns = planted.length;
    int[] starts = new int[columns + 1];
    int[] rowIndices = new int[columns * perColumn];
    double[] nonzeros = new double[rowIndices.length];
    int[] own = rows.clone();
    int left = own.length;
    for (int j = 0; j < columns; j++) {
      int first = -1;
      if (planted[j] != 0) {
        int place = random.nextInt(left);
        first = own[place];
        own[place] = own[--left];
      }
      int[] chosen = chosen(first);
      double[] column = column(chosen, planted[j]);
      System.arraycopy(chosen, 0, rowIndices, starts[j], perColumn);
      System.arraycopy(column, 0, nonzeros, starts[j], perColumn);
      starts[j + 1] = starts[j] + perColumn;
    }
    return new SparseMatrix(dual.length, columns, starts, rowIndices, nonzeros);
  }

  /** Different random rows, increasing, {@code first} among them unless it is negative. */
  private int[] chosen(int first) {
    int fixed = 0;
    if (first >= 0) {
      int place = 0;
      while (rows[place] != first) {
        place++;
      }
      swap(0, place);
      fixed = 1;
    }
    for (int k = fixed; k < perColumn; k++) {
      swap(k, k + random.nextInt(rows.length - k));
    }
    int[] chosen = Arrays.copyOf(rows, perColumn);
    Arrays.sort(chosen);
    return chosen;
  }

  private void swap(int a, int b) {
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  /** The entries in the rows {@code chosen} of a column whose coordinate is {@code planted}. */
  private double[] column(int[] chosen, double planted) {
    double[] column = new double[perColumn];
    double correlation = 0;
    double square = 0;
    for (int k = 0; k < perColumn; k++) {
      column[k] = random.nextGaussian() / Math.sqrt(perColumn);
      correlation += column[k] * dual[chosen[k]];
      square += dual[chosen[k]] * dual[chosen[k]];
    }
    double shift = planted == 0 ? 0 : (Math.signum(planted) - correlation) / square;
    double factor = planted == 0 ? Math.min(1, margin / Math.abs(correlation)) : 1;
    for (int k = 0; k < perColumn; k++) {
      column[k] = factor * column[k] + shift * dual[chosen[k]];
    }
    return column;
  }
}
