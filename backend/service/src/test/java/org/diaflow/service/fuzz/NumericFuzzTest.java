package org.diaflow.service.fuzz;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.diaflow.service.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * Problems at the edges of double precision: each is refused with a sentence or answered, and every
 * answer keeps its promises. {@code -Ddiaflow.fuzz=10000} sets how many, {@code
 * -Ddiaflow.fuzz.seed=N} from which seed on.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NumericFuzzTest {

  private static final int REQUESTS = Integer.getInteger("diaflow.fuzz", 600);
  private static final long SEED = Long.getLong("diaflow.fuzz.seed", 20_260_101);
  private static final int PATH_EVERY = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  @Test
  void extremeProblemsAreRefusedOrAnsweredAsPromised() {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (long seed = SEED; seed < SEED + REQUESTS; seed++) {
        long mine = seed;
        threads.execute(() -> ask(mine));
      }
    }
    System.out.printf("%d extreme problems, answers by status: %s%n", REQUESTS, answers);
    assertTrue(
        faults.isEmpty(),
        () ->
            "%d faults%n%s"
                .formatted(
                    faults.size(),
                    String.join(System.lineSeparator(), faults.stream().sorted().toList())));
  }

  private void ask(long seed) {
    var question = ExtremeProblems.of(seed);
    try {
      JsonNode answer = answer(seed, question.limits(), "/api/limits");
      if (answer != null) {
        Invariants.broken(question, answer)
            .forEach(broken -> fault(seed, question.limits(), broken));
      }
      if (seed % PATH_EVERY == 0) {
        JsonNode stored = answer(seed, question.problem(), "/api/problems");
        if (stored != null) {
          for (String part : List.of("/certificate", "/paths")) {
            Response response = given().get("/api/problems/" + stored.get("id").asText() + part);
            judge(seed, question.problem() + part, response);
          }
        }
      }
    } catch (RuntimeException | JsonProcessingException | AssertionError e) {
      fault(seed, question.limits(), e.toString());
    }
  }

  private @org.jspecify.annotations.Nullable JsonNode answer(long seed, String body, String path)
      throws JsonProcessingException {
    Response response = given().contentType(ContentType.JSON).body(body).post(path);
    judge(seed, body, response);
    return response.statusCode() < 300 ? json.readTree(response.asString()) : null;
  }

  private void judge(long seed, String request, Response response) {
    int status = response.statusCode();
    answers.merge(status, 1, Integer::sum);
    String text = response.asString();
    if (status >= 500 || text.toLowerCase(java.util.Locale.ROOT).contains("please report")) {
      fault(seed, request, status + " " + text);
    }
  }

  private void fault(long seed, String request, String what) {
    faults.add("seed %d: %s%n  %s".formatted(seed, what, request));
  }

  /** A promise broken on purpose is seen. */
  @Test
  void brokenPromisesAreSeen() throws JsonProcessingException {
    var question =
        new ExtremeProblems.Question(
            new double[][] {{1, 0.5}}, new double[] {1}, new double[] {2}, new double[] {0.1});
    JsonNode answer =
        json.readTree(
            given()
                .contentType(ContentType.JSON)
                .body(question.limits())
                .post("/api/limits")
                .asString());
    assertTrue(Invariants.broken(question, answer).isEmpty());
    Map<String, String> lies =
        Map.of(
            "\"rho\":0.5", "\"rho\":1.5",
            "\"gStar\":[1.0,0.0]", "\"gStar\":[1.0,0.1]",
            "\"support\":[0]", "\"support\":[]",
            "\"upper\":", "\"upper\":1e-9,\"was\":",
            "\"errorL1\":", "\"errorL1\":1e-9,\"was\":",
            "\"x\":[", "\"x\":[1.0,1.0],\"was\":[");
    lies.forEach(
        (truth, lie) -> {
          String told = answer.toString();
          assertTrue(told.contains(truth), truth);
          try {
            JsonNode wrong = json.readTree(told.replace(truth, lie));
            assertFalse(Invariants.broken(question, wrong).isEmpty(), lie);
          } catch (JsonProcessingException e) {
            throw new AssertionError(e);
          }
        });
  }
}
