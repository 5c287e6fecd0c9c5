package org.diaflow.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.diaflow.api.ComparisonSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar of this module, copied into the plug-in directory of the packaged service, is listed
 * there, and both solvers solve: native code included, in the class loader of the drop-in jar.
 */
final class DropInIT {

  private static final Path SERVICE =
      Path.of("../../backend/service/target/quarkus-app/quarkus-run.jar");
  private static final Path JAR = Path.of("target/ortools-plugin.jar");
  private static final int PATIENCE_SECONDS = 90;

  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path data;
  private Process service;
  private int port;

  @BeforeEach
  void startServiceWithTheJar() throws IOException {
    assertTrue(Files.exists(SERVICE), () -> SERVICE + " is missing; run ./mvnw verify as a whole.");
    Path plugins = Files.createDirectories(data.resolve("plugins"));
    Files.copy(JAR, plugins.resolve(JAR.getFileName()));
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            SERVICE.toAbsolutePath().normalize().toString());
    builder
        .environment()
        .putAll(Map.of("DIAFLOW_PORT", String.valueOf(port), "DIAFLOW_DATA", data.toString()));
    service =
        builder
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target/service-it.log").toFile())
            .start();
  }

  @AfterEach
  void stopService() throws InterruptedException {
    service.destroy();
    if (!service.waitFor(30, TimeUnit.SECONDS)) {
      service.destroyForcibly().waitFor();
    }
  }

  @Test
  void theJarIsListedAndItsSolversSolve() throws IOException, InterruptedException {
    JsonNode items = until("/api/plugins", answer -> true).get("items");
    for (String id : new String[] {"ortools-glop", "ortools-pdlp"}) {
      JsonNode entry = find(items, id);
      assertEquals("loaded", entry.get("state").asText(), entry::toString);
      assertEquals("ortools-plugin.jar", entry.get("source").asText());
    }
    String id =
        post(
            """
            {"kind": "solver-comparison",
             "problem": {"generator": {"kind": "certified", "rows": 30, "columns": 90, "sparsity": 5, "margin": 0.8}},
             "solvers": [{"id": "ortools-glop"}, {"id": "ortools-pdlp"}, {"id": "homotopy"}]}
            """);
    until("/api/experiments/" + id, answer -> answer.get("state").asText().equals("DONE"));
    var summary =
        json.treeToValue(
            until("/api/experiments/" + id + "/comparison", answer -> true),
            ComparisonSummary.class);
    var solved =
        summary.contestants().stream()
            .collect(Collectors.toMap(c -> c.solver(), c -> c.before().solved()));
    assertEquals(Map.of("ortools-glop", 1, "ortools-pdlp", 1, "homotopy", 1), solved);
  }

  private static JsonNode find(JsonNode items, String id) {
    for (JsonNode item : items) {
      if (item.path("id").asText().equals(id)) {
        return item;
      }
    }
    throw new AssertionError("No plug-in %s in %s".formatted(id, items));
  }

  private String post(String document) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri("/api/experiments"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(document))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(201, response.statusCode(), response.body());
    return json.readTree(response.body()).get("id").asText();
  }

  /** The first answer to GET {@code path} that is {@code wanted}. */
  private JsonNode until(String path, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String last = "nothing";
    while (System.nanoTime() < deadline && service.isAlive()) {
      try {
        var response =
            http.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        last = response.body();
        if (response.statusCode() == 200 && wanted.test(json.readTree(last))) {
          return json.readTree(last);
        }
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(
        "%s answers %s; see target/service-it.log of plugins/ortools.".formatted(path, last));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
