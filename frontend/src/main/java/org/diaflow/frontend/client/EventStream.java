package org.diaflow.frontend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one experiment, read by a thread of its own until {@link #close}, the end event or
 * a refusal. A lost connection is taken up again after the last event seen, with growing pauses.
 */
public final class EventStream implements AutoCloseable {

  /** Hears what happens; called by the stream's own thread, one call at a time. */
  public interface Listener {

    /** The connection stands. */
    void connected();

    /** The connection is lost; the next attempt comes in {@code seconds}. */
    void lost(String sentence, int seconds);

    /** The experiment entered a state. */
    void state(StateEvent event);

    /** The experiment advanced. */
    void progress(ProgressEvent event);

    /** A flow being recorded has come so far. */
    void sample(SampleEvent event);

    /** Nothing more will come. */
    void ended();

    /** The backend will not tell about this experiment. */
    void refused(BackendException refusal);
  }

  private static final Duration SILENCE = Duration.ofSeconds(35);
  private static final int[] PAUSES = {1, 2, 3, 5};
  private static final String END_OF_STREAM = "\0end";

  private final HttpClient http;
  private final Supplier<HttpRequest.Builder> request;
  private final Listener listener;
  private final SseParser parser = new SseParser();
  private final Thread thread;
  private volatile boolean closed;

  private EventStream(HttpClient http, Supplier<HttpRequest.Builder> request, Listener listener) {
    this.http = http;
    this.request = request;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("events").unstarted(this::run);
  }

  /** Opens the stream that answers {@code request}, which is made anew for every connection. */
  static EventStream open(
      HttpClient http, Supplier<HttpRequest.Builder> request, Listener listener) {
    var stream = new EventStream(http, request, listener);
    stream.thread.start();
    return stream;
  }

  /** Ends the subscription at once. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    int failures = 0;
    try {
      while (!closed) {
        Reading reading = read();
        if (reading == Reading.ENDED) {
          listener.ended();
          return;
        }
        failures = reading == Reading.CUT ? 0 : failures + 1;
        pause(PAUSES[Math.min(failures, PAUSES.length - 1)]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BackendException refusal) {
      listener.refused(refusal);
    }
  }

  /** How one connection went: never stood, was cut off, or told everything. */
  private enum Reading {
    UNREACHABLE,
    CUT,
    ENDED
  }

  private Reading read() throws InterruptedException {
    parser.reset();
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
    try {
      response = http.send(request(), BodyHandlers.ofPublisher());
    } catch (IOException e) {
      return Reading.UNREACHABLE;
    }
    try (var lines = new Lines(response.body())) {
      int status = response.statusCode();
      if (status == 204) {
        return Reading.ENDED;
      }
      if (status >= 500) {
        return Reading.UNREACHABLE;
      }
      if (status != 200) {
        throw Failures.refusal(status, lines.all());
      }
      listener.connected();
      return follow(lines);
    }
  }

  private Reading follow(Lines lines) throws InterruptedException {
    while (true) {
      String line = lines.next(SILENCE);
      if (line == null) {
        return Reading.CUT;
      }
      SseParser.Event event = parser.line(line);
      if (event != null && deliver(event)) {
        return Reading.ENDED;
      }
    }
  }

  private boolean deliver(SseParser.Event event) {
    try {
      var json = LabJson.LENIENT;
      switch (event.name()) {
        case "state" -> listener.state(json.readValue(event.data(), StateEvent.class));
        case "progress" -> listener.progress(json.readValue(event.data(), ProgressEvent.class));
        case "sample" -> listener.sample(json.readValue(event.data(), SampleEvent.class));
        case "end" -> {
          listener.state(json.readValue(event.data(), StateEvent.class));
          return true;
        }
        default -> {} // cells, and events of a newer backend
      }
      return false;
    } catch (JsonProcessingException e) {
      throw new BackendException(
          "The backend sent an event '%s' this dashboard cannot read; are both of one version?"
              .formatted(event.name()),
          e);
    }
  }

  private void pause(int seconds) throws InterruptedException {
    for (int left = seconds; left > 0 && !closed; left--) {
      listener.lost("The connection to the backend is lost.", left);
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  private HttpRequest request() {
    HttpRequest.Builder next = request.get().header("Accept", "text/event-stream").GET();
    if (!parser.lastId().isEmpty()) {
      next.header("Last-Event-ID", parser.lastId());
    }
    return next.build();
  }

  /** The lines of an answer, with a limit on how long to wait for the next one. */
  private static final class Lines implements Flow.Subscriber<String>, AutoCloseable {

    private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    Lines(Flow.Publisher<List<ByteBuffer>> body) {
      body.subscribe(BodySubscribers.fromLineSubscriber(this));
    }

    /** The next line, or null after the end or a silence of {@code patience}. */
    @Nullable String next(Duration patience) throws InterruptedException {
      String line = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      return END_OF_STREAM.equals(line) ? null : line;
    }

    String all() throws InterruptedException {
      var text = new StringBuilder();
      for (String line = next(SILENCE); line != null; line = next(SILENCE)) {
        text.append(line).append('\n');
      }
      return text.toString();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      queue.add(line);
    }

    @Override
    public void onError(Throwable failure) {
      queue.add(END_OF_STREAM);
    }

    @Override
    public void onComplete() {
      queue.add(END_OF_STREAM);
    }

    @Override
    public void close() {
      var standing = subscription;
      if (standing != null) {
        standing.cancel();
      }
    }
  }
}
