package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.diaflow.service.database.Json;
import org.diaflow.service.event.Notifications;
import org.diaflow.service.event.Notifications.Channel;
import org.jboss.logging.Logger;

/**
 * The work slices under way in this process. Four times a second it publishes which cells they
 * compute, if those take longer than that.
 */
@ApplicationScoped
class ActiveSlices {

  static final TypeReference<CellActivity> CELL_ACTIVITY = new TypeReference<>() {};

  private static final Logger LOG = Logger.getLogger(ActiveSlices.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  private final Notifications notifications;
  private final Json json;
  private final Set<WorkSlice> slices = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  ActiveSlices(Notifications notifications, Json json) {
    this.notifications = notifications;
    this.json = json;
  }

  /** Starts to publish which cells are being computed. */
  void start() {
    Thread.ofVirtual().name("at-work").start(this::publishUntilClosed);
  }

  /** A new slice on {@code experiment}, stopped at once if the process is about to end. */
  WorkSlice begin(String experiment) {
    var slice = new WorkSlice(experiment);
    slices.add(slice);
    if (closing) {
      slice.stop();
    }
    return slice;
  }

  void end(WorkSlice slice) {
    slices.remove(slice);
  }

  /** Stops the slices on {@code experiment}. */
  void stop(String experiment) {
    slices.stream().filter(slice -> slice.experiment().equals(experiment)).forEach(WorkSlice::stop);
  }

  /** The experiments of all slices. */
  Set<String> experiments() {
    var experiments = new HashSet<String>();
    slices.forEach(slice -> experiments.add(slice.experiment()));
    return experiments;
  }

  /** Stops all slices, also those that begin from now on. */
  void close() {
    closing = true;
    slices.forEach(WorkSlice::stop);
  }

  private void publishUntilClosed() {
    Set<String> before = Set.of();
    while (!closing) {
      try {
        Thread.sleep(PERIOD);
        before = publish(before);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Cells being computed could not be published.", e);
      }
    }
  }

  private Set<String> publish(Set<String> before) {
    var cells = new HashSet<String>();
    for (WorkSlice slice : slices) {
      CellActivity now = slice.now();
      if (now != null) {
        String cell = now.experiment() + "/" + now.index();
        cells.add(cell);
        if (before.contains(cell) || now.values() != null) {
          await(notifications.send(Channel.CELL_ACTIVITY, json.write(now)));
        }
      }
    }
    return cells;
  }
}
