package org.diaflow.frontend.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final String RUNNING =
      "id: 4\nevent: state\ndata: {\"state\":\"RUNNING\",\"reason\":null}\n\n";
  private static final String DONE =
      "id: 5\nevent: end\ndata: {\"state\":\"DONE\",\"reason\":null}\n\n";

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> resumed = new LinkedBlockingQueue<>();
  private HttpServer server;
  private LabClient lab;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    lab = new LabClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aCutConnectionIsTakenUpAfterTheLastEvent() throws InterruptedException {
    server.createContext(
        "/api/experiments/1/events",
        exchange -> {
          String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
          resumed.add(lastId == null ? "from the beginning" : lastId);
          answer(exchange, 200, lastId == null ? RUNNING : DONE);
        });
    try (var stream = lab.events("1", new Recorder())) {
      assertNotNull(stream);
      assertHeard("connected", "RUNNING", "lost, 1 s", "connected", "DONE", "ended");
    }
    assertEquals(List.of("from the beginning", "4"), List.copyOf(resumed));
  }

  @Test
  void samplesComeWithAllTheirValues() throws InterruptedException {
    server.createContext(
        "/api/experiments/1/events",
        exchange ->
            answer(
                exchange,
                200,
                "event: sample\ndata: {\"index\":3,\"time\":0.5,\"values\":[1e-4,\"NaN\"]}\n\n"
                    + DONE));
    try (var stream = lab.events("1", new Recorder())) {
      assertNotNull(stream);
      assertHeard("connected", "sample of 3 at 0.5: [1.0E-4, NaN]", "DONE", "ended");
    }
  }

  @Test
  void aRefusalIsToldOnceAndEndsTheStream() throws InterruptedException {
    server.createContext(
        "/api/experiments/9/events",
        exchange ->
            answer(
                exchange,
                404,
                "{\"title\":\"Not found\",\"status\":404,\"detail\":\"There is no experiment 9.\"}"));
    try (var stream = lab.events("9", new Recorder())) {
      assertNotNull(stream);
      assertHeard("There is no experiment 9.");
    }
  }

  @Test
  void aMissingBackendIsALostConnection() throws InterruptedException {
    server.stop(0);
    try (var stream = lab.events("1", new Recorder())) {
      assertNotNull(stream);
      assertHeard("lost, 2 s", "lost, 1 s", "lost, 3 s");
    }
  }

  private void assertHeard(String... expected) throws InterruptedException {
    for (String word : expected) {
      assertEquals(word, heard.poll(20, TimeUnit.SECONDS));
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final class Recorder implements EventStream.Listener {

    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void lost(String sentence, int seconds) {
      heard.add("lost, %d s".formatted(seconds));
    }

    @Override
    public void state(StateEvent event) {
      heard.add(event.state().name());
    }

    @Override
    public void progress(ProgressEvent event) {
      heard.add("progress");
    }

    @Override
    public void sample(SampleEvent event) {
      heard.add("sample of %d at %s: %s".formatted(event.index(), event.time(), event.values()));
    }

    @Override
    public void ended() {
      heard.add("ended");
    }

    @Override
    public void refused(BackendException refusal) {
      heard.add(refusal.sentence());
    }
  }
}
