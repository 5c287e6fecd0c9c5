package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that read hold no thread, of the system or virtual, while PostgreSQL works. */
@QuarkusTest
@TestProfile(NonBlockingReadsTest.TwoWorkerThreads.class)
@QuarkusTestResource(TestDatabase.class)
class NonBlockingReadsTest {

  /** A service with two worker threads. */
  public static final class TwoWorkerThreads implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.thread-pool.max-threads", "2");
    }
  }

  private static final int TIMES = 5;
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

  @Inject DataSource database;

  @TempDir Path directory;

  @Test
  void requestsThatWaitForTheDatabaseHoldNoThread() throws Exception {
    Experiment experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    List<String> reads =
        Stream.of(
                "/api/experiments",
                "/api/experiments/ID",
                "/api/experiments/ID/cells",
                "/api/experiments/ID/cells.csv",
                "/api/experiments/ID/curves?y=errorL1",
                "/api/curves?experiment=ID",
                "/api/problems",
                "/api/problems/" + problem(),
                "/api/audit")
            .map(path -> path.replace("ID", experiment.id()))
            .toList();
    List<CompletableFuture<HttpResponse<String>>> answers;
    try (HttpClient client = HttpClient.newHttpClient()) {
      try (Connection holder = database.getConnection()) {
        holder.setAutoCommit(false);
        holder.createStatement().execute("lock table experiment, cell, problem, audit");
        answers =
            IntStream.range(0, TIMES)
                .mapToObj(time -> reads)
                .flatMap(List::stream)
                .map(path -> client.sendAsync(request(path), BodyHandlers.ofString()))
                .toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> waiting() >= reads.size());
        HttpResponse<String> other = client.send(request("/api/kinds"), BodyHandlers.ofString());
        assertEquals(200, other.statusCode());
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertEquals(List.of(), threadsThatAnswer()));
        assertEquals(0, answers.stream().filter(CompletableFuture::isDone).count());
        holder.rollback();
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.get().statusCode(), () -> answer.join().body());
      }
    }
  }

  private static String problem() {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"matrix\": [[1, 0.5]], \"observations\": [1]}")
        .post("/api/problems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static HttpRequest request(String path) {
    URI address = URI.create("http://localhost:%d%s".formatted(RestAssured.port, path));
    return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build();
  }

  /** How many statements wait for the lock. */
  private int waiting() throws SQLException {
    try (Connection connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(WAITING)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** The stacks of threads that are about a request. */
  private List<String> threadsThatAnswer() throws IOException {
    Path dump = Files.createTempDirectory(directory, "threads").resolve("dump");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return Stream.of(Files.readString(dump).split("\n\\s*\n", -1))
        .filter(stack -> stack.contains("org.jboss.resteasy.reactive"))
        .toList();
  }
}
