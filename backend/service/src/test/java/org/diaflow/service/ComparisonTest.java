package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonSummary.Contestant;
import org.diaflow.api.ComparisonView;
import org.junit.jupiter.api.Test;

/** Comparisons of ℓ¹ solvers: what is measured, what is streamed, and what is refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ComparisonTest {

  private static final String CERTIFIED =
      "{\"kind\": \"certified\", \"rows\": 20, \"columns\": 60, \"sparsity\": 5, \"margin\": 0.8}";

  private static ValidatableResponse post(String solvers, String more) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"kind": "solver-comparison", "problem": {"generator": %s},
             "solvers": %s%s}
            """
                .formatted(CERTIFIED, solvers, more))
        .post("/api/experiments")
        .then();
  }

  private static Experiment submit(String solvers, String more) {
    return new Experiment(post(solvers, more).statusCode(201).extract().path("id"));
  }

  private static ComparisonSummary summary(Experiment experiment) {
    return given()
        .get("/api/experiments/" + experiment.id() + "/comparison")
        .then()
        .statusCode(200)
        .extract()
        .as(ComparisonSummary.class);
  }

  @Test
  void solversAreMeasuredAtEveryToleranceAndLiarsFoundOut() {
    var experiment =
        submit(
            """
            [{"id": "homotopy"}, {"id": "pdhg"}, {"id": "test-lying"}, {"id": "test-throwing"}]
            """,
            ", \"seeds\": [1, 2, 3], \"tolerances\": [1e-3, 1e-9]");
    experiment.await("DONE");
    List<CellView> cells = experiment.cells();
    assertEquals(15, cells.size()); // only pdhg takes a tolerance
    for (CellView cell : cells) {
      ComparisonView comparison = Objects.requireNonNull(cell.comparison());
      assertTrue(Double.isNaN(cell.alpha()));
      if (cell.engine().equals("homotopy")) {
        ComparisonView.Accuracy before = Objects.requireNonNull(comparison.before());
        assertEquals(ComparisonView.SOLVED, before.verdict());
        assertEquals(5, before.supportSize());
        assertTrue(Objects.requireNonNull(before.relativeDistance()) < 1e-9);
        assertTrue(comparison.certified());
        assertFalse(comparison.curve().isEmpty());
      }
      if (cell.engine().equals(TestPlugins.LYING)) {
        assertEquals("converged", cell.stopReason());
        assertEquals(
            ComparisonView.UNACCEPTABLE, Objects.requireNonNull(comparison.before()).verdict());
        assertEquals(
            comparison.certified(),
            Objects.requireNonNull(comparison.after()).verdict().equals(ComparisonView.SOLVED));
      }
      if (cell.engine().equals(TestPlugins.THROWING)) {
        assertEquals("plugin-error", cell.stopReason());
        assertNull(comparison.before());
      }
    }
    ComparisonSummary summary = summary(experiment);
    assertEquals(3, summary.problems());
    assertEquals(5, summary.contestants().size());
    Contestant homotopy = summary.contestants().getFirst();
    assertEquals(3, homotopy.before().solved());
    assertEquals(1, homotopy.profileBefore().getLast().fraction());
    Contestant coarse = summary.contestants().get(1);
    assertEquals(1e-3, coarse.tolerance());
    assertEquals(0, coarse.before().solved());
    assertEquals(3, coarse.after().solved()); // purified to the vertex
    assertTrue(coarse.profileBefore().isEmpty());
    assertEquals(3, summary.contestants().getLast().after().unacceptable());
  }

  @Test
  void runsAreStreamedOneByOneAndTheDocumentSpelledOut() throws Exception {
    var experiment = submit("[{\"id\": \"homotopy\"}, {\"id\": \"douglas-rachford\"}]", "");
    try (var stream = EventStream.open(experiment)) {
      List<EventStream.Event> events = stream.all();
      List<JsonPath> cells =
          events.stream()
              .filter(event -> event.name().equals("cell"))
              .map(event -> JsonPath.from(event.data()))
              .toList();
      assertEquals(2, cells.size());
      assertNotNull(cells.getFirst().getString("comparison.after.verdict"));
      assertEquals("end", events.getLast().name());
    }
    assertNotNull(experiment.view().get("document.solvers[1].parameters.tolerance"));
    assertEquals("solver-comparison", experiment.view().getString("kind"));
    List<String> lines = exportedCells(experiment);
    assertTrue(lines.getFirst().endsWith("verdict,purifiedVerdict,certified,purificationSeconds"));
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).contains("solved,solved,true,"));
    var flow = Experiment.submit("[\"limit\"]");
    flow.await("DONE");
    List<String> flows = exportedCells(flow);
    String measures = flows.getFirst().substring(lines.getFirst().length());
    assertTrue(flows.getFirst().startsWith(lines.getFirst())); // the columns of every experiment
    assertTrue(measures.startsWith(",errorL2,"), measures); // and those of its measures
    for (String line : flows) {
      String unquoted = line.replaceAll("\"[^\"]*\"", "");
      assertEquals(flows.getFirst().split(",", -1).length, unquoted.split(",", -1).length, line);
    }
    given() // its own document can be submitted again
        .contentType(ContentType.JSON)
        .body(experiment.view().<Object>get("document"))
        .post("/api/experiments")
        .then()
        .statusCode(201);
  }

  private static List<String> exportedCells(Experiment experiment) throws IOException {
    byte[] archive =
        given()
            .get("/api/experiments/" + experiment.id() + "/export")
            .then()
            .statusCode(200)
            .contentType("application/zip")
            .extract()
            .asByteArray();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("cells.csv")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
      }
    }
    throw new AssertionError("The archive has no cells.csv.");
  }

  @Test
  void pausedRunsAreNotRecordedAndResumed() {
    var experiment =
        submit(
            "[{\"id\": \"test-idle\", \"parameters\": {\"milliseconds\": 1000}}]",
            ", \"seeds\": [1, 2, 3, 4, 5]");
    experiment.awaitDone(1);
    for (int look = 0; look < 3; look++) { // timed one at a time, on however many cores
      long running =
          experiment.cells().stream().filter(c -> c.state() == CellState.RUNNING).count();
      assertTrue(running <= 1, () -> running + " runs at once");
    }
    experiment.ask("pause").statusCode(200);
    experiment.await("STOPPED");
    assertTrue(experiment.cells().stream().noneMatch(c -> "cancelled".equals(c.stopReason())));
    experiment.ask("resume").statusCode(200);
    experiment.await("DONE");
    assertEquals(5, summary(experiment).problems());
    assertTrue(experiment.cells().stream().allMatch(cell -> "stalled".equals(cell.stopReason())));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused("[]", "", "solvers");
    refused("[{\"id\": \"no-such\"}]", "", "solvers[0].id");
    refused("[{\"id\": \"homotopy\"}, {\"id\": \"homotopy\"}]", "", "solvers[1]");
    refused("[{\"id\": \"pdhg\"}]", ", \"tolerances\": [7]", "tolerances[0]");
    refused("[{\"id\": \"pdhg\"}]", ", \"depths\": [2]", "depths");
    refused("[{\"id\": \"pdhg\"}]", ", \"alphas\": {\"from\": 0, \"to\": 1}", "alphas");
    given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"kind": "error-vs-scale", "depths": [2], "alphas": [0.1], "solvers": [{"id": "pdhg"}],
             "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}}}
            """)
        .post("/api/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", containsString("solvers"));
    var flow = Experiment.submit("[\"limit\"]");
    given().get("/api/experiments/" + flow.id() + "/comparison").then().statusCode(404);
  }

  private static void refused(String solvers, String more, String field) {
    post(solvers, more).statusCode(400).body("errors[0].field", containsString(field));
  }
}
