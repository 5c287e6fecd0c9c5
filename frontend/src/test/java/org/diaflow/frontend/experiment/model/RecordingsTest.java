package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.SampleEvent;
import org.diaflow.frontend.chart.plot.Track;
import org.diaflow.frontend.client.LabClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingsTest {

  private static final ExperimentDocument WATCH = Preset.WATCH.document();

  private static final List<String> WATCHED = Objects.requireNonNull(WATCH.observables());

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Recordings recordings;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            boolean trajectory = path.endsWith("/trajectory");
            byte[] body =
                (trajectory
                        ? trajectory()
                        : "{\"title\": \"Busy\", \"status\": 503, \"detail\": \"Not today.\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(trajectory ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    var backend = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    recordings = new Recordings(new LabClient(backend), "e");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void samplesGrowUntilACellIsBegunAnew() {
    recordings.take(WATCH, List.of(cell(0, CellState.RUNNING), cell(1, CellState.QUEUED)));
    for (double time : new double[] {0.1, 0.2, 0.2, 0.4}) {
      recordings.take(new SampleEvent(0, time, List.of(1.0)));
    }
    recordings.take(new SampleEvent(7, 1, List.of(1.0)));
    assertEquals(List.of(0.1, 0.2, 0.4), times(recordings.flows().getFirst()));
    recordings.take(new SampleEvent(0, 0.05, List.of(1.0)));
    assertEquals(List.of(0.05), times(recordings.flows().getFirst()));
    for (int k = 1; k <= 3 * Recordings.MOST_SAMPLES; k++) {
      recordings.take(new SampleEvent(0, k, List.of(1.0)));
    }
    List<Double> kept = times(recordings.flows().getFirst());
    assertTrue(kept.size() < Recordings.MOST_SAMPLES);
    assertEquals(0.05, kept.getFirst());
    assertEquals(3.0 * Recordings.MOST_SAMPLES, kept.getLast());
  }

  @Test
  void onlyWhatIsWantedIsFetchedAndOnlyOnce() {
    recordings.take(WATCH, List.of(cell(0, CellState.DONE), cell(1, CellState.DONE)));
    assertTrue(recordings.want(Set.of(1), "p"));
    recordings.fetch(() -> {});
    assertFalse(recordings.want(Set.of(1), "p"));
    recordings.fetch(() -> {});
    assertEquals(List.of("/api/experiments/e/cells/1/trajectory", "/api/problems/p/paths"), asked);
    assertNull(recordings.flows().getFirst().recorded());
    var recorded = recordings.flows().getLast().recorded();
    assertNotNull(recorded);
    assertTrue(Double.isNaN(recorded.series().getFirst().getLast()));
    assertEquals("Not today.", Objects.requireNonNull(recordings.paths().get("p")).trouble());
  }

  @Test
  void nothingIsRecordedWithoutObservables() {
    recordings.take(Preset.TIGHTNESS.document(), List.of(cell(0, CellState.DONE)));
    assertEquals(List.of(), recordings.flows());
  }

  @Test
  void tracksComeFromSamplesUntilTheWholeIsThere() {
    recordings.take(WATCH, List.of(cell(0, CellState.RUNNING)));
    List<Double> values = WATCHED.stream().map(_ -> 0.5).toList();
    recordings.take(new SampleEvent(0, 0.1, values));
    recordings.take(new SampleEvent(0, 0.2, List.of(1.0))); // of another document: not shown
    Track live = FlowTracks.of(recordings.flows(), WATCH).getFirst();
    assertEquals(List.of(0.1), live.times());
    assertEquals(WATCHED.size(), live.series().size());
    assertFalse(live.hasRawTime());

    recordings.take(cell(0, CellState.DONE));
    recordings.want(Set.of(0), null);
    recordings.fetch(() -> {});
    Track whole = FlowTracks.of(recordings.flows(), WATCH).getFirst();
    assertEquals(List.of(0.0, 1.0, 2.0), whole.times());
    assertEquals(2, whole.stepsPerEnd());
    assertEquals("D = 2, flow", whole.name());
  }

  private static List<Double> times(FlowState flow) {
    return flow.samples().stream().map(SampleEvent::time).toList();
  }

  private static String trajectory() {
    return """
    {"index": 1, "depth": 2, "alpha": 1e-4, "engine": "flow", "observables": ["loss"],
     "times": [0, 1, 2], "rawTimePerRescaled": 2.5, "series": [[1, 0.5, "NaN"]],
     "stepEnds": [0.5, 2], "thinned": 2}
    """;
  }

  private static CellView cell(int index, CellState state) {
    boolean done = state == CellState.DONE;
    return new CellView(
        index,
        2,
        1e-4,
        1,
        "flow",
        state,
        done ? "converged" : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        done ? 3L : null,
        null,
        null,
        null,
        done,
        null,
        "p",
        null,
        Map.of(),
        Map.of());
  }
}
