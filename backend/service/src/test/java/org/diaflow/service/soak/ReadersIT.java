package org.diaflow.service.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many readers of a running experiment all get its end, also those that read nothing for a long
 * time; how much they cost the computation, which has a core to itself, is printed.
 */
class ReadersIT {

  private static final int READERS = Soak.of(40, 500);
  private static final int STALLED = READERS / 10;
  private static final int PAIRS = Soak.of(0, 5);
  private static final int SEEDS = Soak.of(1, 30);
  private static final int TAIL = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path data;

  private long nextSeed = 1;

  @Test
  void nobodyMissesTheEnd() throws Exception {
    try (var lab = new Lab(data)) {
      lab.serve(0, 1);
      int port = Lab.freePort();
      lab.worker(port, 0);
      watched(lab);
      assertEquals(200, lab.get(port, "/q/health/ready").statusCode());
      assertEquals(404, lab.get(port, "/api/experiments").statusCode());
      double[] ratios = new double[PAIRS];
      for (int k = 0; k < PAIRS; k++) {
        double alone = seconds(lab, submit(lab));
        double watched = watched(lab);
        ratios[k] = watched / alone;
        System.out.printf(
            "%d readers, %d of them stalled: %.1f s, without readers %.1f s, ratio %.3f%n",
            READERS, STALLED, watched, alone, ratios[k]);
      }
      Arrays.sort(ratios);
      System.out.printf(
          "median ratio of %d pairs: %s%n", PAIRS, PAIRS == 0 ? "-" : ratios[PAIRS / 2]);
    }
  }

  /** Runs an experiment with all readers; seconds it took. */
  private double watched(Lab lab) throws Exception {
    String id = submit(lab);
    var ended = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> readers = new ArrayList<>();
      for (int k = 0; k < READERS; k++) {
        boolean stalls = k < STALLED;
        readers.add(threads.submit((Callable<Boolean>) () -> read(lab, id, stalls, ended)));
      }
      double seconds = seconds(lab, id);
      ended.countDown();
      int told = 0;
      for (Future<Boolean> reader : readers) {
        told += reader.get() ? 1 : 0;
      }
      assertEquals(READERS, told, "readers that were told of the end");
      return seconds;
    }
  }

  /** Whether the stream ends with the event {@code end}. A reader that stalls reads 1 kB first. */
  private static boolean read(Lab lab, String id, boolean stalls, CountDownLatch ended)
      throws IOException, InterruptedException {
    URI uri = URI.create(lab.url("/api/experiments/" + id + "/events"));
    try (var socket = new Socket()) {
      if (stalls) {
        socket.setReceiveBufferSize(2048);
      }
      socket.connect(
          new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()));
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                  .formatted(uri.getPath())
                  .getBytes(StandardCharsets.US_ASCII));
      var tail = new StringBuilder();
      byte[] bytes = new byte[stalls ? 1024 : 16_384];
      InputStream stream = socket.getInputStream();
      int count = stream.read(bytes);
      if (stalls) {
        ended.await();
      }
      for (; count > 0; count = stream.read(bytes)) {
        tail.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        tail.delete(0, Math.max(0, tail.length() - TAIL));
      }
      int lastEvent = tail.lastIndexOf("event:");
      return lastEvent >= 0 && tail.indexOf("event:end\n", lastEvent) == lastEvent;
    }
  }

  private String submit(Lab lab) throws IOException {
    List<Long> seeds = LongStream.range(nextSeed, nextSeed += SEEDS).boxed().toList();
    return lab.submit(
        """
        {"kind": "error-vs-scale", "seeds": %s, "depths": [2, 3],
         "problem": {"generator": {"kind": "gaussian", "rows": 50, "columns": 200, "sparsity": 5}},
         "alphas": {"from": 1e-1, "to": 1e-5, "pointsPerDecade": 5},
         "engines": [{"integrator": "mirror-rosenbrock"}]}
        """
            .formatted(seeds));
  }

  /** Seconds from submission to the end, by the clock of the service. */
  private static double seconds(Lab lab, String id) throws IOException {
    lab.awaitDone(id, SEEDS * 2 * 21, PATIENCE);
    JsonNode view = lab.json("/api/experiments/" + id);
    Instant created = Instant.parse(view.get("created").asText());
    Instant finished = Instant.parse(view.get("finished").asText());
    return Duration.between(created, finished).toNanos() / 1e9;
  }
}
