package org.diaflow.service.stream;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.LiveView;
import org.diaflow.service.experiment.Standing;
import org.diaflow.service.metrics.Metrics;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The event stream of an experiment. */
@Path("/api/experiments/{id}/events")
public class EventResource {

  private final LiveView live;
  private final Feeds feeds;
  private final Metrics metrics;
  private final ExecutorService readers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("event-reader-", 0).factory());

  EventResource(LiveView live, Feeds feeds, Metrics metrics) {
    this.live = live;
    this.feeds = feeds;
    this.metrics = metrics;
  }

  /**
   * Everything that happened, then live until the experiment ends: {@code state}, {@code cell} and
   * {@code end} numbered, {@code progress} at most four times a second. Goes on after {@code
   * Last-Event-ID} if given; 204 if nothing can follow that.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  public Multi<OutboundSseEvent> events(
      @RestPath String id,
      @RestHeader("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    long last = sequence(lastEventId);
    Standing standing =
        live.standing(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
    if (standing.state().ended() && last >= standing.lastSequence()) {
      throw new WebApplicationException(Response.noContent().build());
    }
    EventReader reader = feeds.read(id, last);
    return Multi.createBy()
        .repeating()
        .uni(() -> Uni.createFrom().item(() -> next(reader)).runSubscriptionOn(readers))
        .whilst(message -> !message.last())
        .onTermination()
        .invoke(reader::close)
        .map(message -> message.toSse(sse));
  }

  @PreDestroy
  void stop() {
    readers.shutdownNow();
  }

  private Message next(EventReader reader) {
    try {
      metrics.streamLag(reader.lag());
      return reader.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The service is stopping.", e);
    }
  }

  private static long sequence(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(lastEventId.strip()));
    } catch (NumberFormatException e) {
      throw Violations.single("Last-Event-ID", lastEventId, "Give the id of an event received.");
    }
  }
}
