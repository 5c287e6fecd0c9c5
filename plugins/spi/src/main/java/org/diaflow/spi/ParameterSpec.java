package org.diaflow.spi;

/**
 * One numeric parameter of a plug-in.
 *
 * @param name camel-case name, as it appears in experiment documents
 * @param minimum smallest value allowed, inclusive
 * @param maximum largest value allowed, inclusive
 * @param defaultValue the value used when none is given, within the range
 * @param integer whether only whole numbers are allowed
 * @param unit the unit, or {@code dimensionless}
 * @param help one sentence on what the parameter does
 * @param required whether documents must state a value; the default is then what forms begin with
 */
public record ParameterSpec(
    String name,
    double minimum,
    double maximum,
    double defaultValue,
    boolean integer,
    String unit,
    String help,
    boolean required) {

  /** A parameter that documents may leave out. */
  public ParameterSpec(
      String name,
      double minimum,
      double maximum,
      double defaultValue,
      boolean integer,
      String unit,
      String help) {
    this(name, minimum, maximum, defaultValue, integer, unit, help, false);
  }

  /** Checks that the default lies in the range. */
  public ParameterSpec {
    if (!(minimum <= defaultValue && defaultValue <= maximum)) {
      throw new IllegalArgumentException(
          "Parameter '%s' has default %s outside [%s, %s]; choose a default within the range."
              .formatted(name, defaultValue, minimum, maximum));
    }
  }

  /** A real, dimensionless parameter. */
  public static ParameterSpec real(
      String name, double minimum, double maximum, double defaultValue, String help) {
    return new ParameterSpec(name, minimum, maximum, defaultValue, false, "dimensionless", help);
  }

  /** A whole-number parameter. */
  public static ParameterSpec integer(
      String name, long minimum, long maximum, long defaultValue, String help) {
    return new ParameterSpec(name, minimum, maximum, defaultValue, true, "dimensionless", help);
  }

  /** The same parameter, which documents must state. */
  public ParameterSpec stated() {
    return new ParameterSpec(name, minimum, maximum, defaultValue, integer, unit, help, true);
  }

  /** Whether this parameter can take {@code value}. */
  public boolean accepts(double value) {
    return minimum <= value && value <= maximum && (!integer || value == Math.rint(value));
  }

  /** The values it takes, in words: {@code a whole number in [1, 10]}. */
  public String range() {
    return (integer ? "a whole number in " : "a value in ")
        + (minimum == Double.MIN_VALUE ? "(0" : "[" + text(minimum))
        + ", "
        + (Math.nextUp(maximum) == Math.rint(maximum) && maximum != Math.rint(maximum)
            ? text(Math.nextUp(maximum)) + ")"
            : text(maximum) + "]");
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }

  /** Returns {@code value}, or explains why this parameter cannot take it. */
  double check(double value) {
    if (!accepts(value)) {
      throw new IllegalArgumentException(
          "Parameter '%s' is %s; choose %s.".formatted(name, value, range()));
    }
    return value;
  }
}
