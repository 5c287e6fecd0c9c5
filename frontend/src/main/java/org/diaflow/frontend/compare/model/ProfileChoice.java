package org.diaflow.frontend.compare.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The choice of the performance profiles that are drawn. */
public enum ProfileChoice {
  /** Of the answers as returned. */
  RETURNED("as returned"),
  /** Of the purified answers. */
  PURIFIED("purified"),
  /** Both. */
  BOTH("both");

  private final String title;

  ProfileChoice(String title) {
    this.title = title;
  }

  /** The choice called {@code id} in addresses. */
  public static Optional<ProfileChoice> of(String id) {
    return Arrays.stream(values()).filter(choice -> choice.id().equals(id)).findFirst();
  }

  /** Its name in addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its title in the form. */
  public String title() {
    return title;
  }
}
