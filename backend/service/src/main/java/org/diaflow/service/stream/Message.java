package org.diaflow.service.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/**
 * One message of an event stream.
 *
 * @param name name of the event, or null for a heartbeat
 * @param id its number, or null if it cannot be resumed from
 * @param data its content in JSON
 */
record Message(@Nullable String name, @Nullable String id, String data) {

  static final String PROGRESS = "progress";
  static final String SAMPLE = "sample";
  static final String END = "end";

  /** Shows that the stream is alive. */
  static final Message HEARTBEAT = new Message(null, null, "");

  /** Whether nothing follows. */
  boolean last() {
    return END.equals(name);
  }

  /** The message in its wire form. */
  OutboundSseEvent toSse(Sse sse) {
    OutboundSseEvent.Builder builder = sse.newEventBuilder();
    if (name == null) {
      return builder.comment("heartbeat").build();
    }
    if (id != null) {
      builder.id(id);
    }
    return builder.name(name).data(String.class, data).build();
  }
}
