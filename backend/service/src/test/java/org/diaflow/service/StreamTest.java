package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.diaflow.service.database.BlockingTransactions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.diaflow.api.CellState;
import org.diaflow.service.EventStream.Event;
import org.diaflow.service.event.Signals;
import org.diaflow.service.experiment.view.CurveAxes;
import org.diaflow.service.experiment.view.LiveView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event streams have no gap, no duplicate, and always an end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StreamTest {

  private static final int CELLS = 14;

  @Inject Signals signals;
  @Inject LiveView live;

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

  /** Each progress names the curves of the cells that ended since the one before, and no other. */
  @ParameterizedTest
  @ValueSource(strings = {"alpha", "depth", "depth,alpha", ""})
  void progressNamesTheCurvesThatChanged(String by) throws Exception {
    Experiment experiment = Experiment.submit(Experiment.slow(60));
    Set<String> axes = by.isEmpty() ? Set.of() : Set.of(by.split(","));
    for (int time = 0; time < 2; time++) {
      try (EventStream stream = EventStream.open(experiment, "?by=" + by)) {
        var ended = new HashSet<Map<String, Object>>();
        int told = 0;
        for (Event event : stream.all()) {
          if (event.name().equals("cell")) {
            Map<String, Object> cell = JsonPath.from(event.data()).getMap("");
            ended.add(axes.stream().collect(Collectors.toMap(axis -> axis, cell::get)));
          } else if (event.name().equals("progress")) {
            JsonPath progress = JsonPath.from(event.data());
            assertFalse(progress.getBoolean("changedAll"));
            List<Map<String, Object>> changed = progress.getList("changed");
            assertEquals(ended, new HashSet<>(changed), event::data);
            assertEquals(ended.size(), changed.size(), event::data);
            told += changed.size();
            ended.clear();
          }
        }
        assertTrue(told > 0);
      }
    }
  }

  /** A client that is told of no cell is told of their curves all the same, of each in the end. */
  @Test
  void curvesAreNamedWithoutCells() throws Exception {
    Experiment experiment = Experiment.submit(Experiment.slow(200));
    try (EventStream stream = EventStream.open(experiment, "?cells=false&by=alpha")) {
      List<Event> events =
          stream.until(
              event -> event.name().equals("progress") && !event.data().contains("changed\":[]"));
      var first = new HashSet<Float>(alphas(events.getLast()));
      Set<Float> ended =
          experiment.cells().stream()
              .filter(cell -> cell.state() == CellState.DONE)
              .map(cell -> (float) cell.alpha())
              .collect(Collectors.toSet());
      assertTrue(ended.containsAll(first), () -> first + " of " + ended);
      assertTrue(first.size() < CELLS / 2, first::toString);
      var all = new HashSet<Float>(first);
      named(stream.all(), "progress").forEach(event -> all.addAll(alphas(event)));
      assertEquals(CELLS / 2, all.size());
    }
    try (EventStream stream = EventStream.open(experiment, "")) {
      assertTrue(named(stream.all(), "progress").noneMatch(e -> e.data().contains("changed")));
    }
  }

  private static List<Float> alphas(Event progress) {
    List<Number> alphas = JsonPath.from(progress.data()).getList("changed.alpha");
    return alphas.stream().map(Number::floatValue).toList();
  }

  /** Changes older than what a feed remembers are looked up: by the same arithmetic. */
  @Test
  void theDatabaseNumbersCurvesAsTheGridDoes() throws Exception {
    Experiment experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    for (String by : List.of("depth", "alpha", "alpha,depth,seed", "")) {
      CurveAxes axes = await(live.curveAxes(experiment.id(), by));
      var all = new TreeSet<Long>();
      try (EventStream stream = EventStream.open(experiment)) {
        for (Event event : named(stream.all(), "cell").toList()) {
          long number = Long.parseLong(Objects.requireNonNull(event.id()));
          long curve = axes.curve(JsonPath.from(event.data()).getInt("index"));
          assertEquals(
              List.of(curve),
              await(live.changedCurves(experiment.id(), axes, number - 1, number, 10)));
          all.add(curve);
        }
      }
      List<Long> found = await(live.changedCurves(experiment.id(), axes, 0, 100, 100));
      assertEquals(all, new TreeSet<>(found));
      assertEquals(1, await(live.changedCurves(experiment.id(), axes, 0, 100, 1)).size());
    }
  }

  /** So many curves are not named. */
  @Test
  void manyChangesAreToldOfAtOnce() throws Exception {
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale", "depths": [2],
             "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
             "alphas": {"from": 1e-1, "to": 1e-3, "pointsPerDecade": 100}}
            """);
    experiment.await("DONE");
    try (EventStream stream = EventStream.open(experiment, "?cells=false&by=alpha")) {
      JsonPath progress = JsonPath.from(named(stream.all(), "progress").toList().getLast().data());
      assertTrue(progress.getBoolean("changedAll"), progress::prettify);
      assertNull(progress.get("changed"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "depth,depth", "noise,alpha"})
  void wrongAxesAreRefusedAsForCurves(String by) {
    Experiment experiment = Experiment.submit("[\"limit\"]");
    String path = "/api/experiments/" + experiment.id();
    List<Object> refusal =
        given().get(path + "/events?by=" + by).then().statusCode(400).extract().path("errors");
    assertEquals(
        given()
            .get(path + "/curves?x=seed&by=" + by)
            .then()
            .statusCode(400)
            .extract()
            .path("errors"),
        refusal);
    assertEquals(
        "by",
        JsonPath.from(given().get(path + "/events?by=" + by).asString())
            .getString("errors[0].field"));
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
