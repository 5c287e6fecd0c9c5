package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the band around a curve reaches over. */
public enum Band {
  /** The middle half of the values. */
  QUARTILES("quartiles"),
  /** All values. */
  EXTREMES("least to greatest"),
  /** There is no band. */
  NONE("no band");

  private final String title;

  Band(String title) {
    this.title = title;
  }

  /** The band called {@code id} in addresses. */
  public static Optional<Band> of(String id) {
    return Arrays.stream(values()).filter(band -> band.id().equals(id)).findFirst();
  }

  /** Its name in addresses and requests. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its title on the page. */
  public String title() {
    return title;
  }
}
