package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.diaflow.service.metrics.Metrics;
import org.diaflow.service.metrics.Telemetry;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetricsTest {

  @Inject Metrics metrics;

  @Test
  void queueDepthFollowsTheWorkLeft() throws Exception {
    Experiment experiment = Experiment.submit(Experiment.slow(2000));
    awaitQueue(depth -> depth > 0);
    experiment.ask("cancel");
    awaitQueue(depth -> depth == 0);
  }

  @Test
  void readersLeaveTheirLag() throws Exception {
    Experiment experiment = Experiment.submit("[\"limit\"]");
    try (var stream = EventStream.open(experiment)) {
      assertTrue(stream.all().size() >= 14);
    }
    assertTrue(value("diaflow_stream_lag_seconds_count") >= 14);
  }

  @Test
  void cellsAreCountedByEngineAndReason() {
    metrics.cellEnded("some-engine", "stalled", 1.5);
    metrics.cellEnded("some-engine", "stalled", 0.5);
    assertEquals(2, value("diaflow_cells_total{engine=\"some-engine\",reason=\"stalled\"}"));
    assertEquals(2.0, value("diaflow_cell_seconds_sum{engine=\"some-engine\"}"));
  }

  @Test
  void tracesAreMadeOnlyWhereTheyAreSent() {
    assertEquals("true", Telemetry.settings(Map.of()).get("quarkus.otel.sdk.disabled"));
    assertEquals(
        "false",
        Telemetry.settings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"))
            .get("quarkus.otel.sdk.disabled"));
  }

  private static void awaitQueue(java.util.function.DoublePredicate wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> wanted.test(value("diaflow_queue_cells")));
  }

  private static double value(String metric) {
    return given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no metric " + metric + "."));
  }
}
