package org.diaflow.spi;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a number means and how it is shown.
 *
 * @param name camel-case name in documents, unique in the laboratory, e.g. {@code errorL2}
 * @param symbol how it is written in formulas, e.g. {@code ‖x − g*‖₂}
 * @param title how it is called, e.g. {@code Error in ℓ²}
 * @param unit {@code dimensionless}, {@code units of x} or another
 * @param scale how it is drawn
 * @param needs what has to be known for it
 */
public record Quantity(
    String name, String symbol, String title, String unit, Scale scale, Set<Need> needs) {

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

  /** How a quantity is drawn. */
  public enum Scale {
    /** Equal differences are equal distances. */
    LINEAR,
    /** Equal factors are equal distances. */
    LOGARITHMIC
  }

  /** What has to be known for a quantity beside the problem and x. */
  public enum Need {
    /** g*, which must be unique. */
    MINIMIZER,
    /** x^∞, the limit of the flow. */
    LIMIT,
    /** x*, the vector behind the observations. */
    PLANTED,
    /** A', rows of the same distribution that are not among the problem's. */
    FRESH_ROWS;

    /** The name in HTTP documents: lower case, joined by hyphens. */
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks the name; one that does not match is an {@link IllegalArgumentException}. */
  public Quantity {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The measure '%s' has no camel-case name of letters and digits; rename it, e.g. 'myError'."
              .formatted(name));
    }
    needs = Set.copyOf(needs);
  }
}
