package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.diaflow.api.CurvesView;
import org.junit.jupiter.api.Test;

/** Certificates over two parameters of a generator. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PhaseDiagramTest {

  private static final String DOCUMENT =
      """
      {"kind": "phase-diagram",
       "problem": {"generator": {"kind": "donoho-tanner", "columns": 60,
         "undersampling": {"from": 0.25, "to": 0.75, "points": 3},
         "density": [0.1, 0.8]}},
       "seeds": "1-5"%s}
      """;

  @Test
  void recoveryIsMappedOverTwoParameters() {
    Experiment experiment = Experiment.of(DOCUMENT.formatted(""));
    experiment.await("DONE");
    CurvesView map =
        given()
            .get("/api/experiments/" + experiment.id() + "/curves")
            .then()
            .statusCode(200)
            .body("query.x", equalTo("undersampling"))
            .body("query.x2", equalTo("density"))
            .body("over", equalTo(List.of("seed")))
            .extract()
            .as(CurvesView.class);
    assertEquals(6, map.curves().getFirst().points().size());
    for (CurvesView.Point point : map.curves().getFirst().points()) {
      assertEquals(5, point.count());
      double density = Objects.requireNonNull(point.x2());
      double recovered = Objects.requireNonNull(point.mean());
      // far below and above the threshold, .27 to .53, also at this size
      assertTrue(density < 0.2 ? recovered >= 0.8 : recovered <= 0.2, () -> "" + point);
    }
  }

  /** Problems are made by whoever needs them: there may be more than are worth keeping. */
  @Test
  void problemsAreNotStored() {
    Experiment experiment = Experiment.of(DOCUMENT.formatted(""));
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      assertNull(cell.problem());
      assertEquals("certificate", cell.engine());
      assertEquals("converged", cell.stopReason());
      assertTrue(cell.parameters().containsKey("density"));
    }
    given().get("/api/experiments/" + experiment.id() + "/export").then().statusCode(200);
    given().get("/api/experiments/" + experiment.id() + "/cells.csv").then().statusCode(200);
  }

  @Test
  void scalesAreRefusedByName() {
    given()
        .contentType(ContentType.JSON)
        .body(DOCUMENT.formatted(", \"alphas\": [0.1]"))
        .post("/api/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("alphas"));
  }
}
