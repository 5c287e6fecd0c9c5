package org.diaflow.service;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of an event stream, as simple as can be. */
public final class EventStream implements AutoCloseable {

  /** An event as it arrives. */
  public record Event(@Nullable String id, String name, String data) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final BufferedReader lines;

  private EventStream(String experiment, @Nullable String lastEventId, String query)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/api/experiments/%s/events%s"
                        .formatted(RestAssured.port, experiment, query)))
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** Opens the stream of {@code experiment} from the beginning. */
  public static EventStream open(Experiment experiment) throws Exception {
    return new EventStream(experiment.id(), null, "");
  }

  /** Opens it without the events of cells. */
  public static EventStream openWithoutCells(Experiment experiment) throws Exception {
    return new EventStream(experiment.id(), null, "?cells=false");
  }

  /** Opens it with {@code query}. */
  public static EventStream open(Experiment experiment, String query) throws Exception {
    return new EventStream(experiment.id(), null, query);
  }

  /** Opens it after an event. */
  public static EventStream resume(Experiment experiment, String lastEventId) throws Exception {
    return new EventStream(experiment.id(), lastEventId, "");
  }

  /** The events until the stream ends. */
  public List<Event> all() throws IOException {
    return until(event -> false);
  }

  /** The events up to the first that is {@code wanted}, or until the stream ends. */
  public List<Event> until(Predicate<Event> wanted) throws IOException {
    var events = new ArrayList<Event>();
    String id = null;
    String name = null;
    var data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && name != null) {
        events.add(new Event(id, name, data.toString()));
        if (wanted.test(events.getLast())) {
          return events;
        }
        id = null;
        name = null;
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = line.substring(3);
      } else if (line.startsWith("event:")) {
        name = line.substring(6);
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5));
      }
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    client.shutdownNow();
  }
}
