package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV files as they come from other people's programs. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UploadTest {

  private static final String GOOD = "1,0,2,4\n0,1,1,3\n1,1,0,5\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a text cell           | 1,0,2,4;0,x,1,3;1,1,0,5 | 1;2;3   | matrix row 2, column 2 | x              | decimal point
          a NaN                 | 1,0,2,4;0,1,1,3;1,NaN,0,5 | 1;2;3 | matrix row 3, column 2 | NaN            | finite number
          an infinity           | 1,0,2,4;0,1,1,-inf;1,1,0,5 | 1;2;3 | matrix row 2, column 4 | -inf          | finite number
          an overflow           | 1,0,2,4;0,1,1,3;1,1,0,1e400 | 1;2;3 | matrix row 3, column 4 | 1e400         | finite number
          a ragged row          | 1,0,2,4;0,1,1;1,1,0,5   | 1;2;3   | matrix row 2           | 3 cells long   | 4 cells
          a short y             | 1,0,2,4;0,1,1,3;1,1,0,5 | 1;2     | observations           | 2 entries long | 3 entries
          a text in y           | 1,0,2,4;0,1,1,3;1,1,0,5 | 1;2;ten | observations row 3, column 1 | ten      | decimal point
          a header              | a,b,c,d;0,1,1,3;1,1,0,5 | 1;2;3   | matrix row 1, column 1 | a              | header
          """)
  void aMistakeIsNamedAndNothingIsStored(
      String mistake, String matrix, String y, String field, String value, String remedy) {
    int before = stored();
    upload(matrix.replace(';', '\n'), y.replace(';', '\n'))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400))
        .body("errors[0].field", equalTo(field))
        .body("errors[0].value", equalTo(value))
        .body("errors[0].remedy", containsString(remedy));
    assertEquals(before, stored());
  }

  @Test
  void moreEquationsThanUnknownsWithoutSolutionAreRefused() {
    int before = stored();
    upload("1,0\n0,1\n1,1\n", "1\n1\n3\n")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].field", containsString("observations"))
        .body("errors[0].value", not(equalTo("")))
        .body("errors[0].remedy", not(equalTo("")));
    assertEquals(before, stored());
  }

  @Test
  void aMissingAndAnUnknownFileAreNamed() {
    given()
        .multiPart("matrix", "matrix.csv", GOOD.getBytes(StandardCharsets.UTF_8))
        .multiPart("labels", "labels.csv", "1\n".getBytes(StandardCharsets.UTF_8))
        .post("/api/problems")
        .then()
        .statusCode(400)
        .body("errors.field.toString()", equalTo("[labels, observations]"));
  }

  @Test
  void separatorsAreFoundOutAndTheSameProblemIsStoredOnce() {
    String id = upload(GOOD, "1\n2\n3\n").extract().path("id");
    int before = stored();
    upload(GOOD.replace(',', ';'), "1;2;3").statusCode(200).body("id", equalTo(id));
    upload("\uFEFF" + GOOD.replace(',', '\t'), "1\r\n2\r\n\r\n3\r\n")
        .statusCode(200)
        .body("id", equalTo(id));
    assertEquals(before, stored());
    given()
        .get("/api/problems/" + id)
        .then()
        .statusCode(200)
        .body("rows", equalTo(3))
        .body("columns", equalTo(4))
        .body("matrix[2][3]", equalTo(5f))
        .body("observations[2]", equalTo(3f));
  }

  private static ValidatableResponse upload(String matrix, String observations) {
    return given()
        .multiPart("matrix", "matrix.csv", matrix.getBytes(StandardCharsets.UTF_8))
        .multiPart("observations", "y.csv", observations.getBytes(StandardCharsets.UTF_8))
        .post("/api/problems")
        .then();
  }

  private static int stored() {
    return given().get("/api/problems").then().statusCode(200).extract().path("total");
  }
}
