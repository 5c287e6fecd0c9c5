package org.diaflow.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A very large experiment is computed, listed and exported by a service with 1 GB of memory. */
class MillionIT {

  private static final int SEEDS = Soak.of(2, 500);
  private static final int CELLS = SEEDS * 5 * 400;
  private static final int PAGE = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(Soak.of(5, 60));

  @TempDir Path data;

  @Test
  void everyCellIsStoredListedAndExported() throws Exception {
    try (var lab = new Lab(data)) {
      lab.serve(2);
      long start = System.nanoTime();
      String id =
          lab.submit(
              """
              {"kind": "error-vs-scale", "seeds": %s, "depths": [2, 2.5, 3, 4, 5],
               "problem": {"generator":
                 {"kind": "gaussian", "rows": 3, "columns": 6, "sparsity": 1}},
               "alphas": %s}
              """
                  .formatted(LongStream.rangeClosed(1, SEEDS).boxed().toList(), alphas()));
      assertEquals(CELLS, lab.json("/api/experiments/" + id).at("/progress/total").asInt());
      lab.awaitDone(id, CELLS, PATIENCE);
      System.out.printf("%d cells after %.0f s%n", CELLS, seconds(start));
      assertEquals(CELLS, listed(lab, id));
      System.out.printf("listed after %.0f s%n", seconds(start));
      assertEquals(CELLS + 1, exportedLines(lab, id));
      System.out.printf("exported after %.0f s%n", seconds(start));
    }
  }

  private static List<Double> alphas() {
    return IntStream.range(0, 400).mapToObj(k -> Math.pow(10, -1 - k / 100.0)).toList();
  }

  private static int listed(Lab lab, String id) throws Exception {
    int next = 0;
    for (int page = 0; next < CELLS; page++) {
      JsonNode items =
          lab.json("/api/experiments/%s/cells?size=%d&page=%d".formatted(id, PAGE, page))
              .get("items");
      for (JsonNode cell : items) {
        assertEquals(next, cell.get("index").asInt());
        assertEquals("DONE", cell.get("state").asText());
        next++;
      }
    }
    return next;
  }

  private static long exportedLines(Lab lab, String id) throws Exception {
    try (var client = HttpClient.newHttpClient();
        var zip =
            new ZipInputStream(
                client
                    .send(
                        HttpRequest.newBuilder(
                                URI.create(lab.url("/api/experiments/" + id + "/export")))
                            .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                    .body())) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("cells.csv")) {
          return new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8))
              .lines()
              .count();
        }
      }
      throw new AssertionError("cells.csv is missing");
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
