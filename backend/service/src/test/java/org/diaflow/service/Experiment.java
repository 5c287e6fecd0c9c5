package org.diaflow.service;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.diaflow.api.CellView;

/** An experiment as a client sees it. */
public record Experiment(String id) {

  /** Submits the tightness example at two depths and seven scales, computed by {@code engines}. */
  public static Experiment submit(String engines) {
    return submit(engines, "");
  }

  /** The same with {@code more} fields. */
  public static Experiment submit(String engines, String more) {
    return of(
        """
        {"kind": "error-vs-scale",
         "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
         "depths": [2, 3], "alphas": {"from": 1e-1, "to": 1e-7, "pointsPerDecade": 1},
         "engines": %s%s}
        """
            .formatted(engines, more));
  }

  /** Submits {@code document}. */
  public static Experiment of(String document) {
    return new Experiment(
        given()
            .contentType(ContentType.JSON)
            .body(document)
            .post("/api/experiments")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
  }

  /** The engine that wastes {@code milliseconds} per cell. */
  public static String slow(int milliseconds) {
    return "[{\"integrator\": \"%s\", \"parameters\": {\"milliseconds\": %d}}]"
        .formatted(TestPlugins.SLOW, milliseconds);
  }

  /** The experiment as it is now. */
  public JsonPath view() {
    return given().get("/api/experiments/" + id).then().statusCode(200).extract().jsonPath();
  }

  /** Its state. */
  public String state() {
    return view().getString("state");
  }

  /** Waits for a state. */
  public void await(String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> state().equals(state));
  }

  /** Waits until {@code count} cells have ended. */
  public void awaitDone(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> view().getInt("progress.done") >= count);
  }

  /** Asks for {@code pause}, {@code resume} or {@code cancel}. */
  public ValidatableResponse ask(String verb) {
    return given().post("/api/experiments/" + id + "/" + verb).then();
  }

  /** All its cells. */
  public List<CellView> cells() {
    return given()
        .get("/api/experiments/" + id + "/cells?size=1000")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items", CellView.class);
  }
}
