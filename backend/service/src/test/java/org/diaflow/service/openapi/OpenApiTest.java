package org.diaflow.service.openapi;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.diaflow.service.Experiment;
import org.diaflow.service.TestDatabase;
import org.diaflow.service.openapi.Contract.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests and answers of every route against the published document. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenApiTest {

  private static final String TIGHTNESS =
      "{\"generator\": {\"kind\": \"tightness\", \"rho\": 0.5, \"y\": 1}}";

  private Contract contract;

  @BeforeEach
  void publish() throws Exception {
    contract = new Contract(given().get("/q/openapi?format=json").asString());
  }

  @Test
  void everyRouteDoesWhatTheDocumentSays() throws Exception {
    String problem = problems();
    limits();
    certificateAndPaths(problem);
    String flows = experiments();
    comparison();
    ask().get("/api/plugins");
    ask().get("/api/measures");
    ask().get("/api/kinds");
    ask().get("/api/experiments/" + flows + "/curves?y=errorL1,errorL2&band=extremes");
    ask().get("/api/experiments/" + flows + "/curves?x=nothing");
    ask().get("/api/curves?experiment=" + flows);
    ask().get("/api/audit?page=0&size=10");
    Set<String> missing = new TreeSet<>(contract.operations());
    missing.removeAll(
        contract.seen().stream()
            .map(exchange -> exchange.substring(0, exchange.lastIndexOf(' ')))
            .collect(Collectors.toSet()));
    ask().delete("/api/experiments/" + flows);
    missing.remove("delete /api/experiments/{id}");
    assertEquals(Set.of(), missing);
    for (String success :
        Set.of(
            "post /api/problems 201",
            "post /api/problems 200",
            "post /api/problems 400",
            "post /api/problems 422",
            "post /api/limits 200",
            "post /api/limits 400",
            "get /api/problems/{id}/certificate 200",
            "get /api/problems/{id}/paths 200",
            "get /api/problems/{id}/export 200",
            "post /api/experiments 201",
            "get /api/experiments/{id}/cells/{index}/trajectory 200",
            "get /api/experiments/{id}/comparison 200",
            "get /api/experiments/{id}/events 200",
            "get /api/experiments/{id}/events 204",
            "get /api/experiments/{id}/export 200",
            "post /api/experiments/{id}/cancel 409",
            "delete /api/experiments/{id} 204")) {
      assertTrue(contract.seen().contains(success), success + " is not in " + contract.seen());
    }
  }

  private String problems() {
    String body = "{\"matrix\": [[1, 0.25, 3]], \"observations\": [1], \"planted\": %s}";
    String id = post("/api/problems", body.formatted("[1, 0, 0]")).path("id");
    post("/api/problems", body.formatted("[1, 0, 0]"));
    post("/api/problems", body.formatted("[1, 1, 0]"));
    post("/api/problems", body.formatted("null"));
    post("/api/problems", TIGHTNESS);
    post("/api/problems", "{\"id\": 7}");
    post("/api/problems", "{\"matrix\": [[1], [1]], \"observations\": [1, 2]}");
    ask()
        .multiPart("matrix", "a.csv", "1 2\n".getBytes(StandardCharsets.UTF_8))
        .multiPart("observations", "y.csv", "3\n".getBytes(StandardCharsets.UTF_8))
        .multiPart("name", "by hand")
        .post("/api/problems");
    ask().contentType(ContentType.TEXT).body("1").post("/api/problems");
    ask().get("/api/problems?page=0&size=3");
    ask().get("/api/problems?page=x");
    ask().get("/api/problems/" + id);
    ask().get("/api/problems/none");
    ask().get("/api/problems/" + id + "/export?format=csv");
    ask().get("/api/problems/" + id + "/export?format=xls");
    return id;
  }

  private void certificateAndPaths(String problem) {
    String segment =
        post("/api/problems", "{\"generator\": {\"kind\": \"non-unique\"}}").path("id");
    for (String id : Set.of(problem, segment)) {
      ask().get("/api/problems/" + id + "/certificate");
      ask().get("/api/problems/" + id + "/certificate?solver=ojalgo-simplex");
      ask().get("/api/problems/" + id + "/paths");
      ask().get("/api/problems/" + id + "/paths?depth=3.5");
    }
    ask().get("/api/problems/" + problem + "/paths?depth=1");
    ask().get("/api/problems/" + problem + "/certificate?solver=magic");
    ask().get("/api/problems/" + problem + "/certificate?solver=test-throwing");
  }

  private void limits() {
    String body = "{\"problem\": %s, \"depths\": [2, 3, 7.5], \"alphas\": %s%s}";
    String list = "[1e300, 10, 0.1, 1e-8, 1e-300]";
    post("/api/limits", body.formatted(TIGHTNESS, list, ""));
    String unequal = "{\"matrix\": [[1, 0, 2], [0, 1, -1.5]], \"observations\": [1, 0.01]}";
    String answer = post("/api/limits", body.formatted(unequal, "[0.01]", "")).asString();
    assertTrue(answer.contains("\"Infinity\""), answer); // R_α ≥ 1 at D = 3: no upper bound
    String range = "{\"from\": 1, \"to\": 1e-6, \"pointsPerDecade\": 2}";
    post("/api/limits", body.formatted(TIGHTNESS, range, ""));
    post("/api/limits", body.formatted(TIGHTNESS, "{\"from\": 1, \"to\": 0.1}", ""));
    post("/api/limits", body.formatted(TIGHTNESS, "{\"values\": [0.1, 0.01]}", ""));
    post("/api/limits", body.formatted(TIGHTNESS, "[\"0.1\"]", ""));
    String nonUnique = "{\"generator\": {\"kind\": \"non-unique\"}}";
    post("/api/limits", body.formatted(nonUnique, "[0.1, 1e-5]", ""));
    post(
        "/api/limits",
        body.formatted(
            TIGHTNESS,
            "[0.1]",
            ", \"initialization\": {\"positive\": [1, 2], \"negative\": [2, 1]},"
                + " \"l1Solver\": {\"id\": \"homotopy\", \"parameters\": {}}"));
  }

  private String experiments() throws Exception {
    String document =
        """
        {"name": "contract", "kind": "%s", "tags": ["a"], "problem": %s,
         "depths": [2, 3], "alphas": [10, 0.01, 1e-4],
         "engines": ["limit", {"integrator": "mirror-rosenbrock"}]%s}
        """;
    String generator =
        "{\"generator\": {\"kind\": \"gaussian\", \"rows\": 3, \"columns\": 5, \"sparsity\": 2,"
            + " \"noise\": 0.1}}";
    String id =
        submit(
            document.formatted(
                "error-vs-scale", generator, ", \"seeds\": [1, 2], \"stop\": {\"seconds\": 20}"));
    new Experiment(id).await("DONE");
    for (String part :
        new String[] {
          "",
          "/cells",
          "/cells?page=1&size=5",
          "/cells.csv",
          "/export",
          "/comparison",
          "/cells/0/trajectory"
        }) {
      ask().get("/api/experiments/" + id + part);
    }
    for (String verb : new String[] {"pause", "resume", "cancel", "share"}) {
      ask().post("/api/experiments/" + id + "/" + verb);
    }
    ask().delete("/api/experiments/" + id + "/share");
    ask().get("/api/experiments?state=DONE&tag=a&q=contract&page=0&size=10");
    ask().get("/api/experiments/none");
    String last = events(id);
    ask().header("Last-Event-ID", last).get("/api/experiments/" + id + "/events");
    String watched =
        submit(
            document.formatted(
                "trajectory", TIGHTNESS, ", \"observables\": [\"distanceToLimit\", \"x[1]\"]"));
    new Experiment(watched).await("DONE");
    ask().get("/api/experiments/" + watched + "/cells/1/trajectory");
    ask().get("/api/experiments/" + watched + "/cells/x/trajectory");
    events(watched);
    var slow = Experiment.submit(Experiment.slow(50));
    for (String verb : new String[] {"pause", "resume", "cancel"}) {
      ask().post("/api/experiments/" + slow.id() + "/" + verb);
    }
    return id;
  }

  private void comparison() throws Exception {
    String document =
        """
        {"kind": "solver-comparison", "problem": {"generator": {"kind": "certified", "rows": 6,
          "columns": 12, "sparsity": 2, "margin": 0.8}}, "seeds": [1, 2],
         "solvers": [{"id": "homotopy"}, {"id": "pdhg"}, {"id": "test-throwing"}],
         "tolerances": [1e-3]}
        """;
    String id = submit(document);
    new Experiment(id).await("DONE");
    for (String part : new String[] {"", "/cells", "/cells.csv", "/comparison", "/export"}) {
      ask().get("/api/experiments/" + id + part);
    }
    events(id);
  }

  /** Reads all events of an experiment that has ended; the number of the last. */
  private String events(String id) {
    Map<String, String> schemas =
        Map.of(
            "state", "StateEvent",
            "end", "StateEvent",
            "progress", "ProgressEvent",
            "cell", "CellView",
            "sample", "SampleEvent");
    String last = "";
    String name = "";
    for (String line : ask().get("/api/experiments/" + id + "/events").asString().split("\n")) {
      String content = line.substring(line.indexOf(':') + 1);
      if (line.startsWith("id:")) {
        last = content;
      } else if (line.startsWith("event:")) {
        name = content;
      } else if (line.startsWith("data:")) {
        contract.checkSchema(java.util.Objects.requireNonNull(schemas.get(name)), content);
      }
    }
    assertEquals("end", name);
    return last;
  }

  private String submit(String document) {
    return post("/api/experiments?visibility=private", document).path("id");
  }

  private Response post(String path, String body) {
    return ask().contentType(ContentType.JSON).body(body).post(path);
  }

  private RequestSpecification ask() {
    return given().filter(contract);
  }

  /** Answers that no service of ours gives are seen to be wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"total\": 0}",
        "{\"total\": \"0\", \"items\": []}",
        "{\"total\": 0, \"items\": [], \"more\": 1}",
        "{\"total\": 1, \"items\": [{\"id\": \"a\"}]}",
        "{\"total\": 0, \"items\": null}"
      })
  void aWrongAnswerIsSeen(String answer) {
    var exchange =
        new Exchange("get", "/api/problems", Map.of(), null, null, 200, "application/json", answer);
    assertThrows(AssertionError.class, () -> contract.check(exchange));
  }

  @Test
  void aWrongStatusTypeAndRequestIsSeen() {
    String page = "{\"total\": 0, \"items\": []}";
    contract.check(list(Map.of("size", "1"), 200, "application/json", page));
    for (Exchange wrong :
        new Exchange[] {
          list(Map.of(), 201, "application/json", page),
          list(Map.of(), 200, "text/plain", page),
          list(Map.of(), 400, "application/problem+json", page),
          list(Map.of("size", "0"), 200, "application/json", page),
          list(Map.of("length", "1"), 200, "application/json", page)
        }) {
      assertThrows(AssertionError.class, () -> contract.check(wrong));
    }
  }

  private static Exchange list(Map<String, String> query, int status, String type, String answer) {
    return new Exchange("get", "/api/problems", query, null, null, status, type, answer);
  }
}
