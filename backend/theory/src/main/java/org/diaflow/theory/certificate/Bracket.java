package org.diaflow.theory.certificate;

/**
 * An interval that certainly contains a number; equal ends mean the number is known exactly.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record Bracket(double lower, double upper) {

  /** The number itself. */
  static Bracket exactly(double value) {
    return new Bracket(value, value);
  }
}
