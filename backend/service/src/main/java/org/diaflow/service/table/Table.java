package org.diaflow.service.table;

/**
 * A matrix or vector of finite numbers read from a file.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param entries the numbers, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Table(int rows, int columns, double[] entries) {

  /** Most entries N·d of a table. */
  public static final int MOST_ENTRIES = 50_000_000;

  /** What stands for a table that could not be read. */
  static final Table EMPTY = new Table(0, 0, new double[0]);

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

  private static String shape(long rows, long columns) {
    return "%d × %d".formatted(rows, columns);
  }

  /** The remedy for too many entries. */
  public static String tooLarge() {
    return "Keep N·d, the number of entries, at most %d.".formatted(MOST_ENTRIES);
  }
}
