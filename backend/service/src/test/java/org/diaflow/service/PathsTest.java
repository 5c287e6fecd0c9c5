package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.junit.jupiter.api.Test;

/** The two paths over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PathsTest {

  @Inject ObjectMapper json;

  /** The example of theory §8, in fractions; a few roundings of numbers of order one. */
  @Test
  void theExampleOfTheTheoryIsExact() throws JsonProcessingException {
    PathsView paths =
        paths("{\"matrix\": [[1, 0.5, 0.7, 0], [0.5, 1, 0.1, 0.7]], \"observations\": [1, 0]}");
    assertEquals(4, paths.columns());
    assertEquals(List.of(0, 2, 3), paths.coordinates());
    assertNull(paths.reason());
    assertEquals(false, paths.timeAverage());
    List<Jump> jumps = Objects.requireNonNull(paths.saddleToSaddle());
    assertEquals(3, jumps.size());
    assertJump(1, new double[] {.8, 0, 0}, jumps.get(0));
    assertJump(4, new double[] {0, 1.4, 0}, jumps.get(1));
    assertJump(276.0 / 49, new double[] {0, 10.0 / 7, -10.0 / 49}, jumps.get(2));
    List<Corner> corners = Objects.requireNonNull(paths.lasso());
    assertEquals(1, corners.getFirst().mu(), 1e-14);
    assertEquals(List.of(0.0, 0.0, 0.0), corners.getFirst().x());
    assertEquals(0, corners.getLast().mu());
    assertVector(new double[] {0, 10.0 / 7, -10.0 / 49}, corners.getLast().x());
  }

  @Test
  void onlyCoordinatesThatMoveAreSent() throws JsonProcessingException {
    PathsView paths =
        paths(
            "{\"generator\": {\"kind\": \"certified\", \"rows\": 20, \"columns\": 60,"
                + " \"sparsity\": 3, \"margin\": 0.5, \"seed\": 3}}");
    assertEquals(60, paths.columns());
    assertTrue(paths.coordinates().size() < 20, paths::toString);
    for (Jump jump : Objects.requireNonNull(paths.saddleToSaddle())) {
      assertEquals(paths.coordinates().size(), jump.x().size());
    }
    for (int k = 0; k < paths.coordinates().size(); k++) {
      int place = k;
      assertTrue(
          Objects.requireNonNull(paths.saddleToSaddle()).stream()
                  .anyMatch(jump -> jump.x().get(place) != 0)
              || Objects.requireNonNull(paths.lasso()).stream()
                  .anyMatch(corner -> corner.x().get(place) != 0));
    }
  }

  /** A column that is the mean of two others makes active columns dependent; both paths go on. */
  @Test
  void dependentColumnsDoNotEndThePaths() throws JsonProcessingException {
    PathsView paths =
        paths(
            "{\"generator\": {\"kind\": \"non-unique\", \"rows\": 6, \"columns\": 15,"
                + " \"sparsity\": 3, \"seed\": 6}}");
    assertEquals(0, Objects.requireNonNull(paths.lasso()).getLast().mu());
    assertTrue(Objects.requireNonNull(paths.saddleToSaddle()).size() > 1);
    assertNull(paths.reason());
  }

  @Test
  void aProblemThatIsNotThereHasNoPaths() {
    given()
        .get("/api/problems/none/paths")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("none"))
        .body("errors[0].field", equalTo("id"));
  }

  private PathsView paths(String problem) throws JsonProcessingException {
    String id =
        given().contentType(ContentType.JSON).body(problem).post("/api/problems").path("id");
    String body =
        given().get("/api/problems/" + id + "/paths").then().statusCode(200).extract().asString();
    return json.readValue(body, PathsView.class);
  }

  private static void assertJump(double time, double[] x, Jump jump) {
    assertEquals(time, jump.time(), 1e-13 * time);
    assertVector(x, jump.x());
  }

  private static void assertVector(double[] expected, List<Double> actual) {
    assertArrayEquals(expected, actual.stream().mapToDouble(Double::doubleValue).toArray(), 1e-14);
  }
}
