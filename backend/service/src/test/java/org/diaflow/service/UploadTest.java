package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV uploads: what is wrong is named with row, column or field, value and remedy. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UploadTest {

  private static final String Y = "1\n2\n3\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text cell    | 1,2,3,4;5,x7,7,8;9,1,2,4     | 1;2;3   | row 2, column 2 | x7
          NaN          | 1,2,3,4;5,6,7,NaN;9,1,2,4    | 1;2;3   | row 2, column 4 | NaN
          infinity     | 1,2,3,4;5,6,7,8;1e400,1,2,4  | 1;2;3   | row 3, column 1 | 1e400
          ragged row   | 1,2,3,4;5,6,7;9,1,2,4        | 1;2;3   | row 2           | 3
          y too short  | 1,2,3,4;5,6,7,8;9,1,2,4      | 1;2     | observations    | 2
          y too long   | 1,2,3,4;5,6,7,8;9,1,2,4      | 1;2;3;4 | observations    | 4
          inconsistent | 1,2;3,4;5,6                  | 1;2;4   | observations    | range
          empty matrix | ' '                          | 1;2;3   | matrix          | empty
          """)
  void badUploadsAreExplainedAndNotStored(
      String name, String matrix, String observations, String field, String value) {
    long before = stored();
    upload(matrix.replace(';', '\n'), observations.replace(';', '\n'))
        .statusCode(allOf(greaterThanOrEqualTo(400), lessThan(500)))
        .contentType("application/problem+json")
        .body("errors[0].field", containsString(field))
        .body("errors[0].value", containsString(value))
        .body("errors[0].remedy", not(blankOrNullString()));
    assertEquals(before, stored());
  }

  @Test
  void goodUploadIsStoredOnce() {
    String id = upload("1,2,3,4\n5,6,7,8\n9,1,2,4\n", Y).statusCode(201).extract().path("id");
    long before = stored();
    String again = upload("1,2,3,4\n5,6,7,8\n9,1,2,4\n", Y).extract().path("id");
    assertEquals(id, again);
    assertEquals(before, stored());
    given()
        .get("/api/problems/" + id + "/certificate")
        .then()
        .statusCode(200)
        .body("optimal", equalTo(true));
  }

  private static ValidatableResponse upload(String matrix, String observations) {
    return given()
        .multiPart("matrix", "A.csv", matrix.getBytes(StandardCharsets.UTF_8))
        .multiPart("observations", "y.csv", observations.getBytes(StandardCharsets.UTF_8))
        .post("/api/problems")
        .then();
  }

  private static long stored() {
    return given()
        .get("/api/problems")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("total");
  }
}
