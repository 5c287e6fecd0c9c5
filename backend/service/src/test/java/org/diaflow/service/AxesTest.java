package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.api.CurvesView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Experiments as grids: axes, measures and the curves that the database makes of them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AxesTest {

  /** The client of the tests reads numbers as floats. */
  private static final double READ = 0x1p-22;

  private static final String NOISE =
      """
      {"kind": "%s",
       "problem": {"generator": {"kind": "gaussian", "rows": 12, "columns": 30, "sparsity": 2,
         "noise": [0, 0.03, 0.1]}},
       "depths": [2, 3], "alphas": {"from": 1e-1, "to": 1e-5, "pointsPerDecade": 1},
       "seeds": "1-4"}
      """;

  private static ValidatableResponse curves(Experiment experiment, String query) {
    return given().get("/api/experiments/%s/curves%s".formatted(experiment.id(), query)).then();
  }

  @Test
  void aParameterWithSeveralValuesIsAnAxis() {
    Experiment experiment = Experiment.of(NOISE.formatted("error-vs-scale"));
    experiment.await("DONE");
    JsonPath view = experiment.view();
    assertEquals(List.of("seed", "noise", "alpha", "depth", "engine"), view.getList("axes.name"));
    assertEquals(List.of(4, 3, 5, 2, 1), view.getList("axes.size"));
    assertEquals(12, view.getList("problems").size());
    assertEquals(0.03, view.getDouble("problems[1].parameters.noise"), 1e-7);
    assertEquals(120, view.getInt("progress.total"));
    Set<Object> noises =
        experiment.cells().stream()
            .map(cell -> cell.parameters().get("noise"))
            .collect(Collectors.toSet());
    assertEquals(Set.of(0.0, 0.03, 0.1), noises);
    assertEquals(4 * 3 * 2, view.getList("rates").size());
  }

  /** Every point is the median of what the cells there say. */
  @Test
  void curvesAreMediansOfCells() {
    Experiment experiment = Experiment.of(NOISE.formatted("generalization"));
    experiment.await("DONE");
    for (String measure : List.of("errorL1", "testErrorL2")) {
      JsonPath curves =
          curves(experiment, "?y=%s&band=extremes".formatted(measure))
              .statusCode(200)
              .body("query.by", equalTo(List.of("noise", "depth")))
              .body("over", equalTo(List.of("seed")))
              .body("note", nullValue())
              .extract()
              .jsonPath();
      CurvesView view = curves.getObject("", CurvesView.class);
      assertEquals(6, view.curves().size());
      view.curves().forEach(curve -> checkCurve(experiment, measure, curve));
    }
  }

  private static void checkCurve(Experiment experiment, String measure, CurvesView.Curve curve) {
    var byAlpha = new TreeMap<Double, List<Double>>();
    for (CellView cell : experiment.cells()) {
      if (cell.depth() == number(curve.by().get("depth"))
          && number(cell.parameters().get("noise")) == number(curve.by().get("noise"))) {
        Double value = measure.equals("errorL1") ? cell.errorL1() : cell.measures().get(measure);
        byAlpha.computeIfAbsent(cell.alpha(), none -> new ArrayList<>()).add(number(value));
      }
    }
    assertEquals(byAlpha.size(), curve.points().size());
    for (CurvesView.Point point : curve.points()) {
      List<Double> values = byAlpha.getOrDefault(point.x(), List.of()).stream().sorted().toList();
      assertEquals(4, point.count());
      assertEquals(0, point.failed());
      double median = (values.get(1) + values.get(2)) / 2;
      assertEquals(1, median / number(point.median()), READ);
      assertEquals(1, values.getFirst() / number(point.lower()), READ);
      assertEquals(1, values.getLast() / number(point.upper()), READ);
    }
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  /** Without noise g* is x*, so that the test error is the error, digit by digit at every α. */
  @Test
  void withoutNoiseTheTestErrorIsTheError() {
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "generalization",
             "problem": {"generator": {"kind": "certified", "rows": 12, "columns": 30,
               "sparsity": 2, "margin": 0.5}},
             "depths": [2, 3], "alphas": [1e-2, 1e-6, 1e-9], "seeds": "1-2",
             "measures": ["testErrorL1", "errorL2", "excessL1", "predictionError", "rho"]}
            """);
    experiment.await("DONE");
    experiment
        .cells()
        .forEach(
            cell -> {
              double error = number(cell.errorL1());
              assertEquals(1, number(cell.measures().get("testErrorL1")) / error, 1e-3);
              assertTrue(number(cell.measures().get("errorL2")) <= error);
              assertTrue(Math.abs(number(cell.measures().get("excessL1"))) <= error);
              assertTrue(number(cell.measures().get("rho")) <= 0.5);
              assertTrue(number(cell.measures().get("predictionError")) > 0);
            });
  }

  @Test
  void severalProblemsAreAnAxis() {
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale",
             "problems": [
               {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
               {"generator": {"kind": "tightness", "rho": 0.25, "y": 1}, "name": "quarter"}],
             "depths": [2], "alphas": [1e-3, 1e-4]}
            """);
    experiment.await("DONE");
    curves(experiment, "")
        .statusCode(200)
        .body("curves.by.problem", equalTo(List.of("tightness", "quarter")))
        .body("curves[0].points.size()", equalTo(2));
  }

  /** Rows of a file, other ones for each seed, with the file's observations. */
  @Test
  void rowsOfAStoredProblemAreSampledBySeed() {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"matrix": [[1, 0, 2, 0, 1], [0, 1, 1, 3, 0], [2, 1, 0, 1, 2], [3, 1, 1, 1, 5]],
                 "observations": [1, 2, 3, 4]}""")
            .post("/api/problems")
            .then()
            .extract()
            .path("id");
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale", "depths": [2], "alphas": [1e-6], "seeds": "1-6",
             "problem": {"generator": {"kind": "file", "problem": "%s", "rows": [2, 3]}}}
            """
                .formatted(id));
    experiment.await("DONE");
    JsonPath view = experiment.view();
    assertEquals(id, view.getString("document.problem.generator.problem"));
    for (String problem : view.<String>getList("problems.problem")) {
      JsonPath sampled = given().get("/api/problems/" + problem).jsonPath();
      List<List<Float>> rows = sampled.getList("matrix");
      List<Float> observations = sampled.getList("observations");
      for (int i = 0; i < rows.size(); i++) {
        float first = rows.get(i).getFirst();
        int place = Math.round(observations.get(i)) - 1;
        assertEquals(new float[] {1, 0, 2, 3}[place], first);
      }
    }
    given()
        .contentType(ContentType.JSON)
        .body("{\"generator\": {\"kind\": \"file\", \"rows\": 2}}")
        .post("/api/problems")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("problem.generator.problem"));
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"generator\": {\"kind\": \"file\", \"problem\": \"%s\", \"rows\": 6}}".formatted(id))
        .post("/api/problems")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("problem.generator.rows"));
  }

  @Test
  void severalExperimentsAreLaidOverEachOther() {
    Experiment first = Experiment.submit("[\"limit\"]");
    Experiment second = Experiment.submit("[\"limit\"]", ", \"name\": \"second\"");
    first.await("DONE");
    second.await("DONE");
    given()
        .get("/api/curves?experiment=%s&experiment=%s&by=depth".formatted(first.id(), second.id()))
        .then()
        .statusCode(200)
        .body("curves.size()", equalTo(4))
        .body("curves.experiment.unique()", equalTo(List.of(first.id(), second.id())));
  }

  /** Cells that did not arrive are counted, and no part of the median. */
  @Test
  void whatDidNotArriveIsCounted() {
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale",
             "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 1}},
             "depths": [2], "alphas": [1e-3, 1e-4], "stop": {"steps": 3},
             "engines": ["limit", {"integrator": "mirror-rosenbrock", "parameters": {}}]}
            """);
    experiment.await("DONE");
    curves(experiment, "")
        .statusCode(200)
        .body("curves.find { it.by.engine == 'limit' }.points.count", equalTo(List.of(1, 1)))
        .body("curves.find { it.by.engine != 'limit' }.points.failed", equalTo(List.of(1, 1)))
        .body("curves.find { it.by.engine != 'limit' }.points[0].median", nullValue());
  }

  @Test
  void errorsNameTheFieldTheValueAndTheRemedy() {
    Experiment experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    curves(experiment, "?x=beta")
        .statusCode(400)
        .body("errors[0].field", equalTo("x"))
        .body("errors[0].remedy", containsString("alpha"));
    curves(experiment, "?y=nonsense").statusCode(400).body("errors[0].field", equalTo("y"));
    curves(experiment, "?by=alpha").statusCode(400).body("errors[0].field", equalTo("by"));
    curves(experiment, "?band=wide").statusCode(400).body("errors[0].field", equalTo("band"));
    curves(experiment, "?over=seed").statusCode(200);
    curves(experiment, "?x=engine").statusCode(400).body("errors[0].remedy", containsString("by"));
    given()
        .contentType(ContentType.JSON)
        .body(NOISE.formatted("error-vs-scale").replace("0.03", "-1"))
        .post("/api/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("problem.generator.noise[1]"));
    given()
        .contentType(ContentType.JSON)
        .body(
            NOISE
                .formatted("error-vs-scale")
                .replace("\"seeds\"", "\"measures\": [\"x\"], \"seeds\""))
        .post("/api/experiments")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("measures[0]"));
  }

  @Test
  void measuresAreListed() {
    given()
        .get("/api/measures")
        .then()
        .statusCode(200)
        .body("items.name", hasItems("errorL1", "testErrorL2", "rho", "steps", "supportRecall"))
        .body("items.find { it.name == 'testErrorL2' }.needs", equalTo(List.of("planted")))
        .body("items.find { it.name == 'testErrorL2' }.alongFlows", equalTo(true));
  }

  /** ϱ is a parameter of the tightness example and a measure of its cells. */
  @Test
  void everyColumnHasANameOfItsOwn() {
    Experiment experiment =
        Experiment.of(
            """
            {"kind": "error-vs-scale", "depths": [2], "alphas": [1e-3],
             "problem": {"generator": {"kind": "tightness", "rho": [0.25, 0.5], "y": 1}}}
            """);
    experiment.await("DONE");
    String table = given().get("/api/experiments/" + experiment.id() + "/cells.csv").asString();
    List<String> names = List.of(table.lines().toList().get(1).split(",", -1));
    assertEquals(names.stream().distinct().toList(), names);
    assertTrue(names.containsAll(List.of("generator.rho", "rho")), names::toString);
  }

  /** An empty list of axes is not the same as none: it asks for one curve of all. */
  @Test
  void anEmptyListOfAxesTellsNoCurvesApart() {
    Experiment experiment = Experiment.of(NOISE.formatted("error-vs-scale"));
    experiment.await("DONE");
    for (String path : List.of("experiments/ID/curves?", "curves?experiment=ID&")) {
      given()
          .get("/api/" + path.replace("ID", experiment.id()) + "x=alpha&y=errorL1&by=")
          .then()
          .statusCode(200)
          .body("query.by", equalTo(List.of()))
          .body("over", equalTo(List.of("seed", "noise", "depth")))
          .body("curves.size()", equalTo(1))
          .body("curves[0].points.size()", equalTo(5))
          .body("curves[0].points[0].count", equalTo(4 * 3 * 2));
    }
  }

  /** Several measures are read in one go; each says what it says when asked for alone. */
  @Test
  void measuresAskedForTogetherSayWhatTheySayAlone() {
    Experiment experiment = Experiment.of(NOISE.formatted("generalization"));
    experiment.await("DONE");
    List<String> names = List.of("errorL1", "testErrorL2", "residual", "rho");
    List<Object> together =
        curves(experiment, "?y=" + String.join(",", names))
            .statusCode(200)
            .extract()
            .path("curves");
    var alone = new ArrayList<Object>();
    for (String name : names) {
      List<Object> curves =
          curves(experiment, "?y=" + name).statusCode(200).extract().path("curves");
      assertEquals(6, curves.size());
      alone.addAll(curves);
    }
    assertEquals(alone, together);
  }

  @Test
  void kindsSayWhichFieldsTheyTake() {
    given()
        .get("/api/kinds")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(6))
        .body("items.find { it.name == 'phase-diagram' }.fields", equalTo(List.of()))
        .body("items.find { it.name == 'generalization' }.fields", hasItems("alphas", "depths"));
  }

  @Test
  void axesAndMeasuresAreColumnsOfTheTable() {
    Experiment experiment = Experiment.of(NOISE.formatted("generalization"));
    experiment.await("DONE");
    String table = given().get("/api/experiments/" + experiment.id() + "/cells.csv").asString();
    List<String> lines = table.lines().toList();
    assertEquals(2 + 120, lines.size());
    String cells = "/api/experiments/" + experiment.id() + "/cells";
    assertEquals(table, given().accept("text/csv").get(cells).asString());
    given().accept("*/*").get(cells).then().contentType(ContentType.JSON);
    given().accept("text/xml").get(cells).then().statusCode(406);
    assertTrue(lines.get(1).endsWith(",rho,minimizerSupportSize"), lines.get(1));
    assertTrue(lines.get(1).contains(",noise,testErrorL1,"), lines.get(1));
    assertTrue(lines.getFirst().contains("testErrorL1: units of x"), lines.getFirst());
  }
}
