package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an earlier version computed is found again, number by number, and what it left unfinished is
 * finished.
 */
@QuarkusTest
@QuarkusTestResource(value = OldDatabase.class, restrictToAnnotatedClass = true)
class OldDatabaseTest {

  private static final String KILLED = "Killed half-way";
  private static final String PAUSED = "Paused half-way";
  private static final Set<String> UNFINISHED = Set.of(KILLED, PAUSED);
  private static final int CELLS_OF_UNFINISHED = 64;

  /** What changes when an experiment goes on. */
  private static final List<String> OF_PROGRESS =
      List.of("state", "reason", "finished", "progress", "rates");

  /** Results that do not depend on the clock, nor on the last digit of an exponential. */
  private static final List<String> OF_A_CELL =
      List.of("errorL1", "limitErrorL1", "lower", "upper", "predicted");

  /**
   * Relative: limits are reached to 1e-11 and rounding errors of 60000 contracting steps stay below
   * that, on whatever processor; anything that is computed differently shows far above.
   */
  private static final double SAME = 1e-9;

  private static final JsonNode ANSWERS = read();

  @Inject Flyway flyway;

  private static JsonNode read() {
    try (InputStream answers = OldDatabase.open("answers.json.gz")) {
      return new ObjectMapper().readTree(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> all() {
    return StreamSupport.stream(ANSWERS.path("experiments").spliterator(), false)
        .map(OldDatabaseTest::name);
  }

  static Stream<String> ended() {
    return all().filter(name -> !UNFINISHED.contains(name));
  }

  static Stream<String> compared() {
    return ended().filter(name -> old(name).has("comparison"));
  }

  private static String name(JsonNode answers) {
    return answers.path("experiment").path("name").textValue();
  }

  private static JsonNode old(String name) {
    return StreamSupport.stream(ANSWERS.path("experiments").spliterator(), false)
        .filter(answers -> name(answers).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Experiment experiment(String name) {
    return new Experiment(old(name).path("experiment").path("id").textValue());
  }

  private static JsonNode get(String path) throws IOException {
    String body = given().get(path).then().statusCode(200).extract().asString();
    return new ObjectMapper().readTree(body);
  }

  private static JsonNode get(Experiment experiment, String path) throws IOException {
    return get("/api/experiments/" + experiment.id() + path);
  }

  private static void assertKept(JsonNode old, JsonNode now) {
    assertEquals(List.of(), JsonDifferences.between(old, now));
  }

  /** The dump was there before the migrations of today, which went on from it. */
  @Test
  void theSchemaWasMigratedAndNotMadeAnew() {
    MigrationInfo[] applied = flyway.info().applied();
    assertEquals("7", applied[6].getVersion().getVersion());
    for (int k = 0; k < 7; k++) {
      LocalDate day =
          applied[k].getInstalledOn().toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
      assertEquals(LocalDate.of(2026, 11, 28), day);
    }
    assertEquals(0, flyway.info().pending().length);
  }

  @ParameterizedTest
  @MethodSource("ended")
  void anEndedExperimentAnswersAsBefore(String name) throws Exception {
    JsonNode old = old(name);
    Experiment experiment = experiment(name);
    assertKept(old.path("experiment"), get(experiment, ""));
    assertKept(old.path("cells"), get(experiment, "/cells?size=1000"));
    assertTrue(old.path("cells").path("total").intValue() > 0);
    for (JsonNode trajectory : old.path("trajectories")) {
      assertKept(trajectory, get(experiment, "/cells/" + trajectory.path("index") + "/trajectory"));
    }
    assertEventsKept(old.path("events"), experiment);
  }

  private static void assertEventsKept(JsonNode old, Experiment experiment) throws Exception {
    List<EventStream.Event> events;
    try (var stream = EventStream.open(experiment)) {
      events =
          stream.all().stream()
              .filter(event -> event.name().equals("state") || event.name().equals("end"))
              .toList();
    }
    assertEquals(old.size(), events.size());
    for (int k = 0; k < old.size(); k++) {
      EventStream.Event event = events.get(k);
      assertEquals(old.get(k).path("sequence").asText(), event.id());
      assertEquals(old.get(k).path("name").textValue(), event.name());
      assertKept(old.get(k).path("data"), new ObjectMapper().readTree(event.data()));
    }
  }

  @ParameterizedTest
  @MethodSource("compared")
  void theSummaryOfAComparisonIsAsBefore(String name) throws IOException {
    assertKept(old(name).path("comparison"), get(experiment(name), "/comparison"));
  }

  @Test
  void problemsAreAsBefore() throws IOException {
    JsonNode problems = ANSWERS.path("problems");
    assertEquals(13, problems.size());
    for (JsonNode problem : problems) {
      assertKept(problem, get("/api/problems/" + problem.path("id").textValue()));
    }
  }

  @Test
  void experimentsAreFoundByTagAndSharedAsBefore() {
    given().get("/api/experiments?tag=paper").then().body("items.visibility", contains("shared"));
    assertEquals(10, (int) given().get("/api/experiments").path("total"));
  }

  @Test
  void aKilledExperimentIsTakenUpAndFinished() throws IOException {
    assertFinished(KILLED);
  }

  @Test
  void aPausedExperimentIsResumedAndFinished() throws IOException {
    Experiment experiment = experiment(PAUSED);
    assertEquals("STOPPED", experiment.state());
    assertKept(old(PAUSED).path("experiment"), get(experiment, ""));
    assertKept(old(PAUSED).path("cells"), get(experiment, "/cells?size=1000"));
    experiment.ask("resume").statusCode(200);
    assertFinished(PAUSED);
  }

  /**
   * Cells of before are untouched, and the others are what the earlier version would have found.
   */
  private static void assertFinished(String name) throws IOException {
    JsonNode old = old(name);
    Experiment experiment = experiment(name);
    experiment.await("DONE");
    ObjectNode lasting = old.path("experiment").deepCopy();
    assertKept(lasting.remove(OF_PROGRESS), get(experiment, ""));
    JsonNode before = old.path("cells").path("items");
    JsonNode finished = old.path("finished").path("cells").path("items");
    JsonNode now = get(experiment, "/cells?size=1000").path("items");
    assertEquals(CELLS_OF_UNFINISHED, now.size());
    int endedBefore = 0;
    for (int k = 0; k < CELLS_OF_UNFINISHED; k++) {
      if (before.get(k).path("state").textValue().equals("DONE")) {
        assertKept(before.get(k), now.get(k));
        endedBefore++;
      } else {
        assertSame(finished.get(k), now.get(k));
      }
    }
    assertEquals(old.path("experiment").path("progress").path("done").intValue(), endedBefore);
    assertTrue(endedBefore < CELLS_OF_UNFINISHED);
  }

  private static void assertSame(JsonNode old, JsonNode now) {
    for (String field : List.of("index", "seed", "depth", "alpha", "engine", "problem", "state")) {
      assertKept(old.path(field), now.path(field));
    }
    for (String field : OF_A_CELL) {
      assertEquals(old.path(field).isNull(), now.path(field).isNull(), field);
      double expected = old.path(field).doubleValue();
      assertEquals(expected, now.path(field).doubleValue(), SAME * Math.abs(expected), field);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyExperimentIsExported(String name) throws IOException {
    JsonNode old = old(name);
    Map<String, byte[]> export = export(experiment(name));
    for (JsonNode entry : old.path("export").path("entries")) {
      assertNotNull(export.get(entry.textValue()), entry.textValue());
    }
    List<CSVRecord> rows = rows(export);
    assertEquals(old.path("export").path("rows").intValue(), rows.size());
    JsonNode cells = old.path("cells").path("items");
    for (int k = 0; k < rows.size(); k++) {
      JsonNode error = cells.get(k).path("errorL1");
      if (error.isNumber()) {
        assertEquals(error.doubleValue(), Double.parseDouble(rows.get(k).get("errorL1")));
      }
    }
  }

  private static List<CSVRecord> rows(Map<String, byte[]> export) throws IOException {
    String text = new String(export.getOrDefault("cells.csv", new byte[0]), StandardCharsets.UTF_8);
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .get();
    return CSVParser.parse(text, format).getRecords();
  }

  private static Map<String, byte[]> export(Experiment experiment) throws IOException {
    byte[] archive =
        given()
            .get("/api/experiments/" + experiment.id() + "/export")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    var entries = new HashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
