package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.junit.jupiter.api.Test;

/** A sparse problem that is never given in full: from its recipe or file to its certificate. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SparseProblemTest {

  private static final String GENERATOR =
      """
      {"kind": "sparse-certified", "rows": 512, "columns": 8192, "sparsity": 40,
       "nonzerosPerColumn": 8, "margin": 0.9}""";

  private static String create() {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"generator\": %s}".formatted(GENERATOR))
        .post("/api/problems")
        .then()
        .body("rows", equalTo(512))
        .body("columns", equalTo(8192))
        .body("nonzeros", equalTo(8 * 8192))
        .body("matrix", nullValue())
        .body("note", containsString("/export"))
        .body("observations", hasSize(512))
        .body("planted", hasSize(8192))
        .extract()
        .path("id");
  }

  @Test
  void theAnswerIsShortAndTheCertificateProvesTheMinimizer() {
    String id = create();
    given()
        .get("/api/problems/%s/certificate".formatted(id))
        .then()
        .statusCode(200)
        .body("optimal", equalTo(true))
        .body("unique", equalTo(true))
        .body("support", hasSize(40))
        .body("rho", nullValue())
        .body("reason", containsString("proves that the minimizer is unique"))
        .body("dual", hasSize(512));
  }

  @Test
  void whatIsExportedIsTheSameProblemWhenUploaded() {
    String id = create();
    byte[] archive =
        given().get("/api/problems/%s/export".formatted(id)).then().extract().asByteArray();
    given()
        .multiPart("archive", "problem.zip", archive)
        .post("/api/problems")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("nonzeros", equalTo(8 * 8192));
    for (String format : List.of("npz", "csv")) {
      given()
          .get("/api/problems/%s/export?format=%s".formatted(id, format))
          .then()
          .statusCode(400)
          .body("errors[0].remedy", containsString("mtx"));
    }
  }

  /** 10 000 entries, 1 % of them stored: small enough for everything that needs them all. */
  @Test
  void aSmallSparseUploadIsAProblemLikeAnyOther() {
    var file = new StringBuilder("%%MatrixMarket matrix coordinate real general\n50 200 200\n");
    for (int j = 1; j <= 200; j++) {
      file.append("%d %d %d\n".formatted(1 + j % 50, j, 1 + j / 50));
    }
    String id =
        given()
            .multiPart("matrix", "A.mtx", FileBytes.text(file.toString()))
            .multiPart("observations", "y.csv", FileBytes.text("1\n".repeat(50)))
            .post("/api/problems")
            .then()
            .statusCode(201)
            .body("nonzeros", equalTo(200))
            .body("matrix", hasSize(50))
            .body("note", nullValue())
            .extract()
            .path("id");
    given()
        .get("/api/problems/%s/certificate".formatted(id))
        .then()
        .statusCode(200)
        .body("unique", equalTo(true))
        .body("rho", notNullValue());
    given()
        .contentType(ContentType.JSON)
        .body("{\"problem\": {\"id\": \"%s\"}, \"depths\": [3], \"alphas\": [1e-4]}".formatted(id))
        .post("/api/limits")
        .then()
        .statusCode(200)
        .body("limits[0].errorL1", lessThan(1f));
  }

  @Test
  void solversAreComparedOnIt() {
    var experiment =
        Experiment.of(
            """
            {"kind": "solver-comparison", "problem": {"generator": %s}, "seeds": [1],
             "solvers": [{"id": "homotopy"}, {"id": "pdhg"}, {"id": "douglas-rachford"},
                         {"id": "test-lying"}]}
            """
                .formatted(GENERATOR));
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      ComparisonView comparison = Objects.requireNonNull(cell.comparison());
      switch (cell.engine()) {
        case "homotopy", "pdhg" -> {
          assertTrue(comparison.certified());
          assertEquals(ComparisonView.SOLVED, Objects.requireNonNull(comparison.after()).verdict());
        }
        case "douglas-rachford" -> {
          assertEquals("unsupported", cell.stopReason());
          assertTrue(String.valueOf(cell.advice()).contains("512 × 8192"), cell::advice);
        }
        default ->
            assertEquals(
                ComparisonView.UNACCEPTABLE, Objects.requireNonNull(comparison.after()).verdict());
      }
    }
  }

  @Test
  void flowsLimitsAndPathsAreRefusedWithASentence() {
    String id = create();
    String grid =
        "\"problem\": {\"id\": \"%s\"}, \"depths\": [2], \"alphas\": [1e-3]".formatted(id);
    List<io.restassured.response.Response> answers =
        List.of(
            post("/api/experiments", "{\"kind\": \"error-vs-scale\", %s}".formatted(grid)),
            post("/api/limits", "{%s}".formatted(grid)),
            given().get("/api/problems/%s/paths".formatted(id)));
    for (io.restassured.response.Response answer : answers) {
      answer
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("problem"))
          .body("errors[0].value", containsString("512 × 8192"))
          .body("errors[0].remedy", containsString("compare"));
    }
  }

  private static io.restassured.response.Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }
}
