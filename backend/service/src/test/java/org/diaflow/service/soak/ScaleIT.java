package org.diaflow.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells per second of two workers beside those of one, in alternating pairs, and the part of a
 * worker's time that is not spent in cells. Numbers are printed, not asserted: machines are noisy.
 */
class ScaleIT {

  private static final int PAIRS = 5;
  private static final int SEEDS = 30;
  private static final int CELLS = SEEDS * 2 * 21;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path data;

  private long nextSeed = 1;

  private record Measured(double cellsPerSecond, double idlePart) {}

  @Test
  void twoWorkersAreNearlyTwiceAsFast() throws Exception {
    assumeTrue(Soak.full(), "measures for minutes: ./diaflow soak ScaleIT");
    try (var lab = new Lab(data)) {
      lab.serve(0);
      Process first = lab.worker();
      measure(lab, 1); // warms up
      double[] ratios = new double[PAIRS];
      for (int k = 0; k < PAIRS; k++) {
        Measured one = measure(lab, 1);
        Process second = lab.worker();
        measure(lab, 2); // warms up the second
        Measured two = measure(lab, 2);
        second.destroy();
        second.waitFor();
        ratios[k] = two.cellsPerSecond() / one.cellsPerSecond();
        System.out.printf(
            "one worker %.1f cells/s (%.1f %% of its time outside cells), two %.1f: ratio %.2f%n",
            one.cellsPerSecond(), 100 * one.idlePart(), two.cellsPerSecond(), ratios[k]);
      }
      Arrays.sort(ratios);
      System.out.printf("median ratio of %d pairs: %.2f%n", PAIRS, ratios[PAIRS / 2]);
      assertEquals(true, first.isAlive());
    }
  }

  private Measured measure(Lab lab, int workers) throws IOException {
    List<Long> seeds = LongStream.range(nextSeed, nextSeed += SEEDS).boxed().toList();
    String id =
        lab.submit(
            """
            {"kind": "error-vs-scale", "seeds": %s, "depths": [2, 3],
             "problem": {"generator":
               {"kind": "gaussian", "rows": 50, "columns": 200, "sparsity": 5}},
             "alphas": {"from": 1e-1, "to": 1e-5, "pointsPerDecade": 5},
             "engines": [{"integrator": "mirror-rosenbrock"}]}
            """
                .formatted(seeds));
    lab.awaitDone(id, 1, PATIENCE);
    long start = System.nanoTime();
    int before = lab.done(id);
    lab.awaitDone(id, CELLS, PATIENCE);
    double seconds = (System.nanoTime() - start) / 1e9;
    double inCells = 0;
    for (JsonNode cell : lab.cells(id)) {
      inCells += cell.get("seconds").asDouble();
    }
    double share = (double) (CELLS - before) / CELLS;
    return new Measured((CELLS - before) / seconds, 1 - inCells * share / (seconds * workers));
  }
}
