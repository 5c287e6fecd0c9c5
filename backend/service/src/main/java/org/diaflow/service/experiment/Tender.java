package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.diaflow.api.ExperimentState;
import org.diaflow.service.queue.LaneQueue;
import org.diaflow.service.queue.LaneTable.Attendance;
import org.jboss.logging.Logger;

/**
 * Sees to it that what is under way gets on: an experiment whose lanes were lost gets new ones, and
 * one nobody is at work on any more is said to wait.
 */
@ApplicationScoped
class Tender {

  private static final Logger LOG = Logger.getLogger(Tender.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NO_WORKER =
      "No worker is at work on it; it goes on when one is back.";

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final LaneQueue queue;
  private final Lanes lanes;
  private volatile boolean closing;

  Tender(ExperimentQueries queries, ExperimentStore store, LaneQueue queue, Lanes lanes) {
    this.queries = queries;
    this.store = store;
    this.queue = queue;
    this.lanes = lanes;
  }

  /** Looks after all experiments every few seconds. */
  void start() {
    Thread.ofVirtual().name("tender").start(this::tendUntilClosed);
  }

  void close() {
    closing = true;
  }

  private void tendUntilClosed() {
    while (!closing) {
      try {
        Thread.sleep(PERIOD);
        tend(PATIENCE, NO_WORKER);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closing) {
          LOG.warnf("Experiments could not be looked after: %s", e.getMessage());
        }
      }
    }
  }

  /**
   * Looks after all experiments under way.
   *
   * @param patience how long workers may be silent
   * @param reason said of an experiment that waits again
   */
  void tend(Duration patience, String reason) {
    for (String id : queries.ids(ExperimentState.QUEUED, ExperimentState.RUNNING)) {
      StoredExperiment row = queries.get(id);
      Attendance attendance = queue.attendance(id);
      if (attendance.lanes() == 0) {
        replaceLanes(row);
      } else if (row.state == ExperimentState.RUNNING && silent(attendance, patience)) {
        store.move(id, Set.of(ExperimentState.RUNNING), ExperimentState.QUEUED, reason);
      }
    }
  }

  private static boolean silent(Attendance attendance, Duration patience) {
    Instant sign = attendance.lastSign();
    return patience.isZero()
        ? attendance.held() == 0
        : sign == null || sign.isBefore(Instant.now().minus(patience));
  }

  // Between the last result and the end of its lane an experiment may have none for a moment.
  private void replaceLanes(StoredExperiment seen) {
    store
        .renew(seen.id, seen.generation)
        .ifPresent(
            row -> {
              LOG.infof("Experiment %s is queued anew: its lanes were lost.", row.id);
              lanes.refill(row);
            });
  }
}
