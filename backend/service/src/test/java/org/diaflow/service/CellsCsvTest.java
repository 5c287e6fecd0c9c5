package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as a table for pandas and spreadsheets; other media types are refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CellsCsvTest {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setCommentMarker('#').setHeader().setSkipHeaderRecord(true).get();

  private static Experiment twoSeeds() {
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"kind": "error-vs-scale", "depths": [2, 3], "alphas": [1e-3], "seeds": "4-5",
                     "problem": {"generator": {"kind": "certified", "rows": 4, "columns": 9,
                       "sparsity": 2, "margin": 0.5}}}
                    """)
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .body("document.seeds", equalTo(List.of(4, 5)))
                .extract()
                .path("id"));
    experiment.await("DONE");
    return experiment;
  }

  @Test
  void everyCellIsALineAndEveryNumberItsOwn() throws IOException {
    Experiment experiment = twoSeeds();
    String text =
        given()
            .get("/api/experiments/" + experiment.id() + "/cells.csv")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString();
    assertTrue(text.startsWith("# Units: depth: dimensionless; alpha: "), text);
    List<CSVRecord> lines = FORMAT.parse(new StringReader(text)).getRecords();
    JsonNode cells =
        new ObjectMapper()
            .readTree(given().get("/api/experiments/" + experiment.id() + "/cells").asString())
            .get("items");
    assertEquals(cells.size(), lines.size());
    for (int k = 0; k < lines.size(); k++) {
      for (String number : List.of("errorL1", "depth", "alpha", "upper")) {
        assertEquals(
            cells.get(k).get(number).asDouble(), Double.parseDouble(lines.get(k).get(number)));
      }
      assertEquals("", lines.get(k).get("purifiedGap"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain", "image/png"})
  void whatCannotBeServedIsNotAcceptable(String type) {
    String id = twoSeeds().id();
    for (String path : List.of("", "/cells")) {
      given().accept(type).get("/api/experiments/" + id + path).then().statusCode(406);
    }
    given().accept("text/csv").get("/api/experiments/" + id).then().statusCode(406);
    given().accept(type).get("/api/plugins").then().statusCode(406);
    given().accept(type).get("/api/problems").then().statusCode(406);
  }
}
