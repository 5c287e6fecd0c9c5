package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.diaflow.frontend.client.LabClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveExperimentTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<LiveState> heard = new LinkedBlockingQueue<>();
  private volatile String observables = "[]";
  private volatile String state = "RUNNING";
  private volatile String kind = "error-vs-scale";
  private HttpServer server;
  private LabClient lab;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            if (path.contains("/events")) {
              state = "DONE";
            }
            byte[] body = answer(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    lab = new LabClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void noCellIsLoadedOfAnExperimentThatRecordsNothing() throws InterruptedException {
    LiveState end = follow(true);
    assertEquals(List.of(), cellRequests());
    assertTrue(asked.contains("/api/experiments/e/events?cells=false"), asked::toString);
    assertEquals(12_000, end.progress().total());
  }

  @Test
  void recordedFlowsAreLookedForAmongTheFirstCells() throws InterruptedException {
    observables = "[\"loss\"]";
    follow(true);
    String first = "/api/experiments/e/cells?page=0&size=" + LiveExperiment.MOST_FLOWS;
    assertEquals(List.of(first), cellRequests().stream().distinct().toList());
  }

  @Test
  void aComparisonIsFollowedWithoutCellsOrCertificate() throws InterruptedException {
    kind = "solver-comparison";
    follow(false);
    assertTrue(asked.contains("/api/experiments/e/events?cells=false"), asked::toString);
    assertNull(heard.poll(600, TimeUnit.MILLISECONDS)); // by then a certificate would be there
    assertEquals(List.of(), cellRequests());
    assertEquals(List.of(), asked.stream().filter(path -> path.contains("problems")).toList());
  }

  private LiveState follow(boolean certified) throws InterruptedException {
    try (var live = new LiveExperiment(lab, "e", heard::add)) {
      live.start();
      while (true) {
        LiveState next = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "the end is not heard of");
        boolean complete = !certified || next.certificate() != null;
        if (next.experiment() != null && next.state().ended() && complete) {
          return next;
        }
      }
    }
  }

  private List<String> cellRequests() {
    return asked.stream().filter(path -> path.contains("/cells")).toList();
  }

  private String answer(String path) {
    if (path.contains("/events")) {
      return "event: end\ndata: {\"state\":\"DONE\",\"reason\":null}\n\n";
    }
    if (path.contains("/cells")) {
      int index = path.contains("page=1") ? 1 : 0;
      return "{\"total\":2,\"items\":[{\"index\":%d,\"state\":\"DONE\",\"engine\":\"limit\"}]}"
          .formatted(index);
    }
    if (path.contains("/kinds")) {
      return "{\"items\":[{\"name\":\"solver-comparison\",\"fields\":[\"solvers\"]}]}";
    }
    if (path.contains("/measures")) {
      return "{\"total\":0,\"items\":[]}";
    }
    if (path.contains("/certificate")) {
      return "{\"solver\": \"s\"}";
    }
    return """
        {"id": "e", "name": "E", "kind": "%s", "tags": [], "state": "%s",
         "progress": {"done": 12000, "total": 12000}, "manifest": {}, "rates": [], "axes": [],
         "measures": [], "curves": {"x": "alpha", "y": [], "by": []},
         "problems": [{"seed": 1, "problem": null, "parameters": {}}, {"seed": 2, "problem": "p"}],
         "document": {"kind": "error-vs-scale", "depths": [2], "alphas": [1e-3],
                      "observables": %s}}
        """
        .formatted(kind, state, observables);
  }
}
