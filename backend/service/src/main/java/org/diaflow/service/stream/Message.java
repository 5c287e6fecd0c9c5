package org.diaflow.service.stream;

import java.nio.charset.StandardCharsets;
import org.diaflow.service.experiment.store.EventLog;

/** One message of an event stream, in its wire form; written once, whoever gets it. */
final class Message {

  /** Shows that the stream is alive. */
  static final Message HEARTBEAT = new Message("", 0, -1, ":heartbeat\n\n");

  private static final String END = "end";

  private final String name;
  private final long sequence;
  private final int cell;
  private final byte[] wire;

  private Message(String name, long sequence, int cell, String wire) {
    this.name = name;
    this.sequence = sequence;
    this.cell = cell;
    this.wire = wire.getBytes(StandardCharsets.UTF_8);
  }

  /** How far an experiment is, in JSON. */
  static Message progress(String json) {
    return unnumbered("progress", json);
  }

  /** The newest point of a flow, in JSON. */
  static Message sample(String json) {
    return unnumbered("sample", json);
  }

  private static Message unnumbered(String name, String json) {
    return new Message(name, 0, -1, "event:%s\ndata:%s\n\n".formatted(name, json));
  }

  /** Something that happened; clients go on after its number. */
  static Message of(EventLog.Event event) {
    String wire =
        "id:%d\nevent:%s\ndata:%s\n\n".formatted(event.sequence(), event.name(), event.data());
    return new Message(event.name(), event.sequence(), event.cell(), wire);
  }

  /** The end of an experiment that was deleted. */
  static Message deleted(long sequence, String json) {
    return of(new EventLog.Event(sequence, END, json));
  }

  /** Number of the event, or 0 if it has none. */
  long sequence() {
    return sequence;
  }

  /** Whether it tells of a cell that has ended. */
  boolean cell() {
    return cell >= 0;
  }

  /** Index of that cell. */
  int cellIndex() {
    return cell;
  }

  /** Whether nothing follows. */
  boolean last() {
    return END.equals(name);
  }

  /** UTF-8 text as server-sent events have it, not to be changed. */
  byte[] wire() {
    return wire;
  }
}
