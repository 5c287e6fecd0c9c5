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
 */
public record ParameterSpec(
    String name,
    double minimum,
    double maximum,
    double defaultValue,
    boolean integer,
    String unit,
    String help) {

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

  /** Returns {@code value}, or explains why this parameter cannot take it. */
  double check(double value) {
    if (!(minimum <= value && value <= maximum)) {
      throw new IllegalArgumentException(
          "Parameter '%s' is %s; choose a value in [%s, %s]."
              .formatted(name, value, minimum, maximum));
    }
    if (integer && value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "Parameter '%s' is %s; choose a whole number.".formatted(name, value));
    }
    return value;
  }
}
