package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** x₂ and x₃ tie; flow of depth D leaves x₁ = 1 − t, where t depends on D (theory §7). */
  @Test
  void depthChoosesWhereTheLossHasSeveralMinimizers() throws JsonProcessingException {
    String id = post("{\"generator\": {\"kind\": \"non-unique\"}}");
    PathsView two = json.readValue(paths(id, ""), PathsView.class);
    assertEquals(2, two.depth());
    assertEquals(two, json.readValue(paths(id, "?depth=2"), PathsView.class));
    for (double depth : new double[] {2, 3, 4, 7.5}) {
      PathsView paths = json.readValue(paths(id, "?depth=" + depth), PathsView.class);
      assertEquals(depth, paths.depth());
      Jump end = Objects.requireNonNull(paths.saddleToSaddle()).getLast();
      assertFalse(end.unique());
      double t =
          depth == 2
              ? Math.cbrt(4) / (3 + Math.cbrt(4))
              : 1
                  / (1
                      + Math.pow(
                          Math.pow(3, 2 / depth) / (Math.pow(2, 2 / depth) + 1),
                          -depth / (depth - 2)));
      assertVector(new double[] {1 - t, 2 - 2 * t, 3 * t}, end.x());
      assertEquals(two.lasso(), paths.lasso());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.999", "1001", "two", "NaN", "1e400", "0x10", "3d", "2,5"})
  void aDepthThatIsNoneIsRefused(String depth) {
    given()
        .queryParam("depth", depth)
        .get("/api/problems/" + post("{\"generator\": {\"kind\": \"non-unique\"}}") + "/paths")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("depth"))
        .body("errors[0].remedy", equalTo("Give a depth from 2 to 1000."));
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
    return json.readValue(paths(post(problem), ""), PathsView.class);
  }

  private static String post(String problem) {
    return given().contentType(ContentType.JSON).body(problem).post("/api/problems").path("id");
  }

  private static String paths(String id, String query) {
    return given()
        .get("/api/problems/" + id + "/paths" + query)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static void assertJump(double time, double[] x, Jump jump) {
    assertEquals(time, jump.time(), 1e-13 * time);
    assertVector(x, jump.x());
  }

  private static void assertVector(double[] expected, List<Double> actual) {
    assertArrayEquals(expected, actual.stream().mapToDouble(Double::doubleValue).toArray(), 1e-14);
  }
}
