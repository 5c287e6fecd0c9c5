package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.junit.jupiter.api.Test;

/** What can be done with experiments. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExperimentTest {

  private static final double RELATIVE = 0.02;

  @Test
  void flowAndExactLimitAgreeAndTheSlopesAreThoseOfTheory() {
    var experiment =
        Experiment.submit(
            "[\"limit\", {\"integrator\": \"mirror-rosenbrock\"}]", ", \"tags\": [\"agreement\"]");
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      assertEquals(CellState.DONE, cell.state());
      assertEquals("converged", cell.stopReason(), cell::toString);
      if (!cell.engine().equals("limit") && cell.alpha() > 9e-5) {
        assertTrue(requireNonNull(cell.disagreement()) < 1e-6, cell::toString);
      }
    }
    JsonPath view = experiment.view();
    assertSlope(view, "depth == 2.0f && it.engine == 'limit'", 0.5);
    assertSlope(view, "depth == 3.0f && it.engine == 'limit'", 1);
    assertNotNull(view.getString("manifest.java"));
    assertEquals(List.of("homotopy", "mirror-rosenbrock"), view.getList("manifest.plugins.id"));
    given()
        .get("/api/experiments?state=done&tag=agreement&q=TIGHT")
        .then()
        .body("total", equalTo(1))
        .body("items[0].id", equalTo(experiment.id()));
    given().get("/api/experiments?tag=agree").then().body("total", equalTo(0));
  }

  @Test
  void cancellingTakesEffectAtOnceAndForGood() {
    var experiment = Experiment.submit(Experiment.slow(1_000_000));
    experiment.await("RUNNING");
    long start = System.nanoTime();
    experiment.ask("cancel").statusCode(200).body("state", equalTo("CANCELLED"));
    var next = Experiment.submit("[\"limit\"]"); // needs the workers the other one held
    next.await("DONE");
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    assertTrue(experiment.cells().stream().allMatch(cell -> cell.state() == CellState.CANCELLED));
    experiment.ask("cancel").statusCode(200);
    experiment.ask("resume").statusCode(409).body("errors[0].value", equalTo("CANCELLED"));
    experiment.ask("pause").statusCode(409);
  }

  @Test
  void aPausedExperimentGoesOnWithWhatIsLeft() throws Exception {
    var experiment = Experiment.submit(Experiment.slow(400));
    experiment.awaitDone(2);
    experiment.ask("pause").statusCode(200).body("state", equalTo("STOPPED"));
    experiment.ask("resume").statusCode(200);
    experiment.await("DONE");
    try (var stream = EventStream.open(experiment)) {
      List<String> indices =
          stream.all().stream()
              .filter(event -> event.name().equals("cell"))
              .map(event -> JsonPath.from(event.data()).getString("index"))
              .sorted()
              .distinct()
              .toList();
      assertEquals(14, indices.size());
    }
    assertEquals(14, experiment.view().getInt("progress.done"));
  }

  @Test
  void aSolverThatThrowsCostsItsCellsAndNothingElse() {
    var experiment =
        Experiment.submit(
            "[\"limit\"]", ", \"l1Solver\": {\"id\": \"%s\"}".formatted(TestPlugins.THROWING));
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      assertEquals("plugin-error", cell.stopReason());
      assertTrue(requireNonNull(cell.advice()).contains(TestPlugins.THROWING), cell::toString);
    }
  }

  @Test
  void aPlugInThatDoesNotReturnCostsItsCellAndNothingElse() {
    var experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale", "depths": [2, 3], "alphas": [1e-3],
             "problem": {"matrix": [[1, 0.25]], "observations": [3]},
             "engines": [{"integrator": "%s"}, "limit"], "stop": {"seconds": 0.5}}
            """
                .formatted(TestPlugins.STUBBORN));
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      boolean limit = cell.engine().equals("limit");
      assertEquals(limit ? "converged" : "plugin-error", cell.stopReason(), cell::toString);
      assertEquals(!limit, requireNonNull(cell.advice()).contains("left behind"), cell::toString);
    }
  }

  @Test
  void aShortExperimentDoesNotWaitForALongOne() {
    var slow = Experiment.submit(Experiment.slow(1500));
    slow.awaitDone(1);
    Experiment.submit(Experiment.slow(1)).awaitDone(1);
    assertTrue(slow.view().getInt("progress.done") < 10);
    slow.ask("cancel").statusCode(200);
  }

  @Test
  void aMatrixIsStoredOnceAndTheDocumentNamesIt() {
    String id =
        given()
            .contentType("application/json")
            .body(
                """
                {"name": "mine", "kind": "error-vs-scale", "depths": [2], "alphas": [1e-3, 0.1],
                 "problem": {"matrix": [[1, 0.25]], "observations": [3]}}
                """)
            .post("/api/experiments")
            .then()
            .statusCode(201)
            .body("document.problem.matrix", equalTo(null))
            .body("document.alphas", equalTo(List.of(1e-3f, 0.1f)))
            .body("document.stop.steps", equalTo(1000000))
            .extract()
            .path("id");
    JsonPath view = new Experiment(id).view();
    assertEquals(view.getString("problems[0].problem"), view.getString("document.problem.id"));
    given()
        .get("/api/problems/{id}/certificate", view.getString("document.problem.id"))
        .then()
        .statusCode(200)
        .body("rho", equalTo(0.25f))
        .body("unique", equalTo(true))
        .body("gStar", equalTo(List.of(3f, 0f)));
  }

  @Test
  void anExperimentCanBeExportedAndDeleted() throws Exception {
    var experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    byte[] archive = given().get("/api/experiments/" + experiment.id() + "/export").asByteArray();
    var names = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("cells.csv")) {
          assertEquals(15, new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().count());
        }
      }
    }
    assertEquals(
        List.of("manifest.json", "document.json", "cells.csv", "rates.json", "certificates.json"),
        names);
    given().delete("/api/experiments/" + experiment.id()).then().statusCode(204);
    given().get("/api/experiments/" + experiment.id()).then().statusCode(404);
    given().get("/api/experiments").then().body("items.id", not(hasItem(experiment.id())));
  }

  private static void assertSlope(JsonPath view, String curve, double expected) {
    String rate = "rates.find { it.%s }".formatted(curve);
    assertEquals(expected, view.getDouble(rate + ".predicted"), 1e-9);
    assertEquals(expected, view.getDouble(rate + ".fitted"), RELATIVE * expected);
  }
}
