package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** POST /api/limits answers the reference file: from A and y alone, g* found by a plug-in. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LimitsReferenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REFERENCE =
      Path.of("../theory/src/test/resources/reference/limits.json");

  static List<JsonNode> cases() throws IOException {
    var cases = new ArrayList<JsonNode>();
    JSON.readTree(REFERENCE.toFile()).get("cases").forEach(cases::add);
    return cases;
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("cases")
  void limitsAndRhoAgree(JsonNode reference) throws IOException {
    var depths = new TreeSet<Double>();
    var alphas = new TreeSet<Double>();
    Map<String, Double> expected = new HashMap<>();
    for (JsonNode row : reference.get("limits")) {
      double depth = number(row.get("depth"));
      double alpha = number(row.get("alpha"));
      depths.add(depth);
      alphas.add(alpha);
      expected.put(depth + " " + alpha, number(row.get("errorL1")));
    }
    JsonNode answer = limits(reference, depths, alphas);
    List<Executable> checks = new ArrayList<>();
    checks.add(
        () ->
            assertEquals(
                number(reference.get("rho")),
                answer.get("certificate").get("rho").doubleValue(),
                1e-9));
    for (JsonNode row : answer.get("limits")) {
      String key = row.get("depth").doubleValue() + " " + row.get("alpha").doubleValue();
      double error = expected.get(key);
      checks.add(() -> assertEquals(error, row.get("errorL1").doubleValue(), 1e-8 * error, key));
      checks.add(() -> assertTrue(number(row.get("lower")) <= error, () -> "lower " + key));
      checks.add(() -> assertTrue(number(row.get("upper")) >= error, () -> "upper " + key));
    }
    assertEquals(expected.size(), answer.get("limits").size());
    assertAll(checks);
  }

  private static JsonNode limits(JsonNode reference, TreeSet<Double> depths, TreeSet<Double> alphas)
      throws IOException {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode problem = request.putObject("problem");
    problem.set("matrix", reference.get("A"));
    problem.set("observations", reference.get("y"));
    request.putPOJO("depths", depths);
    request.putPOJO("alphas", alphas);
    String body =
        given()
            .contentType("application/json")
            .body(JSON.writeValueAsString(request))
            .post("/api/limits")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return JSON.readTree(body);
  }

  /** A JSON number, or one of the strings that stand for a number. */
  private static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }
}
