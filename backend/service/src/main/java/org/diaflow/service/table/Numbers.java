package org.diaflow.service.table;

import java.util.regex.Pattern;

/** Numbers as text: decimal, with a point and perhaps an exponent, and nothing else. */
public final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Numbers() {}

  /** Whether {@code text} is a number, if perhaps one that overflows a double. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The double nearest to {@code text}; NaN if it is no number, infinite if it overflows. */
  public static double parse(String text) {
    if (isShortInteger(text)) {
      return Integer.parseInt(text);
    }
    return isNumber(text) ? Double.parseDouble(text) : Double.NaN;
  }

  /** Whether {@code text} is one to nine digits, for which there are faster ways than a pattern. */
  private static boolean isShortInteger(String text) {
    for (int k = 0; k < text.length(); k++) {
      if (text.charAt(k) < '0' || text.charAt(k) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 10;
  }
}
