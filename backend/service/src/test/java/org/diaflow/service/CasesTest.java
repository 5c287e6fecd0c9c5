package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code cases/} are answered over HTTP with the values stated there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CasesTest {

  private static final Path CASES = Path.of("../theory/src/test/resources/cases");
  private static final double ACCURACY = 1e-8;
  private static final String SOLVERS =
      "homotopy, pdhg, douglas-rachford, diagonal-network, ojalgo-simplex, ojalgo-interior-point";

  private static Response post(String path, String file) throws IOException {
    return given()
        .contentType(ContentType.JSON)
        .body(Files.readString(CASES.resolve(file)))
        .post(path);
  }

  private static String create(String file) throws IOException {
    return post("/api/problems", file).then().statusCode(oneOf(200, 201)).extract().path("id");
  }

  private static JsonPath json(Response response) {
    return response
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(
            JsonPathConfig.jsonPathConfig()
                .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE));
  }

  private static void assertVector(List<Double> expected, List<Double> actual) {
    assertEquals(expected.size(), actual.size());
    for (int j = 0; j < expected.size(); j++) {
      double value = expected.get(j);
      assertEquals(value, actual.get(j), ACCURACY * Math.abs(value), () -> expected + " " + actual);
    }
  }

  /** All coordinates of a point of a path, of which those that move are sent. */
  private static List<Double> vector(JsonPath paths, String point) {
    List<Integer> coordinates = paths.getList("coordinates", Integer.class);
    List<Double> sent = paths.getList(point + ".x", Double.class);
    Double[] x = new Double[paths.getInt("columns")];
    Arrays.fill(x, 0.0);
    for (int k = 0; k < sent.size(); k++) {
      x[coordinates.get(k)] = sent.get(k);
    }
    return List.of(x);
  }

  /** Whatever solver is asked, the judge says the same. */
  @ParameterizedTest
  @CsvSource({
    "A1_rows_1e5.json, 0.9411764705882353, '0,1'",
    "A3_rows_1e8.json, 0.9411764705882353, '0,1'",
    "B1_range_1e7.json, 0.8740461937, '2,4,5,6,9,10'",
    "B2_dropped_entry_a.json, 0.8953488372, '0,3'",
    "B3_column_1e8.json, 0.5074257317, '1,5'",
    "B4_generator_10_decades.json, 0.6456811631, '0,1,9,23'",
  })
  void certificates(String file, double rho, String support) throws IOException {
    String id = create(file);
    for (String solver : SOLVERS.split(", ")) {
      JsonPath certificate =
          json(given().get("/api/problems/" + id + "/certificate?solver=" + solver));
      String who = solver + ": " + certificate.getString("reason");
      assertTrue(certificate.getBoolean("optimal"), who);
      assertTrue(certificate.getBoolean("unique"), who);
      assertEquals(rho, certificate.getDouble("rho"), ACCURACY * rho, who);
      assertEquals(
          "[" + support.replace(",", ", ") + "]", certificate.getList("support").toString(), who);
    }
  }

  @Test
  void polynomialFeatures() throws IOException {
    String id = create("A6_polynomial_degree10.json");
    JsonPath certificate = json(given().get("/api/problems/" + id + "/certificate"));
    assertTrue(certificate.getBoolean("unique"));
    List<Double> minimizer = certificate.getList("gStar", Double.class);
    assertEquals(1.58487712, minimizer.stream().mapToDouble(Math::abs).sum(), 1e-8);
  }

  @Test
  void equationsThatContradictEachOther() throws IOException {
    post("/api/problems", "A5_inconsistent_1e10.json").then().statusCode(422);
  }

  @ParameterizedTest
  @CsvSource({"A1_rows_1e5.json, 1e5", "A3_rows_1e8.json, 1e8"})
  void pathsInOtherUnits(String file, double scale) throws IOException {
    JsonPath paths = json(given().get("/api/problems/" + create(file) + "/paths"));
    List<Double> end = List.of(26 / 17.0, -10 / 17.0, 0.0, 0.0);
    assertEquals(2, paths.getList("saddleToSaddle").size());
    assertEquals(
        1 / (12 * scale * scale), paths.getDouble("saddleToSaddle[0].time"), 1e-10 / scale / scale);
    assertEquals(0.2823529, paths.getDouble("saddleToSaddle[1].time"), 1e-7);
    assertVector(end, vector(paths, "saddleToSaddle[1]"));
    assertVector(end, vector(paths, "lasso[-1]"));
  }

  @ParameterizedTest
  @CsvSource({
    "C1_tie_2x2.json, 3, '1: 0 0; .2: 0 .4; 0: -1 2'",
    "C2_tie_4x4.json, 4, '3: 0 0 0 0; 1: 0 0 0 2; 0.3333333333333333: 0 -2 2.6666666666666665 4.666666666666667; 0: 1 -4 5 6'"
  })
  void tiedCorners(String file, int count, String corners) throws IOException {
    JsonPath paths = json(given().get("/api/problems/" + create(file) + "/paths"));
    assertEquals(count, paths.getList("lasso").size());
    String[] expected = corners.split("; ");
    for (int k = 0; k < count; k++) {
      String[] parts = expected[k].split(": ");
      double mu = Double.parseDouble(parts[0]);
      assertEquals(mu, paths.getDouble("lasso[" + k + "].mu"), ACCURACY * mu);
      List<Double> x = List.of(parts[1].split(" ")).stream().map(Double::parseDouble).toList();
      assertVector(x, vector(paths, "lasso[" + k + "]"));
    }
  }

  @Test
  void parallelColumns() throws IOException {
    String id = create("D1_parallel_columns.json");
    JsonPath paths = json(given().get("/api/problems/" + id + "/paths"));
    assertVector(List.of(-7 / 12.0, 7 / 12.0), vector(paths, "saddleToSaddle[-1]"));
  }

  @Test
  void aStartOfExtremeShape() throws IOException {
    JsonPath limits = json(post("/api/limits", "F1_initialization.limits.json"));
    List<Double> x = limits.getList("limits[0].x", Double.class);
    assertEquals(1, x.get(0), 0.02);
    assertEquals(0, x.get(1), 0.02);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I_alphas_by_openapi.limits.json"})
  void whatTheDescriptionDoesNotNameIsRefusedByName(String file) throws IOException {
    post("/api/limits", file).then().statusCode(400);
  }

  @Test
  void observablesOutOfRange() throws IOException {
    post("/api/experiments", "L_observable.experiment.json").then().statusCode(400);
  }

  @Test
  void filesSeparatedByBlanks() {
    String id =
        given()
            .multiPart("matrix", CASES.resolve("H_space.csv").toFile())
            .multiPart("observations", CASES.resolve("H_y.csv").toFile())
            .post("/api/problems")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    assertNotNull(id);
  }
}
