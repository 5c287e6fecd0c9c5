package org.diaflow.service.table;

import java.io.IOException;

/** Says where a file breaks the rules of its format, what is there, and what should be. */
final class UnreadableTableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String value;
  private final String remedy;

  UnreadableTableException(String place, String value, String remedy) {
    super("%s is %s. %s".formatted(place, value, remedy));
    this.place = place;
    this.value = value;
    this.remedy = remedy;
  }

  String place() {
    return place;
  }

  String value() {
    return value;
  }

  String remedy() {
    return remedy;
  }
}
