package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.diaflow.api.ExperimentState;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredExperiment;
import org.diaflow.service.queue.CellRangeQueue;
import org.diaflow.service.queue.CellRangeTable.Attendance;
import org.jboss.logging.Logger;

/**
 * A monitor of experiments that have stalled: one whose cell ranges were lost gets new ones, and
 * one without a worker waits again.
 */
@ApplicationScoped
class StalledExperimentMonitor {

  private static final Logger LOG = Logger.getLogger(StalledExperimentMonitor.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NO_WORKER =
      "No worker is at work on it; it goes on when one is back.";

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final CellRangeQueue queue;
  private final CellRanges ranges;
  private volatile boolean closing;

  StalledExperimentMonitor(
      ExperimentQueries queries, ExperimentStore store, CellRangeQueue queue, CellRanges ranges) {
    this.queries = queries;
    this.store = store;
    this.queue = queue;
    this.ranges = ranges;
  }

  /** Starts to check all experiments every few seconds. */
  void start() {
    Thread.ofVirtual().name("stalled-experiment-monitor").start(this::checkUntilClosed);
  }

  void close() {
    closing = true;
  }

  private void checkUntilClosed() {
    while (!closing) {
      try {
        Thread.sleep(PERIOD);
        check(PATIENCE, NO_WORKER);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closing) {
          LOG.warnf("Experiments could not be checked: %s", e.getMessage());
        }
      }
    }
  }

  /**
   * Checks all experiments under way.
   *
   * @param patience how long workers may be silent
   * @param reason said of an experiment that waits again
   */
  void check(Duration patience, String reason) {
    for (String id : await(queries.ids(ExperimentState.QUEUED, ExperimentState.RUNNING))) {
      StoredExperiment row = await(queries.get(id));
      Attendance attendance = queue.attendance(id);
      if (attendance.ranges() == 0) {
        replaceRanges(row);
      } else if (row.state == ExperimentState.RUNNING && silent(attendance, patience)) {
        await(store.move(id, Set.of(ExperimentState.RUNNING), ExperimentState.QUEUED, reason));
      }
    }
  }

  private static boolean silent(Attendance attendance, Duration patience) {
    Instant sign = attendance.lastSign();
    return patience.isZero()
        ? attendance.held() == 0
        : sign == null || sign.isBefore(Instant.now().minus(patience));
  }

  // Between the last result and the end of its range an experiment may have none for a moment.
  private void replaceRanges(StoredExperiment seen) {
    if (seen.format > StoredExperiment.FORMAT) {
      return; // whoever stored it knows how to divide it
    }
    await(store.renew(seen.id, seen.generation))
        .ifPresent(
            row -> {
              LOG.infof("Experiment %s is queued anew: its cell ranges were lost.", row.id);
              ranges.refill(row);
            });
  }
}
