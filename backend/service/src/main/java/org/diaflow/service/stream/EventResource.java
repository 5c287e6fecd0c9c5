package org.diaflow.service.stream;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.view.CurveAxes;
import org.diaflow.service.metrics.Metrics;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The event stream of an experiment. */
@Path("/api/experiments/{id}/events")
public class EventResource {

  private static final Logger LOG = Logger.getLogger(EventResource.class);
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Feeds feeds;
  private final Metrics metrics;
  private final ExecutorService readers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("event-reader-", 0).factory());

  EventResource(Feeds feeds, Metrics metrics) {
    this.feeds = feeds;
    this.metrics = metrics;
  }

  /**
   * Everything that happened, then live until the experiment ends: {@code state}, {@code cell} and
   * {@code end} numbered, {@code progress} at most four times a second. Goes on after {@code
   * Last-Event-ID} if given; 204 if nothing can follow that, 400 if there was no such event yet.
   *
   * @param cells {@code false} leaves out the events {@code cell}: for whoever asks for curves
   * @param by axes as for curves: every {@code progress} then names the curves in which cells have
   *     ended since the one before
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread // one of its own, which may wait for the database
  @APIResponse(
      responseCode = "200",
      description = "Server-sent events.",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  @APIResponse(responseCode = "204", description = "The experiment has ended; nothing follows.")
  public void events(
      @RestPath String id,
      @RestHeader(LAST_EVENT_ID) @Nullable String lastEventId,
      @RestQuery @DefaultValue("true") String cells,
      @RestQuery @Nullable String by,
      @Context UriInfo uri,
      @Context SseEventSink sink,
      @Context HttpServerResponse response) {
    if (!cells.equals("true") && !cells.equals("false")) {
      throw Violations.single("cells", cells, "Give true or false.");
    }
    long last = sequence(lastEventId);
    ExperimentStatus status = feeds.status(id);
    if (status.state().ended() && last >= status.lastSequence()) {
      throw new WebApplicationException(Response.noContent().build());
    }
    if (last > status.lastSequence()) {
      throw Violations.single(
          LAST_EVENT_ID,
          last,
          "Give the id of an event received, at most %d so far, or leave it out for all of them."
              .formatted(status.lastSequence()));
    }
    @Nullable String names = CurveAxes.by(uri);
    @Nullable CurveAxes axes = names == null ? null : feeds.axes(id, names);
    // What JAX-RS would do after this method has returned, and so too late for the reader's thread.
    response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS).setChunked(true);
    response.write(Buffer.buffer());
    EventReader reader = feeds.read(id, last, cells.equals("true"), axes);
    try {
      readers.execute(() -> write(reader, response));
    } catch (RejectedExecutionException stopping) {
      reader.close();
      response.end();
    }
  }

  @PreDestroy
  void stop() {
    readers.shutdownNow();
  }

  // JAX-RS has events sent one at a time; with many readers that is most of the work.
  private void write(EventReader reader, HttpServerResponse response) {
    Thread thread = Thread.currentThread();
    try (reader) {
      response.closeHandler(gone -> thread.interrupt());
      List<Message> messages;
      do {
        messages = reader.next();
        long start = System.nanoTime();
        Buffer text = Buffer.buffer();
        messages.forEach(message -> text.appendBytes(message.wire()));
        response.write(text).toCompletionStage().toCompletableFuture().get();
        metrics.streamLag(messages.size(), Duration.ofNanos(System.nanoTime() - start));
      } while (!messages.getLast().last());
    } catch (ExecutionException | InterruptedException gone) {
      LOG.debug("A reader has gone, or is told to.", gone);
    } catch (RuntimeException e) {
      if (!response.closed()) {
        LOG.warnf("A stream of events is cut off, clients come back: %s", e.getMessage());
      }
    } finally {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }
  }

  private static long sequence(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(lastEventId.strip()));
    } catch (NumberFormatException e) {
      throw Violations.single(LAST_EVENT_ID, lastEventId, "Give the id of an event received.");
    }
  }
}
