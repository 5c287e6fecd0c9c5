package org.diaflow.service.database;

import org.diaflow.service.errors.Violations;

/**
 * The part of a list a client asks for.
 *
 * @param page number of the part, from 0
 * @param size most items of a part
 */
public record PageRequest(int page, int size) {

  private static final int LARGEST = 100_000;

  /** Reads the query parameters; out of range they end the request. */
  public static PageRequest of(int page, int size) {
    var violations = new Violations();
    violations.require(
        page >= 0 && (long) page * Math.max(size, 1) <= Integer.MAX_VALUE,
        "page",
        page,
        "Give a whole number from 0.");
    violations.require(
        size >= 1 && size <= LARGEST, "size", size, "Give a whole number from 1 to 100000.");
    violations.throwIfAny();
    return new PageRequest(page, size);
  }

  /** Number of items before this part. */
  public int offset() {
    return page * size;
  }
}
