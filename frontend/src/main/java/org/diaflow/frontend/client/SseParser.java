package org.diaflow.frontend.client;

import org.jspecify.annotations.Nullable;

/** Puts events together from the lines of a {@code text/event-stream}. Not thread-safe. */
final class SseParser {

  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private String lastId = "";

  /**
   * An event.
   *
   * @param name its name, {@code message} if not given
   * @param data its data, lines joined by line feeds
   */
  record Event(String name, String data) {}

  /** Takes the next line, without its end; returns the event it completes, or null. */
  @Nullable Event line(String line) {
    if (line.isEmpty()) {
      return complete();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "event" -> name = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> lastId = value;
      default -> {} // comments are heartbeats; retry is ours to choose
    }
    return null;
  }

  /** Id of the last event that had one, or the empty string. */
  String lastId() {
    return lastId;
  }

  /** Forgets what is incomplete, after a lost connection. */
  void reset() {
    data.setLength(0);
    name = "";
  }

  private @Nullable Event complete() {
    if (data.isEmpty()) {
      reset();
      return null;
    }
    data.setLength(data.length() - 1);
    var event = new Event(name.isEmpty() ? "message" : name, data.toString());
    reset();
    return event;
  }
}
