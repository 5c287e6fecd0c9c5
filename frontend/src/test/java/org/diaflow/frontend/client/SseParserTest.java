package org.diaflow.frontend.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SseParserTest {

  private final SseParser parser = new SseParser();

  @Test
  void linesBecomeEvents() {
    var events = parse("id: 7", "event: cell", "data: {\"a\":", "data: 1}", "", "data:x", "");
    assertEquals(
        List.of(new SseParser.Event("cell", "{\"a\":\n1}"), new SseParser.Event("message", "x")),
        events);
    assertEquals("7", parser.lastId());
  }

  @Test
  void heartbeatsAndEmptyEventsTellNothing() {
    assertEquals(List.of(), parse(": heartbeat", "", "event: cell", "", "retry: 10", ""));
  }

  @Test
  void anUnfinishedEventIsForgottenButItsIdIsNot() {
    parse("id: 3", "event: cell", "data: half");
    parser.reset();
    assertEquals(
        List.of(new SseParser.Event("state", "whole")), parse("event: state", "data: whole", ""));
    assertEquals("3", parser.lastId());
  }

  private List<SseParser.Event> parse(String... lines) {
    return java.util.Arrays.stream(lines).map(parser::line).filter(Objects::nonNull).toList();
  }
}
