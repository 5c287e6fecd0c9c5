package org.diaflow.spi;

/** An argument that a generator cannot take: its name, its value and the remedy. */
public final class ArgumentOutOfRangeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String name;
  private final String value;
  private final String remedy;

  /** States that argument {@code name} has a {@code value} it must not have, and what to do. */
  public ArgumentOutOfRangeException(String name, String value, String remedy) {
    super("%s is %s. %s".formatted(name, value, remedy));
    this.name = name;
    this.value = value;
    this.remedy = remedy;
  }

  /** The argument, e.g. {@code sparsity}. */
  public String name() {
    return name;
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
