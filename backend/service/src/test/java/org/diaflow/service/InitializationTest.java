package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.diaflow.api.CellView;
import org.diaflow.api.LimitView;
import org.diaflow.api.LimitsResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that differ between coordinates and layers, over HTTP, on A = (1, ½), y = 1. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InitializationTest {

  private static final String SHAPE =
      """
      {"positive": [1, 3], "negative": [2, 0.5]}""";

  @Inject ObjectMapper json;

  @Test
  void theUniformStartStatedEntryByEntryIsTheUniformStart() throws JsonProcessingException {
    List<LimitView> stated =
        limits("[2, 3]", "{\"positive\": [1, 1], \"negative\": [1, 1]}").limits();
    List<LimitView> uniform = limits("[2, 3]", "null").limits();
    for (int k = 0; k < uniform.size(); k++) {
      // Both relative to 1e-9, the accuracy at which a limit counts as reached.
      double expected = requireNonNull(uniform.get(k).errorL1());
      assertEquals(expected, requireNonNull(stated.get(k).errorL1()), 2e-9 * expected);
      assertNotNull(uniform.get(k).upper());
      assertNull(stated.get(k).upper());
      assertTrue(requireNonNull(stated.get(k).reason()).contains("uniform start"));
    }
  }

  /** D = 2: x_i = α(a_i² e^(s_i) − b_i² e^(−s_i)) with s = (λ, λ/2), λ by bisection. */
  @Test
  void theLimitOfAnAsymmetricStartIsThatOfTheClosedForm() throws JsonProcessingException {
    for (LimitView limit : limits("[2]", SHAPE).limits()) {
      double alpha = limit.alpha();
      DoubleUnaryOperator first = l -> alpha * (Math.exp(l) - 4 * Math.exp(-l));
      DoubleUnaryOperator second = l -> alpha * (9 * Math.exp(l / 2) - 0.25 * Math.exp(-l / 2));
      double lambda =
          zero(l -> first.applyAsDouble(l) + 0.5 * second.applyAsDouble(l) - 1, -50, 50);
      List<Double> x = requireNonNull(limit.x());
      assertEquals(first.applyAsDouble(lambda), x.get(0), 1e-8);
      assertEquals(second.applyAsDouble(lambda), x.get(1), 1e-8 * Math.abs(x.get(1)));
    }
  }

  @Test
  void flowAndLimitOfAnExperimentTakeTheSameStart() {
    var experiment =
        Experiment.submit(
            "[\"limit\", {\"integrator\": \"mirror-rosenbrock\"}]",
            ", \"initialization\": " + SHAPE);
    experiment.await("DONE");
    assertEquals(List.of(1f, 3f), experiment.view().getList("document.initialization.positive"));
    assertNull(experiment.view().get("rates[0].predicted"));
    int compared = 0;
    for (CellView cell : experiment.cells()) {
      if (!cell.engine().equals("limit") && cell.alpha() > 9e-5) {
        assertTrue(requireNonNull(cell.disagreement()) < 1e-6, cell::toString);
        compared++;
      }
    }
    assertEquals(8, compared);
    var uniform = Experiment.submit("[\"limit\"]");
    uniform.await("DONE");
    double other = requireNonNull(uniform.cells().getFirst().errorL1());
    double error = requireNonNull(experiment.cells().getFirst().errorL1());
    assertTrue(Math.abs(error - other) > 0.1 * other, error + " against " + other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"positive": [1], "negative": [1]}             | initialization.positive    | one per column
          {"positive": [1, 2], "negative": [1]}          | initialization.negative    | as many as positive
          {"positive": [1, 0], "negative": [1, 1]}       | initialization.positive[1] | 1e-100
          {"positive": [1, 1], "negative": [1e101, 1]}   | initialization.negative[0] | 1e100
          {"positive": [1, null], "negative": [1, 1]}    | initialization.positive[1] | 1e-100
          {"positive": [], "negative": []}               | initialization.positive    | per column
          {"positive": [1, 1]}                           | initialization.negative    | per column
          {"positive": [1, 1], "negative": [1, 1], "u": 1} | initialization.u         | negative
          """)
  void aMistakeIsNamed(String shape, String field, String remedy) {
    for (String path : new String[] {"/api/limits", "/api/experiments"}) {
      given()
          .contentType(ContentType.JSON)
          .body(
              document(
                  path.endsWith("limits") ? "" : "\"kind\": \"error-vs-scale\",", "[2]", shape))
          .post(path)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo(field))
          .body("errors[0].remedy", containsString(remedy));
    }
  }

  private LimitsResponse limits(String depths, String shape) throws JsonProcessingException {
    String body =
        given()
            .contentType(ContentType.JSON)
            .body(document("", depths, shape))
            .post("/api/limits")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return json.readValue(body, LimitsResponse.class);
  }

  private static String document(String kind, String depths, String shape) {
    return """
    {%s "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
     "depths": %s, "alphas": [0.1, 1e-3, 1e-8], "initialization": %s}
    """
        .formatted(kind, depths, shape);
  }

  /** The zero of an increasing function, to the last bit. */
  private static double zero(DoubleUnaryOperator increasing, double low, double high) {
    double middle = (low + high) / 2;
    if (middle <= low || middle >= high) {
      return middle;
    }
    return increasing.applyAsDouble(middle) < 0
        ? zero(increasing, middle, high)
        : zero(increasing, low, middle);
  }
}
