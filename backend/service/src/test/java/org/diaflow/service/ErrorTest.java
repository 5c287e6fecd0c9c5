package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong, the answer is a problem document that names the field and the remedy. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ErrorTest {

  private static final String DOCUMENT =
      """
      {"kind": "error-vs-scale", "problem": %s, "depths": [2], "alphas": [0.1]%s}
      """;
  private static final String TIGHTNESS =
      """
      {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}}""";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("{\"kind\": ", "body"),
        Arguments.of("[]", "body"),
        Arguments.of("null", "body"),
        Arguments.of("{}", "problem"),
        Arguments.of(with(", \"colour\": 1"), "colour"),
        Arguments.of(with(", \"depths\": [2]"), "body"),
        Arguments.of(with(", \"stop\": {\"steps\": 2.5}"), "stop.steps"),
        Arguments.of(with(", \"stop\": {\"residual\": \"NaN\"}"), "stop.residual"),
        Arguments.of(with(", \"stop\": {\"residual\": 1e400}"), "stop.residual"),
        Arguments.of(with(", \"stop\": {\"residual\": 0}"), "stop.residual"),
        Arguments.of(with(", \"seeds\": [1, 2]"), "seeds"),
        Arguments.of(with(", \"seeds\": [null]"), "seeds"),
        Arguments.of(with(", \"engines\": []"), "engines"),
        Arguments.of(with(", \"engines\": [\"euler\"]"), "engines[0]"),
        Arguments.of(with(", \"engines\": [{\"integrator\": \"euler\"}]"), "engines[0].integrator"),
        Arguments.of(with(", \"engines\": [\"limit\", \"limit\"]"), "engines[1]"),
        Arguments.of(
            with(", \"engines\": [{\"integrator\": \"test-slow\", \"parameters\": {\"h\": 1}}]"),
            "engines[0].parameters"),
        Arguments.of(
            with(
                ", \"engines\": [{\"integrator\": \"test-slow\","
                    + " \"parameters\": {\"milliseconds\": 1e400}}]"),
            "engines[0]"),
        Arguments.of(with(", \"l1Solver\": {\"id\": \"magic\"}"), "l1Solver.id"),
        Arguments.of(with(", \"observables\": [\"mood\"]"), "observables"),
        Arguments.of(DOCUMENT.formatted("{}", ""), "problem"),
        Arguments.of(
            DOCUMENT.formatted("{\"generator\": {\"kind\": \"tightness\", \"rho\": 0.5}}", ""),
            "problem.generator.y"),
        Arguments.of(
            DOCUMENT.formatted("{\"generator\": {\"kind\": \"lattice\"}}", ""),
            "problem.generator.kind"),
        Arguments.of(
            DOCUMENT.formatted(
                "{\"generator\": {\"kind\": \"tightness\", \"rho\": 2, \"y\": 1}}", ""),
            "problem.generator.rho"),
        Arguments.of(
            DOCUMENT.formatted("{\"matrix\": [[1, 2], [3]], \"observations\": [1, 2]}", ""),
            "problem.matrix[1]"),
        Arguments.of(
            DOCUMENT.formatted("{\"matrix\": [[1, \"NaN\"]], \"observations\": [1]}", ""),
            "problem.matrix[0][1]"),
        Arguments.of(
            DOCUMENT.formatted("{\"matrix\": [[1, null]], \"observations\": [1]}", ""),
            "problem.matrix[0][1]"),
        Arguments.of(DOCUMENT.formatted(TIGHTNESS, "").replace("[2]", "[1.5]"), "depths[0]"),
        Arguments.of(DOCUMENT.formatted(TIGHTNESS, "").replace("[2]", "[]"), "depths"),
        Arguments.of(DOCUMENT.formatted(TIGHTNESS, "").replace("[0.1]", "[1e400]"), "alphas"),
        Arguments.of(DOCUMENT.formatted(TIGHTNESS, "").replace("[0.1]", "[0.1, 0.1]"), "alphas[1]"),
        Arguments.of(DOCUMENT.formatted(TIGHTNESS, "").replace("[0.1]", "[-1]"), "alphas[0]"),
        Arguments.of(
            DOCUMENT.formatted(TIGHTNESS, "").replace("[0.1]", "{\"from\": 1, \"to\": 0}"),
            "alphas.to"),
        Arguments.of(
            DOCUMENT
                .formatted(TIGHTNESS, "")
                .replace("[0.1]", "{\"from\": 1e-300, \"to\": 1, \"pointsPerDecade\": 1000}"),
            "alphas"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeInADocumentIsNamedAndNothingIsStored(String document, String field) {
    String before = given().get("/api/experiments").asString();
    problem(given().contentType(ContentType.JSON).body(document).post("/api/experiments").then())
        .statusCode(400)
        .body("errors[0].field", equalTo(field));
    assertEquals(before, given().get("/api/experiments").asString());
  }

  @Test
  void anUnknownPlugInIsAnsweredWithThoseThatExist() {
    problem(
            given()
                .contentType(ContentType.JSON)
                .body(with(", \"l1Solver\": {\"id\": \"magic\"}"))
                .post("/api/experiments")
                .then())
        .body("errors[0].value", equalTo("magic"))
        .body("errors[0].remedy", containsString("ojalgo-simplex"));
  }

  @Test
  void whatIsNotThereIsA404() {
    problem(given().get("/api/problems/none").then()).statusCode(404);
    problem(given().get("/api/problems/none/certificate").then()).statusCode(404);
    problem(given().get("/api/experiments/none").then()).statusCode(404);
    problem(given().get("/api/experiments/none/cells").then()).statusCode(404);
    problem(given().get("/api/experiments/none/events").then()).statusCode(404);
    problem(given().post("/api/experiments/none/cancel").then()).statusCode(404);
    problem(given().delete("/api/experiments/none").then()).statusCode(404);
    problem(given().get("/api/nowhere").then()).statusCode(404);
    problem(given().get("/nowhere").then()).statusCode(404);
  }

  @Test
  void theWrongMethodTypeAndSizeAreNamed() {
    problem(given().delete("/api/plugins").then()).statusCode(405);
    problem(given().contentType(ContentType.TEXT).body("1").post("/api/limits").then())
        .statusCode(415);
    String large = "[" + "1,".repeat(2_000_000) + "1]";
    problem(given().contentType(ContentType.JSON).body(large).post("/api/limits").then())
        .statusCode(413);
  }

  /** A body that does not state its length, as JSON and as a form. */
  @ParameterizedTest
  @ValueSource(strings = {"application/json", "multipart/form-data; boundary=b"})
  void aBodyInChunksThatIsTooLargeIsNamedToo(String type) throws Exception {
    String start =
        type.startsWith("multipart")
            ? "--b\r\nContent-Disposition: form-data; name=\"matrix\"; filename=\"a.csv\"\r\n\r\n"
            : "{\"matrix\": [[1";
    var body = (start + ",1".repeat(4_000_000)).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(
                URI.create("%s:%d/api/problems".formatted(RestAssured.baseURI, RestAssured.port)))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(413, response.statusCode(), response::body);
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("Content-Type"));
    assertTrue(response.body().contains("256 MiB"), response::body);
  }

  @Test
  void pagesOutOfRangeAreNamed() {
    problem(given().get("/api/experiments?size=0").then())
        .statusCode(400)
        .body("errors[0].field", equalTo("size"));
    problem(given().get("/api/experiments?page=-1").then())
        .statusCode(400)
        .body("errors[0].field", equalTo("page"));
    for (String list : new String[] {"experiments", "problems"}) {
      problem(given().get("/api/" + list + "?page=one&size=1.5").then())
          .statusCode(400)
          .body("errors.field.toString()", equalTo("[page, size]"))
          .body("errors[0].value", equalTo("one"));
    }
    problem(given().get("/api/experiments?page=2147483647&size=2").then()).statusCode(400);
    given().get("/api/experiments?page=1&size=100000").then().statusCode(200);
    problem(given().get("/api/experiments?state=HAPPY").then())
        .statusCode(400)
        .body("errors[0].remedy", containsString("RUNNING"));
  }

  @Test
  void problemsNobodyCanWorkOnAreRefused() {
    problem(
            given()
                .contentType(ContentType.JSON)
                .body("{\"matrix\": [[1, 2]], \"observations\": [0]}")
                .post("/api/problems")
                .then())
        .statusCode(422)
        .body("errors[0].field", startsWith("observations"));
  }

  private static String with(String more) {
    return DOCUMENT.formatted(TIGHTNESS, more);
  }

  private static ValidatableResponse problem(ValidatableResponse response) {
    return response
        .contentType("application/problem+json")
        .body("title", not(equalTo("")))
        .body("detail", not(equalTo("")))
        .body("errors[0].field", not(equalTo("")))
        .body("errors[0].remedy", not(equalTo("")));
  }
}
