package org.diaflow.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells per second of two workers beside those of one, each on a core of its own, in alternating
 * pairs, and the part of a worker's time in which it does not compute. While one is measured, the
 * other stands still, so that both are equally warm. Numbers are printed, not asserted: machines
 * are noisy.
 */
class ScaleIT {

  private static final int PAIRS = 5;
  private static final int SEEDS = 60;
  private static final int CELLS = SEEDS * 2 * 21;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Pattern BUSY = Pattern.compile("(?m)^diaflow_busy_seconds_total\\S* (\\S+)");

  @TempDir Path data;

  private long nextSeed = 1;

  private record Measured(double cellsPerSecond, double overhead) {}

  @Test
  void twoWorkersAreNearlyTwiceAsFast() throws Exception {
    assumeTrue(Soak.full(), "measures for minutes: ./diaflow soak ScaleIT");
    try (var lab = new Lab(data)) {
      lab.serve(0);
      int port = Lab.freePort();
      Process first = lab.worker(port, 0);
      Process second = lab.worker(0, 1);
      for (int k = 0; k < 3; k++) {
        measure(lab, port); // warms both up
      }
      double[] ratios = new double[PAIRS];
      for (int k = 0; k < PAIRS; k++) {
        Lab.halt(second);
        Measured one = measure(lab, port);
        Lab.goOn(second);
        Thread.sleep(SETTLE);
        Measured two = measure(lab, port);
        Thread.sleep(SETTLE);
        ratios[k] = two.cellsPerSecond() / one.cellsPerSecond();
        System.out.printf(
            "one worker %.1f cells/s (%.1f %% of its time not computing), two %.1f: ratio %.2f%n",
            one.cellsPerSecond(), 100 * one.overhead(), two.cellsPerSecond(), ratios[k]);
      }
      Arrays.sort(ratios);
      System.out.printf("median ratio of %d pairs: %.2f%n", PAIRS, ratios[PAIRS / 2]);
      assertEquals(true, first.isAlive());
    }
  }

  /** Computes one more experiment; the worker at {@code port} tells how long it was at it. */
  private Measured measure(Lab lab, int port) throws IOException {
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
    double busyBefore = busy(lab, port);
    lab.awaitDone(id, CELLS, PATIENCE);
    double busy = busy(lab, port) - busyBefore;
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measured((CELLS - before) / seconds, 1 - busy / seconds);
  }

  private static double busy(Lab lab, int port) throws IOException {
    Matcher line = BUSY.matcher(lab.get(port, "/q/metrics").body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
