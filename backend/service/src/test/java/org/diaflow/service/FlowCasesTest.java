package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows at large D and small α: they arrive, or say truthfully why not. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FlowCasesTest {

  private static final Path CASES = Path.of("../theory/src/test/resources/cases");

  @ParameterizedTest
  @ValueSource(strings = {"E1_flow_horizon", "E2_flow_stalls"})
  void noFlowMisleads(String name) throws IOException {
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(Files.readString(CASES.resolve(name + ".experiment.json")))
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    experiment.await("DONE");
    for (CellView cell : experiment.cells()) {
      assertNotEquals("horizon", cell.stopReason(), cell::toString);
      if (cell.engine().equals("limit")) {
        continue;
      }
      assertTrue(Double.isFinite(Objects.requireNonNull(cell.time())), cell::toString);
      assertFalse(
          Objects.requireNonNull(cell.advice()).contains("such as " + cell.engine()),
          cell::toString);
      boolean converged = "converged".equals(cell.stopReason());
      assertTrue(converged || !cell.engine().equals("mirror-rosenbrock"), cell::toString);
      assertTrue(!converged || Objects.requireNonNull(cell.disagreement()) <= 1e-6, cell::toString);
    }
  }

  /**
   * Every depth: the reason is the one of the reference, and the advice names what can be changed.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void descentThatDivergesSaysSo(int depth) throws IOException {
    JsonNode reference = null;
    for (JsonNode entry :
        new ObjectMapper().readTree(CASES.resolve("numbers.json").toFile()).get("cases")) {
      reference = "gd-diverges".equals(entry.get("type").textValue()) ? entry : reference;
    }
    JsonNode known = Objects.requireNonNull(reference);
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"kind": "error-vs-scale",
                     "problem": {"matrix": %s, "observations": %s},
                     "depths": [%d], "alphas": [%s],
                     "engines": [{"integrator": "gradient-descent",
                       "parameters": {"stepSize": %s}}]}
                    """
                        .formatted(
                            known.get("A"),
                            known.get("y"),
                            depth,
                            known.get("alpha"),
                            known.get("stepSize")))
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    experiment.await("DONE");
    CellView cell = experiment.cells().getFirst();
    assertEquals(known.get("stopReason").textValue(), cell.stopReason(), cell::toString);
    assertTrue(Objects.requireNonNull(cell.advice()).contains("smaller stepSize"), cell::toString);
  }
}
