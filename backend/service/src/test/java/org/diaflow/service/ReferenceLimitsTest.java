package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code POST /api/limits} against numbers computed to many more digits than doubles have. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReferenceLimitsTest {

  private static final Path REFERENCE =
      Path.of("../theory/src/test/resources/reference/limits.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyCaseAgreesWhereDoublesAreAtTheirBest() throws IOException {
    JsonNode cases = JSON.readTree(REFERENCE.toFile()).get("cases");
    int compared = 0;
    for (JsonNode reference : cases) {
      compared += compare(reference);
    }
    assertTrue(compared > 50, "only %d limits were compared".formatted(compared));
  }

  private static int compare(JsonNode reference) throws IOException {
    List<JsonNode> limits =
        StreamSupport.stream(reference.get("limits").spliterator(), false)
            .filter(limit -> number(limit, "alpha") >= 1e-3 && number(limit, "alpha") <= 10)
            .toList();
    String name = reference.get("name").textValue();
    for (JsonNode limit : limits) {
      JsonNode answer = post(reference, limit.get("depth").doubleValue(), number(limit, "alpha"));
      double expected = number(limit, "errorL1");
      String what = "%s, D = %s, α = %s".formatted(name, limit.get("depth"), limit.get("alpha"));
      assertEquals(
          expected,
          answer.at("/limits/0/errorL1").doubleValue(),
          1e-8 * expected,
          () -> what + ": " + answer);
      assertEquals(
          number(reference, "rho"), answer.at("/certificate/rho").doubleValue(), 1e-9, what);
    }
    return limits.size();
  }

  private static JsonNode post(JsonNode reference, double depth, double alpha) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request
        .putObject("problem")
        .<ObjectNode>set("matrix", reference.get("A"))
        .set("observations", reference.get("y"));
    request.putArray("depths").add(depth);
    request.putArray("alphas").add(alpha);
    return JSON.readTree(
        given()
            .contentType(ContentType.JSON)
            .body(request.toString())
            .post("/api/limits")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static double number(JsonNode node, String field) {
    return Double.parseDouble(node.get(field).asText());
  }
}
