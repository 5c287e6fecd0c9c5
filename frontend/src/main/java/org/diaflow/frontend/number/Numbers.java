package org.diaflow.frontend.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people in the field write them. */
public final class Numbers {

  /** Shown where a value is not available. */
  public static final String MISSING = "–";

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** The shortest decimal that reads back as the same double: {@code 0.5}, {@code 1e-8}. */
  public static String exact(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value == 0 ? "0" : decimal(BigDecimal.valueOf(value));
  }

  /** {@code value} rounded to {@code digits} significant digits, trailing zeros kept. */
  public static String rounded(@Nullable Double value, int digits) {
    if (value == null) {
      return MISSING;
    }
    if (!Double.isFinite(value)) {
      return value.isNaN() ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    var rounded = BigDecimal.valueOf(value).round(new MathContext(digits));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -3 || exponent >= Math.max(digits, 5)) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
          .replaceFirst("e([+-])0?", "e$1")
          .replace("e+", "e");
    }
    return rounded.setScale(Math.max(0, digits - 1 - exponent)).toPlainString();
  }

  /** The shortest decimal of {@code value} with at most {@code digits} significant digits. */
  public static String atMost(double value, int digits) {
    return Double.isFinite(value) && value != 0
        ? decimal(BigDecimal.valueOf(value).round(new MathContext(digits)))
        : exact(value);
  }

  /** {@code value} with {@code decimals} digits after the point, for numbers around 1. */
  public static String fixed(@Nullable Double value, int decimals) {
    return value == null || !Double.isFinite(value)
        ? rounded(value, 1)
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The decade {@code 10^exponent} with a superscript, e.g. {@code 10⁻⁸}. */
  public static String decade(int exponent) {
    var text = new StringBuilder("10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** {@code index} ≥ 0 as a subscript, e.g. {@code ₁₂}. */
  public static String subscript(int index) {
    var text = new StringBuilder();
    Integer.toString(index).chars().forEach(digit -> text.append((char) ('₀' + digit - '0')));
    return text.toString();
  }

  /** A measured time with its unit, e.g. {@code 1.8 ms} or {@code 3 min 20 s}. */
  public static String duration(@Nullable Double seconds) {
    if (seconds == null || !Double.isFinite(seconds)) {
      return MISSING;
    }
    if (seconds < 1e-3) {
      return String.format(Locale.ROOT, "%.0f µs", seconds * 1e6);
    }
    if (seconds < 1) {
      return String.format(Locale.ROOT, seconds < 0.1 ? "%.1f ms" : "%.0f ms", seconds * 1e3);
    }
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : longDuration(Math.round(seconds));
  }

  /** A time left as people say it, e.g. {@code under a second left}. */
  public static String timeLeft(double seconds) {
    if (seconds < 1) {
      return "under a second left";
    }
    return seconds < 60
        ? Math.round(seconds) + " s left"
        : longDuration(Math.round(seconds)) + " left";
  }

  /** A count with its thousands set apart, e.g. {@code 1,420}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A depth: {@code 3} rather than {@code 3.0}. */
  public static String depth(double depth) {
    return exact(depth);
  }

  private static String longDuration(long seconds) {
    long minutes = seconds / 60;
    return minutes < 60
        ? "%d min %d s".formatted(minutes, seconds % 60)
        : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  private static String decimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -3 && exponent < 7) {
      return plain.toPlainString();
    }
    String digits = plain.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (plain.signum() < 0 ? "-" : "") + mantissa + "e" + exponent;
  }
}
