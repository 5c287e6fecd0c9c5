package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.CellView;
import org.diaflow.api.TrajectoryView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Flows that are watched: what is recorded, what is sent while they run, and what is refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TrajectoryTest {

  private static Experiment submit(String engines, String more) {
    return new Experiment(
        given()
            .contentType(ContentType.JSON)
            .body(document(engines, more))
            .post("/api/experiments")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
  }

  private static String document(String engines, String more) {
    return """
        {"kind": "trajectory",
         "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
         "depths": [3], "alphas": [1e-3]%s%s}
        """
        .formatted(engines, more);
  }

  @Test
  void aTrajectoryIsRecordedAndEndsAtTheMinimizer() {
    var experiment = submit("", ", \"observables\": [\"loss\", \"l1Norm\", \"x[0]\", \"x[1]\"]");
    experiment.await("DONE");
    CellView cell = experiment.cells().getFirst();
    assertEquals("mirror-rosenbrock", cell.engine());
    assertTrue(cell.trajectory());
    JsonPath trajectory =
        given()
            .get("/api/experiments/" + experiment.id() + "/cells/0/trajectory")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertEquals(List.of("loss", "l1Norm", "x[0]", "x[1]"), trajectory.getList("observables"));
    List<Double> times = trajectory.getList("times", Double.class);
    List<Double> coordinate = trajectory.getList("series[2]", Double.class);
    assertEquals(0, times.getFirst());
    assertEquals(Objects.requireNonNull(cell.time()), times.getLast());
    assertEquals(0, coordinate.getFirst());
    // the error at α = 1e-3 is (1 + ϱ)·h_3(ϱ)·α to first order, about 1.2e-2
    assertEquals(1, coordinate.getLast(), 2e-2);
    // features are learned at τ of order 1
    assertTrue(times.getLast() > 1);
  }

  @Test
  void trajectoriesAreExportedForNumPyNumberByNumber() {
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(document("", "").replace("[3]", "[3, 4]"))
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    experiment.await("DONE");
    String path = "/api/experiments/" + experiment.id();
    Map<String, byte[]> archive = FileBytes.unzip(given().get(path + "/export").asByteArray());
    Map<String, byte[]> arrays =
        FileBytes.unzip(Objects.requireNonNull(archive.get("trajectories.npz")));
    for (int index = 0; index < 2; index++) {
      TrajectoryView shown =
          given().get(path + "/cells/" + index + "/trajectory").as(TrajectoryView.class);
      String cell = "cell%d_".formatted(index);
      assertSame(shown.times(), arrays.get(cell + "times.npy"));
      assertSame(shown.stepEnds(), arrays.get(cell + "step_ends.npy"));
      assertSame(
          shown.series().stream().flatMap(List::stream).toList(), arrays.get(cell + "series.npy"));
      byte[] names = Objects.requireNonNull(arrays.get(cell + "observables.npy"));
      int start = 10 + names[8];
      String words = new String(names, start, names.length - start, Charset.forName("UTF-32LE"));
      assertEquals(String.join("", shown.observables()), words.replace("\0", ""));
    }
    assertEquals(10, arrays.size());
  }

  @Test
  void whatIsNotDefinedIsNaNAndNotAnError() {
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"kind": "trajectory", "problem": {"generator": {"kind": "non-unique"}},
                     "depths": [3], "alphas": [1e-2], "observables": ["distanceToMinimizer"]}
                    """)
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    experiment.await("DONE");
    String path = "/api/experiments/" + experiment.id();
    given()
        .get(path + "/cells/0/trajectory")
        .then()
        .statusCode(200)
        .body("series[0][0]", equalTo("NaN"));
    byte[] archive = given().get(path + "/export").asByteArray();
    byte[] arrays = Objects.requireNonNull(FileBytes.unzip(archive).get("trajectories.npz"));
    byte[] series = Objects.requireNonNull(FileBytes.unzip(arrays).get("cell0_series.npy"));
    assertEquals(Double.NaN, FileBytes.numbers(series)[0]);
  }

  private static void assertSame(List<Double> expected, byte @Nullable [] npy) {
    double[] values = FileBytes.numbers(Objects.requireNonNull(npy));
    assertEquals(expected, Arrays.stream(values).boxed().toList());
  }

  @Test
  void samplesComeWhileAFlowRuns() throws Exception {
    var experiment =
        submit(
            ", \"engines\": [{\"integrator\": \"runge-kutta-4\", \"parameters\": {\"stepSize\":"
                + " 1e-7}}]",
            ", \"stop\": {\"seconds\": 3}");
    try (var stream = EventStream.open(experiment)) {
      List<EventStream.Event> events = stream.all();
      var sample = events.stream().filter(event -> event.name().equals("sample")).findFirst();
      JsonPath json = JsonPath.from(sample.orElseThrow().data());
      assertEquals(0, json.getInt("index"));
      assertEquals(3, json.getList("values").size());
      assertEquals("end", events.getLast().name());
    }
    CellView cell = experiment.cells().getFirst();
    assertEquals("budget", cell.stopReason());
    assertTrue(Objects.requireNonNull(cell.advice()).contains("mirror-rosenbrock"));
  }

  @Test
  void aHorizonEndsTheFlow() {
    var experiment = submit("", ", \"stop\": {\"horizon\": 0.5}");
    experiment.await("DONE");
    CellView cell = experiment.cells().getFirst();
    assertEquals("horizon", cell.stopReason());
    assertEquals(0.5, cell.time());
  }

  /** Gradient descent ends in its own projection, which is not the limit of the flow. */
  @Test
  void descentIsComparedWithItsOwnProjection() {
    var experiment =
        new Experiment(
            given()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"kind": "trajectory",
                     "problem": {"generator": {"kind": "gaussian", "rows": 8, "columns": 20,
                       "sparsity": 2, "seed": 4}},
                     "depths": [2], "alphas": [0.1],
                     "engines": [{"integrator": "gradient-descent",
                       "parameters": {"stepSize": 0.05}}]}
                    """)
                .post("/api/experiments")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    experiment.await("DONE");
    CellView cell = experiment.cells().getFirst();
    assertEquals("converged", cell.stopReason());
    assertTrue(Objects.requireNonNull(cell.projectionError()) < 1e-8);
    assertTrue(Objects.requireNonNull(cell.effectiveScale()) < 0.1);
    assertTrue(Objects.requireNonNull(cell.disagreement()) > 1e-4);
  }

  @Test
  void nothingIsRecordedUnlessAsked() {
    var experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    assertFalse(experiment.cells().getFirst().trajectory());
    given()
        .get("/api/experiments/" + experiment.id() + "/cells/0/trajectory")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    given()
        .get("/api/experiments/" + experiment.id() + "/cells/first/trajectory")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("index"));
  }

  @Test
  void whatCannotBeWatchedIsRefused() {
    refused(", \"engines\": [\"limit\"]", "", "engines");
    refused("", ", \"observables\": [\"loss2\"]", "observables");
    refused("", ", \"observables\": [\"loss\", \"loss\"]", "observables[1]");
    refused("", ", \"stop\": {\"horizon\": -1}", "stop.horizon");
    refused("", ", \"stop\": {\"distance\": 2}", "stop.distance");
  }

  private static void refused(String engines, String more, String field) {
    given()
        .contentType(ContentType.JSON)
        .body(document(engines, more))
        .post("/api/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", containsString(field));
  }

  @Test
  void theDocumentStatesWhatIsWatched() {
    var experiment = submit("", "");
    assertNotNull(experiment.view().getList("document.observables"));
    assertEquals(
        List.of("loss", "l1Norm", "distanceToLimit"),
        experiment.view().getList("document.observables"));
  }
}
