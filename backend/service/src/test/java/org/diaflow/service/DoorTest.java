package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is kept whole or refused by name, and what goes out is whole. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DoorTest {

  private static final String PROBLEM =
      "{\"matrix\": [[1, 0.5, 0], [0, 1, 3]], \"observations\": [1, 2], \"planted\": %s}";

  @Test
  void anotherPlantedVectorIsAnotherProblem() {
    String without =
        create("null").statusCode(201).body("planted", nullValue()).extract().path("id");
    String exact =
        create("[0, 2, 0]")
            .statusCode(201)
            .body("plantedResidual", equalTo(0f))
            .body("plantedNote", nullValue())
            .extract()
            .path("id");
    String noisy =
        create("[0, 2, 0.001]")
            .statusCode(201)
            .body("planted[2]", equalTo(0.001f))
            .body("plantedResidual", greaterThan(7.4e-4f))
            .body("plantedResidual", lessThan(7.6e-4f))
            .body("plantedNote", containsString("does not satisfy Ax = y"))
            .extract()
            .path("id");
    assertNotEquals(without, exact);
    assertNotEquals(exact, noisy);
    create("[0, 2, 0]").statusCode(200).body("id", equalTo(exact));
    given().get("/api/problems/" + noisy).then().body("planted[2]", equalTo(0.001f));
  }

  /**
   * 0.003 of (3·0.001 + 2 + 2), were it not for units: in those of 1e300 and 1e-300 it is the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"e0", "e150", "e-150", "e300", "e-300"})
  void theResidualOfThePlantedVectorHasNoUnits(String unit) {
    String body =
        "{\"matrix\": [[1%1$s, 0, 0], [0, 1%1$s, 3%1$s]], \"observations\": [1%1$s, 2%1$s],"
            + " \"planted\": [1, 2, 0.001]}";
    post("/api/problems", body.formatted(unit))
        .statusCode(201)
        .body("plantedResidual", greaterThan(0.003f / 4.003f * 0.999f))
        .body("plantedResidual", lessThan(0.003f / 4.003f * 1.001f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [0, 2]       | problem.planted    | 3 entries
          [0, null, 2] | problem.planted[1] | finite
          [0, 1e400]   | planted[1]         | finite
          [0, "NaN"]   | planted[1]         | finite
          """)
  void aPlantedVectorThatCannotBeIsNamed(String planted, String field, String remedy) {
    create(planted)
        .statusCode(400)
        .body("errors[0].field", equalTo(field))
        .body("errors[0].remedy", containsString(remedy));
  }

  @ParameterizedTest
  @CsvSource({"x[99],x[0] to x[1]", "x[2],x[0] to x[1]", "x[00],Choose from", "x[-1],Choose from"})
  void anObservableOutOfRangeIsNamed(String observable, String remedy) {
    submit("\"observables\": [\"x[0]\", \"%s\"]".formatted(observable))
        .statusCode(400)
        .body("errors[0].value", equalTo(observable))
        .body("errors[0].remedy", containsString(remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2    | [1e100, 1]  | [1, 1]     | 1e150  | initialization.positive[0]
          2    | [1, 1]      | [1, 1e-99] | 1e-200 | initialization.negative[1]
          1000 | [1, 10]     | [1, 1]     | 1      | initialization.positive[1]
          """)
  void aStartBeyondDoublesIsNamed(
      String depth, String positive, String negative, String alpha, String field) {
    String start =
        "\"depths\": [%s], \"alphas\": [%s], \"initialization\": {\"positive\": %s, \"negative\": %s}"
            .formatted(depth, alpha, positive, negative);
    String problem = "\"problem\": {\"matrix\": [[1, 0.5]], \"observations\": [1]}";
    post("/api/limits", "{%s, %s}".formatted(problem, start))
        .statusCode(400)
        .body("errors[0].field", equalTo(field))
        .body("errors[0].remedy", containsString("shape^D"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "[1,]", "{\"a\": 1", "'a'", "[/*c*/1]", "{\"a\":1,\"a\":2}", "01"})
  void brokenJsonIsToldInOurWords(String body) {
    String answer = post("/api/problems", body).statusCode(400).extract().asString();
    for (String foreign : List.of("JsonReadFeature", "jackson", "ALLOW_", "token", "StreamRead")) {
      assertFalse(answer.contains(foreign), answer);
    }
  }

  @Test
  void anEventThatNeverWasIsRefusedWhileTheExperimentRunsAndAnsweredWhenItHasEnded() {
    var slow = Experiment.submit(Experiment.slow(100_000));
    slow.await("RUNNING");
    given()
        .header("Last-Event-ID", "123456789")
        .get("/api/experiments/" + slow.id() + "/events")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Last-Event-ID"));
    slow.ask("cancel").statusCode(200);
    slow.await("CANCELLED");
    given()
        .header("Last-Event-ID", "123456789")
        .get("/api/experiments/" + slow.id() + "/events")
        .then()
        .statusCode(204);
  }

  @Test
  void aPredictionOutsideItsRangeIsMarked() throws IOException {
    String noisy =
        """
        "problem": {"generator": {"kind": "gaussian", "rows": 20, "columns": 60, "sparsity": 3,
          "noise": 0.1}}, "depths": [2], "alphas": [1e-2, 1e-3]""";
    JsonPath limits =
        post("/api/limits", "{%s}".formatted(noisy)).statusCode(200).extract().jsonPath();
    double[] g =
        limits.getList("certificate.gStar", Double.class).stream()
            .mapToDouble(Math::abs)
            .filter(v -> v > 0)
            .toArray();
    double smallest = java.util.Arrays.stream(g).min().orElseThrow();
    for (int k = 0; k < 2; k++) {
      boolean valid = limits.getDouble("limits[%d].predicted".formatted(k)) <= smallest;
      assertEquals(valid, limits.getBoolean("limits[%d].predictedValid".formatted(k)));
    }
    assertFalse(limits.getBoolean("limits[0].predictedValid"));
    assertTrue(limits.getString("limits[0].predictedReason").contains("outside its range"));
    var experiment = Experiment.of("{\"kind\": \"error-vs-scale\", %s}".formatted(noisy));
    experiment.await("DONE");
    assertEquals(false, experiment.cells().getFirst().predictedValid());
    String cells = text(export(experiment).get("cells.csv"));
    assertTrue(cells.lines().findFirst().orElseThrow().contains(",predicted,predictedValid,"));
    assertTrue(cells.contains(",false,"), cells);
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"problem\": {\"generator\": {\"kind\": \"tightness\", \"rho\": 0.5, \"y\": 1}},"
                + " \"depths\": [2], \"alphas\": [1e-3]}")
        .post("/api/limits")
        .then()
        .body("limits[0].predictedValid", equalTo(true))
        .body("limits[0].predictedReason", nullValue());
  }

  @Test
  void anExportHasEverything() throws IOException {
    String id = create("[0, 2, 0]").extract().path("id");
    var experiment =
        Experiment.of(
            "{\"kind\": \"error-vs-scale\", \"problem\": {\"id\": \"%s\"}, \"depths\": [3],"
                    .formatted(id)
                + " \"alphas\": [1e-2, 1e-3, 1e-4]}");
    experiment.await("DONE");
    Map<String, byte[]> files = export(experiment);
    JsonPath rates = JsonPath.from(text(files.get("rates.json")));
    assertEquals(experiment.view().getDouble("rates[0].fitted"), rates.getDouble("[0].fitted"));
    JsonPath certificates = JsonPath.from(text(files.get("certificates.json")));
    assertEquals(id, certificates.getString("[0].problem"));
    assertTrue(certificates.getBoolean("[0].certificate.unique"));
    double cleaned = certificates.getDouble("[0].certificate.backwardError");
    assertTrue(cleaned >= 0 && cleaned <= 0x1p-50, "backward error " + cleaned);
    assertFalse(files.containsKey("comparison.json"));
    given()
        .multiPart("archive", "p.npz", files.get("problem-%s.npz".formatted(id)))
        .post("/api/problems")
        .then()
        .statusCode(200)
        .body("id", equalTo(id));
  }

  @Test
  void theExportOfAComparisonHasItsSummaryAndWhatPurificationCameTo() throws IOException {
    var experiment =
        Experiment.of(
            """
            {"kind": "solver-comparison", "problem": {"generator": {"kind": "certified", "rows": 6,
              "columns": 12, "sparsity": 2, "margin": 0.8}}, "solvers": [{"id": "homotopy"}]}
            """);
    experiment.await("DONE");
    Map<String, byte[]> files = export(experiment);
    assertEquals(
        1, JsonPath.from(text(files.get("comparison.json"))).getInt("contestants[0].after.solved"));
    List<String> lines = text(files.get("cells.csv")).lines().toList();
    List<String> names = List.of(lines.getFirst().split(","));
    List<String> values = List.of(lines.get(1).split(",", -1));
    int column = names.indexOf("purifiedRelativeDistance");
    assertTrue(Double.parseDouble(values.get(column)) < 1e-12, lines.get(1));
    assertEquals("2", values.get(names.indexOf("purifiedSupportSize")));
    assertTrue(files.keySet().stream().noneMatch(name -> name.startsWith("problem-")));
  }

  private static String text(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> export(Experiment experiment) throws IOException {
    byte[] archive =
        given()
            .get("/api/experiments/" + experiment.id() + "/export")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    var files = new HashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static ValidatableResponse create(String planted) {
    return post("/api/problems", PROBLEM.formatted(planted));
  }

  private static ValidatableResponse submit(String more) {
    return post(
        "/api/experiments",
        "{\"kind\": \"trajectory\", \"problem\": {\"matrix\": [[1, 0.5]], \"observations\": [1]},"
            + " \"depths\": [2], \"alphas\": [0.1], %s}".formatted(more));
  }

  private static ValidatableResponse post(String path, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(not(equalTo(500)));
  }
}
