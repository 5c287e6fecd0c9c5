package org.diaflow.frontend.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Backend and dashboard as a user runs them: two processes of the packaged jars, with a data
 * directory of their own on free loopback ports.
 */
final class PackagedLab implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Path data;
  private final Map<String, String> environment;
  private final int backendPort = freePort();
  private final int dashboardPort = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process backend;
  private final Process dashboard;

  PackagedLab(Path data) {
    this(data, Map.of());
  }

  /** A laboratory whose processes also have {@code environment}. */
  PackagedLab(Path data, Map<String, String> environment) {
    this.data = data;
    this.environment = environment;
    this.backend = launchBackend();
    this.dashboard =
        launch(
            "dashboard",
            Path.of("target/quarkus-app/quarkus-run.jar"),
            Map.of(
                "DIAFLOW_DASHBOARD_PORT", String.valueOf(dashboardPort),
                "DIAFLOW_BACKEND_URL", api("")));
    await(api("/q/health/ready"), backend, "backend");
    await(page("/"), dashboard, "dashboard");
  }

  /** Address of a backend path. */
  String api(String path) {
    return "http://127.0.0.1:" + backendPort + path;
  }

  /** Address of a dashboard page. */
  String page(String path) {
    return "http://127.0.0.1:" + dashboardPort + path;
  }

  /** The body of a backend path. */
  String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(api(path))).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The id of what a POST of {@code document} to a backend path makes. */
  String post(String path, String document) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(api(path)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(document))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("%s answered %s".formatted(path, response.body()));
    }
    return new ObjectMapper().readTree(response.body()).get("id").asText();
  }

  /** Bytes of the dashboard's heap that are in use after a collection. */
  long dashboardBytes() throws IOException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(dashboard.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String total = text.lines().filter(line -> line.startsWith("Total")).findFirst().orElse(text);
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }

  /** Stops the backend as a power cut would: no farewell. */
  void killBackend() {
    backend.destroyForcibly();
    waitFor(backend);
  }

  /** Starts the backend again on the same data and port. */
  void restartBackend() {
    backend = launchBackend();
    await(api("/q/health/ready"), backend, "backend");
  }

  @Override
  public void close() {
    dashboard.destroy();
    backend.destroy();
    waitFor(dashboard);
    waitFor(backend);
  }

  private Process launchBackend() {
    return launch(
        "backend",
        Path.of("../backend/service/target/quarkus-app/quarkus-run.jar"),
        Map.of(
            "DIAFLOW_PORT", String.valueOf(backendPort),
            "DIAFLOW_DATA", data.toString()));
  }

  private Process launch(String name, Path jar, Map<String, String> own) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          "%s is missing; run ./mvnw package first.".formatted(jar.toAbsolutePath()));
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1", // processes that live for a minute
            "-XX:+UseSerialGC",
            "-jar",
            jar.toAbsolutePath().normalize().toString());
    builder.environment().putAll(environment);
    builder.environment().putAll(own);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(Path.of("target", name + "-it.log").toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String url, Process process, String name) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 200 || status == 302) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (IOException notYet) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(
        "The %s did not answer at %s; see target/%s-it.log.".formatted(name, url, name));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitFor(Process process) {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
