package org.diaflow.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep ends with every cell exactly once and with the numbers of an undisturbed one, whatever
 * process is killed when.
 */
class SweepIT {

  private static final int SEEDS = Soak.of(4, 250);
  private static final int KILLS = Soak.of(3, 10);
  private static final Duration PATIENCE = Duration.ofMinutes(Soak.of(5, 30));
  private static final String DOCUMENT =
      """
      {"kind": "error-vs-scale", "seeds": %s, "depths": [2, 3],
       "problem": {"generator": {"kind": "gaussian", "rows": 15, "columns": 45, "sparsity": 3}},
       "alphas": {"from": 1e-1, "to": 1e-5, "pointsPerDecade": 5},
       "engines": ["limit", {"integrator": "mirror-rosenbrock"}],
       "stop": {"residual": 1e-9}}
      """;

  @TempDir Path disturbed;
  @TempDir Path undisturbed;

  private enum Victim {
    SERVICE,
    WORKER,
    DATABASE
  }

  @Test
  void whateverIsKilledEveryCellIsThereOnceWithTheSameNumbers() throws Exception {
    String document = document();
    List<JsonNode> expected;
    try (var lab = new Lab(undisturbed)) {
      lab.serve(2);
      String id = lab.submit(document);
      lab.awaitDone(id, total(), PATIENCE);
      expected = lab.cells(id);
    }
    try (var lab = new Lab(disturbed)) {
      Process service = lab.serve(1);
      Process worker = lab.worker();
      String id = lab.submit(document);
      var random = new Random(20261124);
      for (int k = 0; k < KILLS; k++) {
        // somewhere in the k-th part of the way
        int when = (int) (total() * (k + random.nextDouble()) / (KILLS + 1));
        lab.awaitDone(id, when, PATIENCE);
        Victim victim = Victim.values()[k < 3 ? k : random.nextInt(3)];
        System.out.printf("At %d cells or more: kill -9 of the %s.%n", when, victim);
        switch (victim) {
          case SERVICE -> {
            Lab.kill(service);
            service = lab.serve(1);
          }
          case WORKER -> {
            Lab.kill(worker);
            worker = lab.worker();
          }
          case DATABASE -> lab.killDatabase();
        }
      }
      lab.awaitDone(id, total(), PATIENCE);
      List<JsonNode> cells = lab.cells(id);
      assertEquals("DONE", lab.json("/api/experiments/" + id).get("state").asText());
      assertEquals(
          IntStream.range(0, total()).boxed().toList(),
          cells.stream().map(cell -> cell.get("index").asInt()).toList());
      for (int i = 0; i < total(); i++) {
        assertEquals(numbers(expected.get(i)), numbers(cells.get(i)));
      }
      assertEventsAreNumbered(lab, id);
      assertNothingIsComputedTwice(lab, document, cells);
    }
  }

  /** The same document again: the results are there, down to the seconds they took. */
  private static void assertNothingIsComputedTwice(Lab lab, String document, List<JsonNode> cells)
      throws IOException {
    String again = lab.submit(document);
    lab.awaitDone(again, total(), PATIENCE);
    assertEquals(cells, lab.cells(again));
  }

  private static int total() {
    return SEEDS * 2 * 21 * 2;
  }

  private static String document() {
    return DOCUMENT.formatted(LongStream.rangeClosed(1, SEEDS).boxed().toList());
  }

  /** Everything but the time a cell took. */
  private static JsonNode numbers(JsonNode cell) {
    return ((ObjectNode) cell.deepCopy()).without(List.of("seconds"));
  }

  private static void assertEventsAreNumbered(Lab lab, String id)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(lab.url("/api/experiments/" + id + "/events")));
    try (var client = HttpClient.newHttpClient()) {
      List<String> lines =
          client
              .send(
                  request.header("Accept", "text/event-stream").build(),
                  HttpResponse.BodyHandlers.ofLines())
              .body()
              .toList();
      List<Long> ids =
          lines.stream()
              .filter(line -> line.startsWith("id:"))
              .map(line -> Long.parseLong(line.substring(3)))
              .toList();
      assertEquals(LongStream.rangeClosed(1, ids.size()).boxed().toList(), ids);
      assertEquals(total(), lines.stream().filter("event:cell"::equals).count());
      assertEquals(1, lines.stream().filter("event:end"::equals).count());
    }
  }
}
