package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of generated problem over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GeneratorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind": "gaussian", "rows": 6, "columns": 15, "sparsity": 2                         | 6  | 15
          "kind": "gaussian", "rows": 6, "columns": 15, "sparsity": 2, "noise": 0.1           | 6  | 15
          "kind": "certified", "rows": 6, "columns": 15, "sparsity": 2, "margin": 0.5         | 6  | 15
          "kind": "dynamic-range", "rows": 6, "columns": 15, "sparsity": 2, "margin": 0.5, "decades": 4 | 6 | 15
          "kind": "sparse-certified", "rows": 6, "columns": 15, "sparsity": 2, "nonzerosPerColumn": 3, "margin": 0.5 | 6 | 15
          "kind": "donoho-tanner", "columns": 203, "undersampling": 0.25, "density": 0.1      | 51 | 203
          "kind": "non-unique", "rows": 6, "columns": 15, "sparsity": 3                       | 6  | 15
          """)
  void aRandomProblemFollowsFromItsSeed(String recipe, int rows, int columns) {
    String id =
        create(recipe + ", \"seed\": 7")
            .body("rows", equalTo(rows))
            .body("columns", equalTo(columns))
            .body("provenance", containsString("seed 7"))
            .extract()
            .path("id");
    create(recipe + ", \"seed\": 7").statusCode(200).body("id", equalTo(id));
    create(recipe + ", \"seed\": 8").body("id", not(equalTo(id)));
  }

  @Test
  void theCertificateOfACertifiedProblemKeepsItsMargin() {
    String recipe =
        "\"kind\": \"certified\", \"rows\": 8, \"columns\": 20, \"sparsity\": 3, \"margin\": 0.4";
    certificate(create(recipe).extract().path("id"))
        .body("unique", equalTo(true))
        .body("support.size()", equalTo(3))
        .body("rho", lessThanOrEqualTo(0.4f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind": "non-unique"
          "kind": "non-unique", "rows": 6, "columns": 15, "sparsity": 3
          """)
  void aMinimizerThatIsNotUniqueIsNotedAsSuch(String recipe) {
    certificate(create(recipe).extract().path("id"))
        .body("unique", equalTo(false))
        .body("optimal", equalTo(true))
        .body("rho", equalTo(1f))
        .body("reason", containsString("not unique"));
  }

  @Test
  void theExampleIsThatOfTheTheory() {
    create("\"kind\": \"non-unique\"")
        .body("matrix.toString()", equalTo("[[1.0, 1.0, 1.0], [3.0, 0.0, 1.0]]"))
        .body("observations.toString()", equalTo("[3.0, 3.0]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kind": "certified", "rows": 6, "columns": 15, "sparsity": 2                       | margin        | needs
          "kind": "certified", "rows": 6, "columns": 15, "sparsity": 2, "margin": 1.5        | margin        | (0, 1)
          "kind": "certified", "rows": 6, "columns": 15, "sparsity": 7, "margin": 0.5        | sparsity      | rows = 6
          "kind": "certified", "rows": 6, "columns": 15, "sparsity": 2, "margin": .5, "y": 1 | body          | JSON
          "kind": "sparse-certified", "rows": 6, "columns": 15, "sparsity": 2, "margin": 0.5 | nonzerosPerColumn | needs
          "kind": "sparse-certified", "rows": 6, "columns": 15, "sparsity": 2, "margin": 0.5, "nonzerosPerColumn": 7 | nonzerosPerColumn | rows = 6
          "kind": "gaussian", "rows": 6, "columns": 15, "sparsity": 2, "margin": 0.5         | margin        | Remove
          "kind": "donoho-tanner", "columns": 9, "undersampling": 1.5, "density": 0.1        | undersampling | (0, 1]
          "kind": "donoho-tanner", "columns": 9, "undersampling": 0.5, "density": 0          | density       | (0, 1]
          "kind": "donoho-tanner", "columns": 90000, "undersampling": 0.9, "density": 0.1    | ''            | N·d
          "kind": "non-unique", "rows": 6                                                    | columns       | needs
          "kind": "non-unique", "seed": 6                                                    | seed          | 2 × 3
          "kind": "non-unique", "rows": 6, "columns": 15, "sparsity": 1                      | sparsity      | at least 2
          "kind": "lattice"                                                                  | kind          | donoho-tanner
          """)
  void aMistakeIsNamedWithItsRemedy(String recipe, String field, String remedy) {
    String prefix = field.equals("body") ? "" : "problem.generator";
    given()
        .contentType(ContentType.JSON)
        .body("{\"generator\": {%s}}".formatted(recipe))
        .post("/api/problems")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "errors[0].field",
            equalTo(field.isEmpty() || prefix.isEmpty() ? prefix + field : prefix + "." + field))
        .body("errors[0].remedy", containsString(remedy));
  }

  @Test
  void anExperimentTakesItsSeedsAndNamesTheRandomAlgorithm() {
    String document =
        """
        {"kind": "error-vs-scale", "depths": [3], "alphas": [0.01], "seeds": [1, 2],
         "problem": {"generator": {"kind": "certified", "rows": 4, "columns": 9, "sparsity": 2,
           "margin": 0.5}}}
        """;
    given()
        .contentType(ContentType.JSON)
        .body(document)
        .post("/api/experiments")
        .then()
        .statusCode(201)
        .body("document.problem.generator.margin", equalTo(0.5f))
        .body("document.problem.generator.noise", equalTo(null))
        .body("manifest.random", equalTo("L64X128MixRandom"))
        .body("problems.size()", equalTo(2));
  }

  private static ValidatableResponse create(String recipe) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"generator\": {%s}}".formatted(recipe))
        .post("/api/problems")
        .then()
        .statusCode(org.hamcrest.Matchers.in(java.util.List.of(200, 201)));
  }

  private static ValidatableResponse certificate(String id) {
    return given().get("/api/problems/" + id + "/certificate").then().statusCode(200);
  }
}
