package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.diaflow.service.EventStream.Event;
import org.diaflow.service.event.Signals;
import org.junit.jupiter.api.Test;

/** Event streams have no gap, no duplicate, and always an end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StreamTest {

  private static final int CELLS = 14;

  @Inject Signals signals;

  @Test
  void aLiveReaderGetsEverythingOnceAndTheLastProgressBeforeTheEnd() throws Exception {
    var experiment = Experiment.submit(Experiment.slow(30));
    try (var stream = EventStream.open(experiment)) {
      List<Event> events = stream.all();
      assertNumbered(events, 1);
      assertEquals(CELLS, named(events, "cell").count());
      assertEquals(
          List.of("QUEUED", "RUNNING", "DONE"),
          named(events, "state").map(e -> JsonPath.from(e.data()).getString("state")).toList());
      assertEquals("end", events.getLast().name());
      assertEquals("progress", events.get(events.size() - 2).name());
      assertEquals(
          CELLS, JsonPath.from(events.get(events.size() - 2).data()).getInt("progress.done"));
    }
  }

  @Test
  void aReaderThatComesBackGoesOnWhereItWas() throws Exception {
    var experiment = Experiment.submit(Experiment.slow(60));
    List<Event> first;
    try (var stream = EventStream.open(experiment)) {
      first = stream.until(event -> event.name().equals("cell"));
    }
    String last = Objects.requireNonNull(first.getLast().id());
    try (var stream = EventStream.resume(experiment, last)) {
      assertNumbered(stream.all(), Long.parseLong(last) + 1);
    }
  }

  @Test
  void anEndedExperimentIsReplayedAndAnswers204AfterItsEnd() throws Exception {
    var experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    try (var stream = EventStream.open(experiment)) {
      List<Event> events = stream.all();
      assertNumbered(events, 1);
      given()
          .header("Last-Event-ID", Objects.requireNonNull(events.getLast().id()))
          .get("/api/experiments/" + experiment.id() + "/events")
          .then()
          .statusCode(204);
    }
  }

  /** Who asks for curves is told how far the experiment is, and of no cell; live or later. */
  @Test
  void cellsCanBeLeftOut() throws Exception {
    Experiment experiment = Experiment.submit(Experiment.slow(20));
    for (int time = 0; time < 2; time++) {
      try (EventStream stream = EventStream.openWithoutCells(experiment)) {
        List<Event> events = stream.all();
        assertEquals("end", events.getLast().name());
        assertEquals("progress", events.get(events.size() - 2).name());
        assertTrue(events.stream().noneMatch(event -> event.name().equals("cell")));
        List<String> states =
            events.stream().filter(event -> event.name().equals("state")).map(Event::data).toList();
        assertEquals(3, states.size(), states::toString);
      }
    }
  }

  /** At once where its connection is closed, at the next heartbeat at the latest. */
  @Test
  void aReaderThatLeavesIsForgotten() throws Exception {
    var experiment = Experiment.submit(Experiment.slow(100_000));
    try {
      try (var stream = EventStream.open(experiment)) {
        stream.until(event -> event.name().equals("state"));
        assertTrue(signals.listenedTo() > 0);
      }
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> signals.listenedTo() == 0);
    } finally {
      experiment.ask("cancel").statusCode(200); // or the tests that follow wait for its cells
    }
  }

  private static void assertNumbered(List<Event> events, long first) {
    List<Long> numbers =
        events.stream()
            .filter(event -> event.id() != null)
            .map(event -> Long.parseLong(Objects.requireNonNull(event.id())))
            .toList();
    assertEquals(LongStream.range(first, first + numbers.size()).boxed().toList(), numbers);
    assertEquals("end", events.getLast().name());
  }

  private static Stream<Event> named(List<Event> events, String name) {
    return events.stream().filter(event -> event.name().equals(name));
  }
}
