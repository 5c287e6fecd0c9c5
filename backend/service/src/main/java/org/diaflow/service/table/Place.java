package org.diaflow.service.table;

/**
 * A place in an upload, in words a person can follow.
 *
 * @param words such as {@code matrix byte 10} or {@code archive A line 3}
 */
record Place(String words) {

  /** A byte of this place, counted from 0. */
  Place at(long offset) {
    return new Place("%s byte %d".formatted(words, offset));
  }

  /** A line of this place, counted from 1. */
  Place line(long number) {
    return new Place("%s line %d".formatted(words, number));
  }

  /** An entry of this place, counted from 1. */
  Place entry(long row, long column) {
    return new Place("%s row %d, column %d".formatted(words, row, column));
  }

  /** What to throw if the {@code value} here cannot be. */
  UnreadableTableException wrong(String value, String remedy) {
    return new UnreadableTableException(words, value, remedy);
  }

  /** What to throw if the number here, written {@code value}, is not finite. */
  UnreadableTableException notFinite(String value) {
    return wrong(value, "Replace it by a finite number of at most 1.8e308.");
  }
}
