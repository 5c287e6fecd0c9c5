package org.diaflow.service.stream;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.diaflow.service.database.Json;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.event.Signals;
import org.diaflow.service.experiment.store.EventLog;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.view.CurveAxes;
import org.diaflow.service.experiment.view.LiveView;
import org.jspecify.annotations.Nullable;

/** The feeds of all experiments that have readers now. */
@ApplicationScoped
class Feeds {

  private final LiveView live;
  private final EventLog log;
  private final Json json;
  private final Signals signals;
  private final Map<String, Shared> feeds = new HashMap<>();

  private static final class Shared {

    private final Feed feed;
    private int readers;

    private Shared(Feed feed) {
      this.feed = feed;
    }
  }

  Feeds(LiveView live, EventLog log, Json json, Signals signals) {
    this.live = live;
    this.log = log;
    this.json = json;
    this.signals = signals;
  }

  /** The present status of {@code experiment}; a 404 if there is none. */
  ExperimentStatus status(String experiment) {
    return await(live.status(experiment))
        .orElseThrow(() -> ApiException.notFound("experiment", experiment));
  }

  /** The axes named in {@code by} of {@code experiment}; ends the request where there is none. */
  CurveAxes axes(String experiment, String by) {
    return await(live.curveAxes(experiment, by));
  }

  /**
   * A reader of the events of {@code experiment} after number {@code last}.
   *
   * @param cells whether it is told of every cell that ends
   * @param axes by which curves are told apart that it is told of, or null for none
   */
  synchronized EventReader read(
      String experiment, long last, boolean cells, @Nullable CurveAxes axes) {
    Shared shared =
        feeds.computeIfAbsent(experiment, id -> new Shared(new Feed(id, live, log, json, signals)));
    shared.readers++;
    return new EventReader(shared.feed, last, cells, axes, () -> leave(experiment, shared));
  }

  private synchronized void leave(String experiment, Shared shared) {
    if (--shared.readers == 0) {
      shared.feed.close();
      feeds.remove(experiment);
    }
  }
}
