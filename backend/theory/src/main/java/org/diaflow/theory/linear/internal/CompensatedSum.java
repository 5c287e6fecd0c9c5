package org.diaflow.theory.linear.internal;

/**
 * A sum of doubles and of products of doubles that is as accurate as if it were computed with 106
 * bits and rounded once (T. Ogita, S. M. Rump, S. Oishi, SIAM J. Sci. Comput. 26 (2005), Dot2).
 *
 * <p>Relative to Σ|terms| its error is below 2⁻⁵³·|sum|/Σ|terms| + n²·2⁻¹⁰⁵. A product below 1e-290
 * loses its low part. Not thread-safe.
 */
public final class CompensatedSum {

  private double sum;
  private double rest;

  /** Starts at {@code value}. */
  public CompensatedSum startAt(double value) {
    sum = value;
    rest = 0;
    return this;
  }

  /** Adds {@code term}. */
  public void add(double term) {
    double next = sum + term;
    double added = next - sum;
    rest += (sum - (next - added)) + (term - added);
    sum = next;
  }

  /** Adds {@code factor}·{@code other}. */
  public void addProduct(double factor, double other) {
    double product = factor * other;
    add(product);
    rest += Math.fma(factor, other, -product);
  }

  /** The sum, rounded to a double. */
  public double value() {
    return sum + rest;
  }

  /** What the double {@link #value()} leaves of the sum. */
  double remainder() {
    double value = sum + rest;
    return (sum - value) + rest;
  }
}
