package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExperimentTest {

  @Test
  void smoke() throws Exception {
    String id =
        given()
            .contentType("application/json")
            .body(
                """
                {"kind": "error-vs-scale", "tags": ["a"], "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
                 "depths": [2, 3], "alphas": {"from": 0.1, "to": 1e-4}}
                """)
            .post("/api/experiments")
            .then()
            .log()
            .all()
            .statusCode(201)
            .extract()
            .path("id");
    System.out.println(given().get("/api/experiments/" + id + "/events").asString());
    given().get("/api/experiments/" + id).then().log().all().body("state", equalTo("DONE"));
    given().get("/api/experiments?tag=a&q=tight").then().log().all();
    given().get("/api/experiments/" + id + "/cells?size=2").then().log().all();
    given().get("/nothing").then().log().all();
  }
}
