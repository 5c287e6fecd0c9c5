package org.diaflow.service.table;

import java.util.regex.Pattern;

/** Numbers as text: decimal, with a point and perhaps an exponent, and nothing else. */
final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Numbers() {}

  /** Whether {@code text} is a number, if perhaps one that overflows a double. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The double nearest to {@code text}; NaN if it is no number, infinite if it overflows. */
  static double parse(String text) {
    return isNumber(text) ? Double.parseDouble(text) : Double.NaN;
  }
}
