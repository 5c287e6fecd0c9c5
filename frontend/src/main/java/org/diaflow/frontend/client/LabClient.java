package org.diaflow.frontend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.api.CertificateView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.CurvesView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.KindView;
import org.diaflow.api.MeasureView;
import org.diaflow.api.Page;
import org.diaflow.api.PathsView;
import org.diaflow.api.PluginView;
import org.diaflow.api.ProblemSummary;
import org.diaflow.api.ProblemView;
import org.diaflow.api.TrajectoryView;

/**
 * The backend's HTTP interface. Every method blocks and throws {@link BackendException} with a
 * sentence for people; none may be called while a page is locked.
 */
public final class LabClient {

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int PAGE = 1_000;

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Supplier<Optional<String>> token;

  /** A client of the backend at {@code base}, e.g. {@code http://127.0.0.1:8080}. */
  public LabClient(URI base) {
    this(base, Optional::empty);
  }

  /** The same for a user whose access token is {@code token}, asked for with every request. */
  public LabClient(URI base, Supplier<Optional<String>> token) {
    this.base = base;
    this.token = token;
  }

  /** Where the backend is expected. */
  public URI base() {
    return base;
  }

  /** Whether the backend answers at all; throws if not. */
  public void ping() {
    send(request("/q/health/live").timeout(Duration.ofSeconds(5)).GET().build());
  }

  /** Every plug-in found, usable or not. */
  public List<PluginView> plugins() {
    return get("/api/plugins", new TypeReference<Page<PluginView>>() {}).items();
  }

  /** Every kind of experiment, with the fields its documents take. */
  public List<KindView> kinds() {
    return get("/api/kinds", new TypeReference<Page<KindView>>() {}).items();
  }

  /** A part of the history, newest first; empty filters do not filter. */
  public Page<ExperimentSummary> experiments(ExperimentQuery query) {
    return get("/api/experiments?" + query.encoded(), new TypeReference<>() {});
  }

  /** One experiment without its cells. */
  public ExperimentView experiment(String id) {
    return get("/api/experiments/" + encode(id), new TypeReference<>() {});
  }

  /** A page of the cells of an experiment, ended or not, by index; pages are counted from 0. */
  public Page<CellView> cells(String id, int page, int size) {
    return get(
        "/api/experiments/%s/cells?page=%d&size=%d".formatted(encode(id), page, size),
        new TypeReference<>() {});
  }

  /** All cells of an experiment, by index, fetched page by page. */
  public List<CellView> allCells(String id) {
    var cells = new ArrayList<CellView>();
    for (int page = 0; ; page++) {
      Page<CellView> part = cells(id, page, PAGE);
      cells.addAll(part.items());
      if (part.items().isEmpty() || cells.size() >= part.total()) {
        return List.copyOf(cells);
      }
    }
  }

  /** All cells of an experiment as CSV, every axis and measure a column; to be closed. */
  public InputStream cellsCsv(String id) {
    return open("/api/experiments/%s/cells.csv".formatted(encode(id)));
  }

  /** Every number a cell can have. */
  public List<MeasureView> measures() {
    return get("/api/measures", new TypeReference<Page<MeasureView>>() {}).items();
  }

  /** Measures of the cells of experiments along an axis, aggregated over the others. */
  public CurvesView curves(CurvesRequest request) {
    return get(request.path(), new TypeReference<>() {});
  }

  /** What was recorded along the flow of one cell. */
  public TrajectoryView trajectory(String id, int index) {
    return get(
        "/api/experiments/%s/cells/%d/trajectory".formatted(encode(id), index),
        new TypeReference<>() {});
  }

  /** Verdicts and performance profiles of a solver comparison so far. */
  public ComparisonSummary comparison(String id) {
    return get("/api/experiments/%s/comparison".formatted(encode(id)), new TypeReference<>() {});
  }

  /** Submits an experiment and returns it. */
  public ExperimentView submit(ExperimentDocument document) {
    HttpRequest request =
        request("/api/experiments")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(LabJson.write(document)))
            .build();
    return read(send(request), new TypeReference<>() {});
  }

  /** Deletes an experiment with all its cells. */
  public void delete(String id) {
    send(request("/api/experiments/" + encode(id)).DELETE().build());
  }

  /** Changes what an experiment does. */
  public void command(String id, Command command) {
    send(
        request("/api/experiments/%s/%s".formatted(encode(id), command.path()))
            .POST(BodyPublishers.noBody())
            .build());
  }

  /** The newest stored problems, at most 100. */
  public List<ProblemSummary> problems() {
    return get("/api/problems?size=100", new TypeReference<Page<ProblemSummary>>() {}).items();
  }

  /** A stored problem with its numbers. */
  public ProblemView problem(String id) {
    return get("/api/problems/" + encode(id), new TypeReference<>() {});
  }

  /** The ℓ¹ minimizer of a stored problem and what the judge says of it; may take 30 s. */
  public CertificateView certificate(String id) {
    return get("/api/problems/%s/certificate".formatted(encode(id)), new TypeReference<>() {});
  }

  /**
   * The saddle-to-saddle path of flow of depth {@code depth} and the lasso path of a stored
   * problem; may take 30 s.
   */
  public PathsView paths(String id, double depth) {
    return get(
        "/api/problems/%s/paths?depth=%s".formatted(encode(id), depth), new TypeReference<>() {});
  }

  /**
   * A stored problem as a ZIP archive, to be closed; {@code format} is {@code npz}, {@code csv} or
   * {@code mtx}.
   */
  public InputStream export(String id, String format) {
    return open("/api/problems/%s/export?format=%s".formatted(encode(id), encode(format)));
  }

  private InputStream open(String path) {
    HttpResponse<InputStream> response =
        exchange(
            authorized(HttpRequest.newBuilder(base.resolve(path))).timeout(PATIENCE).GET().build(),
            BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw Failures.refusal(
          response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BackendException(Failures.unreachable(base), e);
    }
  }

  /**
   * Stores a problem from files, {@code matrix} and {@code observations} or one {@code archive}.
   */
  public ProblemView upload(Multipart form) {
    BodyPublisher body = form.publisher();
    HttpRequest request =
        request("/api/problems").header("Content-Type", form.contentType()).POST(body).build();
    return read(send(request), new TypeReference<>() {});
  }

  /**
   * The events of an experiment but not of its cells, told to {@code listener} until the stream is
   * closed or ends.
   */
  public EventStream events(String id, EventStream.Listener listener) {
    URI uri = base.resolve("/api/experiments/%s/events?cells=false".formatted(encode(id)));
    return EventStream.open(HTTP, () -> authorized(HttpRequest.newBuilder(uri)), listener);
  }

  private <T> T get(String path, TypeReference<T> type) {
    return read(send(request(path).GET().build()), type);
  }

  private HttpRequest.Builder request(String path) {
    return authorized(HttpRequest.newBuilder(base.resolve(path)))
        .timeout(PATIENCE)
        .header("Accept", "application/json, application/problem+json");
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    token.get().ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private String send(HttpRequest request) {
    HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw Failures.refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new BackendException(Failures.unreachable(base), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The request was interrupted.", e);
    }
  }

  private <T> T read(String json, TypeReference<T> type) {
    try {
      T value = LabJson.LENIENT.readValue(json, type);
      if (value == null) {
        throw new BackendException("The backend's answer is empty.", 0, List.of());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new BackendException(
          "The backend at %s answered something this dashboard cannot read; are both of one version?"
              .formatted(base),
          e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What to do with a running or paused experiment. */
  public enum Command {
    /** Stop for now. */
    PAUSE,
    /** Go on. */
    RESUME,
    /** End for good. */
    CANCEL;

    private String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which part of the history.
   *
   * @param text words in the name, or empty
   * @param state a state's name, or empty
   * @param tag a tag, or empty
   * @param page page, from 0
   * @param size experiments per page
   */
  public record ExperimentQuery(String text, String state, String tag, int page, int size) {

    private String encoded() {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("q", text);
      parameters.put("state", state);
      parameters.put("tag", tag);
      parameters.put("page", Integer.toString(page));
      parameters.put("size", Integer.toString(size));
      return parameters.entrySet().stream()
          .filter(entry -> !entry.getValue().isBlank())
          .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
          .collect(Collectors.joining("&"));
    }
  }
}
