package org.diaflow.service.table;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A matrix or vector of finite numbers read from a file.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param entries the numbers, row by row; of a sparse table its nonzero ones
 * @param sparse the same as a sparse matrix, or null where every number is stored
 */
@SuppressWarnings("ArrayRecordComponent")
public record Table(int rows, int columns, double[] entries, @Nullable SparseMatrix sparse) {

  /** Most entries N·d of a table. */
  public static final int MOST_ENTRIES = 50_000_000;

  /**
   * Part of the entries that are stored, below which a matrix of {@value #SPARSE_FROM} entries N·d
   * or more given by coordinates stays sparse.
   */
  private static final double SPARSE = 0.1;

  private static final long SPARSE_FROM = 10_000;

  /** What stands for a table that could not be read. */
  static final Table EMPTY = new Table(0, 0, new double[0]);

  /** A table that stores every number. */
  public Table(int rows, int columns, double[] entries) {
    this(rows, columns, entries, null);
  }

  /** {@code matrix} as a table. */
  public static Table of(Matrix matrix) {
    return new Table(
        matrix.rows(),
        matrix.columns(),
        matrix.values(),
        matrix instanceof SparseMatrix sparse ? sparse : null);
  }

  /** The table as a matrix; there must be at least one number. */
  public Matrix matrix() {
    return sparse == null ? new DenseMatrix(rows, columns, entries) : sparse;
  }

  /**
   * Whether a matrix of {@code stored} coordinates is better kept sparse: fewer than a tenth of at
   * least {@value #SPARSE_FROM} entries N·d.
   */
  static boolean isSparse(long rows, long columns, long stored) {
    double entries = (double) rows * columns;
    return entries >= SPARSE_FROM && stored < SPARSE * entries;
  }

  /** Whether it is a single row or a single column. */
  public boolean isVector() {
    return Math.min(rows, columns) <= 1;
  }

  /** The same numbers in the other order; {@code columnwise} holds them column by column. */
  static Table ofColumns(int rows, int columns, double[] columnwise) {
    if (rows == 1 || columns == 1) {
      return new Table(rows, columns, columnwise);
    }
    double[] entries = new double[columnwise.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] = columnwise[j * rows + i];
      }
    }
    return new Table(rows, columns, entries);
  }

  /** Refuses {@code rows} × {@code columns} numbers if they are too many, or none. */
  static void requireSize(Place place, long rows, long columns) throws UnreadableTableException {
    if (rows < 1 || columns < 1) {
      throw place.wrong(shape(rows, columns), "Give at least one row with at least one number.");
    }
    if (rows > MOST_ENTRIES || columns > MOST_ENTRIES || rows * columns > MOST_ENTRIES) {
      throw place.wrong(shape(rows, columns), tooLarge());
    }
  }

  /** Refuses a sparse table whose sides or {@code stored} coordinates are too many. */
  static void requireSparseSize(Place place, long rows, long columns, long stored)
      throws UnreadableTableException {
    if (Math.max(Math.max(rows, columns), stored) > MOST_ENTRIES) {
      throw place.wrong(
          "%s with %d stored entries".formatted(shape(rows, columns), stored),
          "Keep rows, columns and stored entries of a sparse matrix each at most %d."
              .formatted(MOST_ENTRIES));
    }
  }

  private static String shape(long rows, long columns) {
    return "%d × %d".formatted(rows, columns);
  }

  /** The remedy for too many entries. */
  public static String tooLarge() {
    return "Keep N·d, the number of entries, at most %d.".formatted(MOST_ENTRIES);
  }
}
