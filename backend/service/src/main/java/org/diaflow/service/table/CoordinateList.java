package org.diaflow.service.table;

import java.util.Arrays;
import org.diaflow.spi.SparseMatrix;

/** Entries of a matrix in any order, each given by its row, its column and its value. */
final class CoordinateList {

  private int[] rowOf = new int[1024];
  private int[] columnOf = new int[1024];
  private double[] values = new double[1024];
  private int size;

  /** Adds {@code value} to entry (i, j), counted from 0. */
  void add(int i, int j, double value) {
    if (size == values.length) {
      int length = size + size / 2;
      rowOf = Arrays.copyOf(rowOf, length);
      columnOf = Arrays.copyOf(columnOf, length);
      values = Arrays.copyOf(values, length);
    }
    rowOf[size] = i;
    columnOf[size] = j;
    values[size++] = value;
  }

  /**
   * The matrix of compressed columns in which entries of the same place are summed, in the order
   * they were added, and those that are 0 left out. Cost linear in entries, rows and columns.
   */
  SparseMatrix compressed(int rows, int columns) {
    int[] byRow = sorted(identity(), rowOf, rows);
    int[] order = sorted(byRow, columnOf, columns);
    int[] starts = new int[columns + 1];
    int[] rowIndices = new int[size];
    double[] nonzeros = new double[size];
    int count = 0;
    int k = 0;
    for (int j = 0; j < columns; j++) {
      while (k < size && columnOf[order[k]] == j) {
        int i = rowOf[order[k]];
        double sum = 0;
        for (; k < size && columnOf[order[k]] == j && rowOf[order[k]] == i; k++) {
          sum += values[order[k]];
        }
        if (sum != 0) {
          rowIndices[count] = i;
          nonzeros[count++] = sum;
        }
      }
      starts[j + 1] = count;
    }
    return new SparseMatrix(
        rows, columns, starts, Arrays.copyOf(rowIndices, count), Arrays.copyOf(nonzeros, count));
  }

  private int[] identity() {
    int[] order = new int[size];
    Arrays.setAll(order, k -> k);
    return order;
  }

  /** {@code order} sorted by key, entries of equal keys as they were. */
  private static int[] sorted(int[] order, int[] key, int keys) {
    int[] next = new int[keys + 1];
    for (int k : order) {
      next[key[k] + 1]++;
    }
    for (int c = 0; c < keys; c++) {
      next[c + 1] += next[c];
    }
    int[] result = new int[order.length];
    for (int k : order) {
      result[next[key[k]]++] = k;
    }
    return result;
  }
}
