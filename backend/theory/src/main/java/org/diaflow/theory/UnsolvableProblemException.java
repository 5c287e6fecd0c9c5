package org.diaflow.theory;

/**
 * A regression problem that has no ℓ¹ minimizer worth computing: the message is a full sentence,
 * the parts name the field, its value and the remedy.
 */
public final class UnsolvableProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;
  private final String value;
  private final String remedy;

  /** States what is wrong with {@code field}, its value, and what to do. */
  public UnsolvableProblemException(String sentence, String field, String value, String remedy) {
    super(sentence);
    this.field = field;
    this.value = value;
    this.remedy = remedy;
  }

  /** What is wrong, e.g. {@code observations}. */
  public String field() {
    return field;
  }

  /** The value found, as text. */
  public String value() {
    return value;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
