package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.jboss.logging.Logger;

/**
 * A buffer of the results of a work slice, written to the database twice a second. Used by one
 * thread.
 */
final class ResultBuffer {

  private static final Logger LOG = Logger.getLogger(ResultBuffer.class);
  private static final long GATHER = Duration.ofMillis(500).toNanos();
  private static final int MOST = 512;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final ExperimentStore store;
  private final String experiment;
  private final List<ExperimentStore.CellOutcome> gathered = new ArrayList<>();
  private long lastWritten = System.nanoTime();
  private boolean stillUnderWay = true;

  ResultBuffer(ExperimentStore store, String experiment) {
    this.store = store;
    this.experiment = experiment;
  }

  /** Adds a result. */
  void add(ExperimentStore.CellOutcome cell) {
    gathered.add(cell);
  }

  /** Whether it is time to write the gathered results. */
  boolean due() {
    return gathered.size() >= MOST || System.nanoTime() - lastWritten > GATHER;
  }

  /**
   * Writes the gathered results. While the database is away the worker waits with its results,
   * unless it is stopped.
   */
  void write(WorkSlice slice) throws InterruptedException {
    while (!gathered.isEmpty()) {
      try {
        stillUnderWay = await(store.record(experiment, List.copyOf(gathered)));
        gathered.clear();
      } catch (RuntimeException e) {
        if (slice.exhausted()) {
          throw e;
        }
        LOG.warnf(
            e, "%d results of experiment %s wait to be written.", gathered.size(), experiment);
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
    lastWritten = System.nanoTime();
  }

  /** Whether the experiment was still under way when last written. */
  boolean stillUnderWay() {
    return stillUnderWay;
  }
}
