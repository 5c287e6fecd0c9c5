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

  /** Reads the query parameters; what is not a number or out of range ends the request. */
  public static PageRequest of(String page, String size) {
    var violations = new Violations();
    long first = number(page);
    long most = number(size);
    violations.require(
        first >= 0 && first <= Integer.MAX_VALUE / Math.clamp(most, 1, LARGEST),
        "page",
        page,
        "Give a whole number from 0.");
    violations.require(
        most >= 1 && most <= LARGEST, "size", size, "Give a whole number from 1 to 100000.");
    violations.throwIfAny();
    return new PageRequest((int) first, (int) most);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Number of items before this part. */
  public int offset() {
    return page * size;
  }
}
