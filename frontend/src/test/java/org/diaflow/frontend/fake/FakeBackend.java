package org.diaflow.frontend.fake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import org.diaflow.api.ApiError;
import org.diaflow.api.CellView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.MeasureView;
import org.diaflow.api.Page;
import org.diaflow.api.ProblemSummary;
import org.diaflow.api.ProblemView;
import org.diaflow.api.Progress;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SeedProblem;
import org.diaflow.api.StateEvent;

/** A backend for looking at the dashboard: real shapes, a slow event stream, nothing stored. */
public final class FakeBackend implements AutoCloseable {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .build();

  private final HttpServer server;
  private final long millisecondsPerCell;
  private final Map<String, Run> runs = new ConcurrentSkipListMap<>();

  /** An experiment that makes progress with the clock. */
  private final class Run {
    final String id;
    final ExperimentDocument document;
    final List<CellView> cells;
    final Instant created = Instant.now();
    volatile ExperimentState frozen = ExperimentState.DONE;
    volatile int most;

    Run(String id, ExperimentDocument document) {
      this.id = id;
      this.document = document;
      this.cells = FakeLab.cells(document);
      this.most = cells.size();
    }

    int done() {
      long age = Instant.now().toEpochMilli() - created.toEpochMilli();
      return (int) Math.min(most, age / Math.max(1, millisecondsPerCell));
    }

    ExperimentState state() {
      return done() < most ? ExperimentState.RUNNING : frozen;
    }

    Progress progress() {
      return new Progress(
          done(),
          cells.size(),
          1e3 / millisecondsPerCell,
          (cells.size() - done()) * millisecondsPerCell / 1e3);
    }

    ExperimentView view() {
      List<CellView> ended = cells.subList(0, done());
      return new ExperimentView(
          id,
          name(),
          document.kind(),
          tags(),
          state(),
          null,
          created,
          created,
          null,
          progress(),
          document,
          FakeLab.manifest(),
          List.of(new SeedProblem(0, "problem-1", Map.of())),
          FakeLab.rates(document, ended),
          FakeCurves.axes(document),
          FakeCurves.kept(document),
          FakeCurves.usual(document),
          "local",
          "private");
    }

    ExperimentSummary summary() {
      return new ExperimentSummary(
          id,
          name(),
          document.kind(),
          tags(),
          state(),
          created,
          null,
          progress(),
          "local",
          "private");
    }

    private String name() {
      return document.name() == null ? "Experiment " + id : document.name();
    }

    private List<String> tags() {
      return document.tags() == null ? List.of() : document.tags();
    }
  }

  /** A backend on {@code port} of the loopback address, or on any free one for 0. */
  public FakeBackend(int port, long millisecondsPerCell) throws IOException {
    this.millisecondsPerCell = millisecondsPerCell;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** {@code FakeBackend PORT [MILLISECONDS_PER_CELL]}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long pace = arguments.length > 1 ? Long.parseLong(arguments[1]) : 150;
    try (var backend = new FakeBackend(Integer.parseInt(arguments[0]), pace)) {
      Thread.currentThread().join();
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
      String route = path.length > 1 ? path[1] : "";
      switch (route) {
        case "measures" -> {
          List<MeasureView> measures = FakeCurves.measures();
          answer(exchange, 200, new Page<>(measures.size(), measures));
        }
        case "kinds" -> answer(exchange, 200, Map.of("items", FakeKinds.ALL));
        case "curves" -> answer(exchange, 200, curves(exchange, List.of()));
        case "plugins" -> answer(exchange, 200, new Page<>(3, FakeLab.plugins()));
        case "problems" -> problems(exchange, path);
        case "experiments" -> experiments(exchange, path);
        case "health" -> answer(exchange, 200, Map.of("status", "UP"));
        default -> refuse(exchange, 404, "There is nothing at this address.", List.of());
      }
    }
  }

  private void problems(HttpExchange exchange, String[] path) throws IOException {
    if (path.length == 4 && path[3].equals("paths")) {
      answer(exchange, 200, FakeLab.paths());
    } else if (path.length == 4) {
      answer(exchange, 200, FakeLab.certificate(path[2]));
    } else if (path.length == 3) {
      answer(exchange, 200, problem(path[2]));
    } else if (exchange.getRequestMethod().equals("GET")) {
      var stored =
          new ProblemSummary("problem-1", "My matrix", 6, 14, "9f86d0", "uploaded", Instant.now());
      answer(exchange, 200, new Page<>(1, List.of(stored)));
    } else {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (form.contains("abc") || !form.contains("name=\"observations\"")) {
        refuse(exchange, 422, "The problem cannot be used.", faults());
      } else {
        answer(exchange, 201, problem("problem-2"));
      }
    }
  }

  private static List<ApiError.FieldError> faults() {
    return List.of(
        new ApiError.FieldError("matrix row 2, column 3", "abc", "Give a finite number."),
        new ApiError.FieldError("matrix row 3", "4 entries", "Give 5 entries, as in row 1."),
        new ApiError.FieldError(
            "observations", "2 values", "Give one value per row of the matrix: 3."));
  }

  private static ProblemView problem(String id) {
    return new ProblemView(
        id,
        "My matrix",
        6,
        14,
        null,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "uploaded as CSV",
        Instant.now(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null);
  }

  private void experiments(HttpExchange exchange, String[] path) throws IOException {
    if (path.length == 2) {
      if (exchange.getRequestMethod().equals("POST")) {
        submit(exchange);
      } else {
        list(exchange);
      }
      return;
    }
    Run run = runs.get(path[2]);
    if (run == null) {
      refuse(exchange, 404, "There is no experiment %s.".formatted(path[2]), List.of());
      return;
    }
    switch (path.length == 3 ? exchange.getRequestMethod() : path[3]) {
      case "GET" -> answer(exchange, 200, run.view());
      case "DELETE" -> {
        runs.remove(run.id);
        exchange.sendResponseHeaders(204, -1);
      }
      case "cells" -> answer(exchange, 200, cells(exchange, run));
      case "cells.csv" -> {
        byte[] table = "index\r\n0\r\n".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/csv");
        exchange.sendResponseHeaders(200, table.length);
        exchange.getResponseBody().write(table);
      }
      case "curves" -> answer(exchange, 200, curves(exchange, List.of(run.id)));
      case "events" -> stream(exchange, run);
      case "pause" -> freeze(exchange, run, ExperimentState.STOPPED);
      case "cancel" -> freeze(exchange, run, ExperimentState.CANCELLED);
      case "resume" -> freeze(exchange, run, ExperimentState.DONE);
      default -> refuse(exchange, 404, "There is nothing at this address.", List.of());
    }
  }

  /** A page of its cells, those that have not ended without numbers. */
  private static Page<CellView> cells(HttpExchange exchange, Run run) {
    Map<String, List<String>> query = query(exchange);
    int size = Integer.parseInt(query.getOrDefault("size", List.of("50")).getFirst());
    int from = size * Integer.parseInt(query.getOrDefault("page", List.of("0")).getFirst());
    int done = run.done();
    int total = run.cells.size();
    List<CellView> part = run.cells.subList(Math.min(from, total), Math.min(from + size, total));
    return new Page<>(
        total, part.stream().map(cell -> cell.index() < done ? cell : Cells.queued(cell)).toList());
  }

  private CurvesView curves(HttpExchange exchange, List<String> one) {
    Map<String, List<String>> query = query(exchange);
    var chosen = new LinkedHashMap<String, List<CellView>>();
    ExperimentDocument document = null;
    for (String id : one.isEmpty() ? query.getOrDefault("experiment", List.of()) : one) {
      Run run = runs.get(id);
      if (run != null) {
        document = document == null ? run.document : document;
        chosen.put(id, run.cells.subList(0, run.done()));
      }
    }
    return FakeCurves.of(java.util.Objects.requireNonNull(document), chosen, query);
  }

  private static Map<String, List<String>> query(HttpExchange exchange) {
    var query = new LinkedHashMap<String, List<String>>();
    String text = exchange.getRequestURI().getQuery();
    for (String pair : text == null ? new String[0] : text.split("&")) {
      String[] parts = pair.split("=", 2);
      query.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
    }
    return query;
  }

  private static void freeze(HttpExchange exchange, Run run, ExperimentState state)
      throws IOException {
    run.most = state == ExperimentState.DONE ? run.cells.size() : run.done();
    run.frozen = state;
    answer(exchange, 200, run.view());
  }

  private void submit(HttpExchange exchange) throws IOException {
    ExperimentDocument document;
    try {
      document = JSON.readValue(exchange.getRequestBody(), ExperimentDocument.class);
    } catch (JsonProcessingException e) {
      refuse(exchange, 400, e.getOriginalMessage(), List.of());
      return;
    }
    if (document.depths().stream().anyMatch(depth -> depth < 2)) {
      var fault = new ApiError.FieldError("depths[0]", "1", "Give a depth from 2 to 1000.");
      var other = new ApiError.FieldError("observables", "loss2", "Choose from: loss, l1Norm.");
      refuse(exchange, 422, "The experiment document has 2 errors.", List.of(fault, other));
      return;
    }
    var run = new Run(Integer.toString(runs.size() + 1), document);
    runs.put(run.id, run);
    answer(exchange, 201, run.view());
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    List<ExperimentSummary> all =
        new ArrayList<>(runs.values())
            .reversed().stream()
                .map(Run::summary)
                .filter(
                    summary -> {
                      String text = parameter(query, "q").toLowerCase(java.util.Locale.ROOT);
                      return summary.name().toLowerCase(java.util.Locale.ROOT).contains(text)
                          && summary.state().name().contains(parameter(query, "state"));
                    })
                .toList();
    answer(exchange, 200, new Page<>(all.size(), all));
  }

  private static String parameter(String query, String name) {
    for (String pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  private void stream(HttpExchange exchange, Run run) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    int told = lastId == null ? 0 : Integer.parseInt(lastId);
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    while (true) {
      int done = run.done();
      for (; told < done && !query.contains("cells=false"); told++) {
        send(exchange, Integer.toString(told + 1), "cell", run.cells.get(told));
      }
      var rates = FakeLab.rates(run.document, run.cells.subList(0, done));
      send(exchange, null, "state", new StateEvent(run.state(), null));
      send(exchange, null, "progress", new ProgressEvent(run.progress(), rates));
      if (run.state().ended()) {
        send(exchange, Integer.toString(told + 1), "end", new StateEvent(run.state(), null));
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, String id, String name, Object data)
      throws IOException {
    String event =
        (id == null ? "" : "id: " + id + "\n")
            + "event: %s\ndata: %s\n\n".formatted(name, JSON.writeValueAsString(data));
    exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void refuse(
      HttpExchange exchange, int status, String detail, List<ApiError.FieldError> errors)
      throws IOException {
    answer(exchange, status, new ApiError("about:blank", "Refused", status, detail, errors));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
