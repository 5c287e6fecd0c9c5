package org.diaflow.service.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A service and workers, processes of the packaged jar on a data directory of their own. */
final class Lab implements AutoCloseable {

  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final int ANY_CORE = -1;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final int port = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();

  Lab(Path data) {
    this.data = data;
  }

  /** Starts the service and waits until it is ready; it computes with {@code threads} threads. */
  Process serve(int threads) {
    return serve(threads, ANY_CORE);
  }

  /** The same on one core only. */
  Process serve(int threads, int core) {
    Process service =
        launch("serve", core, Map.of("DIAFLOW_COMPUTE_THREADS", Integer.toString(threads)));
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !service.isAlive() || ready());
    if (!service.isAlive()) {
      throw new IllegalStateException("The service ended; see target/soak-serve.log.");
    }
    return service;
  }

  /** Starts a worker with one thread. */
  Process worker() {
    return worker(0, ANY_CORE);
  }

  /** Starts a worker with one thread that answers on a port, on one core only. */
  Process worker(int workerPort, int core) {
    return launch(
        "worker",
        core,
        Map.of("DIAFLOW_COMPUTE_THREADS", "1", "DIAFLOW_PORT", Integer.toString(workerPort)));
  }

  private Process launch(String role, int core, Map<String, String> settings) {
    var arguments = new ArrayList<String>();
    if (core != ANY_CORE && Soak.full()) {
      arguments.addAll(List.of("taskset", "-c", Integer.toString(core)));
    }
    arguments.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1g",
            "-XX:ActiveProcessorCount=" + (core == ANY_CORE ? PROCESSORS : 1),
            "-XX:TieredStopAtLevel=" + Soak.of(1, 4), // a short test ends before C2 pays off
            "-jar",
            JAR.toAbsolutePath().toString(),
            role));
    var command = new ProcessBuilder(arguments);
    var environment = new HashMap<>(settings);
    environment.put("DIAFLOW_DATA", data.toString());
    environment.putIfAbsent("DIAFLOW_PORT", Integer.toString(port));
    command.environment().remove("DIAFLOW_DATABASE_URL");
    command.environment().putAll(environment);
    command.redirectErrorStream(true);
    command.redirectOutput(
        ProcessBuilder.Redirect.appendTo(Path.of("target", "soak-" + role + ".log").toFile()));
    Process process = start(command);
    processes.add(process);
    return process;
  }

  private static Process start(ProcessBuilder command) {
    try {
      return command.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a process stand still. */
  static void halt(Process process) throws InterruptedException {
    start(new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))).waitFor();
  }

  /** Lets a process that stands still go on. */
  static void goOn(Process process) throws InterruptedException {
    start(new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))).waitFor();
  }

  /** Ends a process as a power cut would. */
  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the database server as a power cut would. */
  void killDatabase() throws IOException {
    String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  private boolean ready() {
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  HttpResponse<String> get(String path) throws IOException {
    return get(port, path);
  }

  /** GET from the process on a port. */
  HttpResponse<String> get(int where, String path) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(where, path)))
            .timeout(Duration.ofSeconds(60)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Submits a document; the id of the experiment. */
  String submit(String document) throws IOException {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(url("/api/experiments")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.body());
    }
    return JSON.readTree(response.body()).get("id").asText();
  }

  JsonNode json(String path) throws IOException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Number of cells that have ended; -1 while the service is away. */
  int done(String experiment) {
    try {
      return json("/api/experiments/" + experiment).at("/progress/done").asInt();
    } catch (IOException e) {
      return -1;
    }
  }

  void awaitDone(String experiment, int cells, Duration patience) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500)) // a look costs the service some milliseconds
        .until(() -> done(experiment) >= cells);
  }

  /** All cells, by index. */
  List<JsonNode> cells(String experiment) throws IOException {
    var cells = new ArrayList<JsonNode>();
    for (int page = 0; ; page++) {
      JsonNode part =
          json("/api/experiments/%s/cells?size=1000&page=%d".formatted(experiment, page));
      part.get("items").forEach(cells::add);
      if (part.get("items").size() < 1000) {
        return cells;
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroy();
    }
    for (Process process : processes) {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        kill(process);
      }
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
