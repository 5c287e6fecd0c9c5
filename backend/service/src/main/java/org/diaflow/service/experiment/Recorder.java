package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.diaflow.api.CellView;
import org.jboss.logging.Logger;

/**
 * Writes down what the workers report, a small batch at a time, on a thread of its own. Workers
 * wait for it only if it falls thousands of reports behind.
 */
@ApplicationScoped
class Recorder {

  private static final Logger LOG = Logger.getLogger(Recorder.class);
  private static final int LONGEST_QUEUE = 4096;
  private static final int LARGEST_BATCH = 512;
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private record Entry(Run run, Report report) {}

  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private final ExperimentStore store;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Consumer<Run> whenOver = run -> {};

  Recorder(ExperimentStore store) {
    this.store = store;
    this.thread = Thread.ofPlatform().daemon().name("recorder").unstarted(this::write);
  }

  /** Begins to write; {@code listener} is told of every run whose experiment is over. */
  void start(Consumer<Run> listener) {
    whenOver = listener;
    thread.start();
  }

  /** Takes a report of {@code run}. */
  void report(Run run, Report report) throws InterruptedException {
    queue.put(new Entry(run, report));
  }

  /** Writes what has been reported so far and ends, within {@code patience}. */
  void close(Duration patience) throws InterruptedException {
    closing = true;
    thread.join(patience.toMillis());
  }

  private void write() {
    try {
      while (!closing || !queue.isEmpty()) {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(GATHER);
          var batch = new ArrayList<>(List.of(first));
          queue.drainTo(batch, LARGEST_BATCH);
          write(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Entry> batch) throws InterruptedException {
    Map<Run, List<Report>> reportsByRun = new LinkedHashMap<>();
    for (Entry entry : batch) {
      reportsByRun.computeIfAbsent(entry.run(), run -> new ArrayList<>()).add(entry.report());
    }
    for (var entry : reportsByRun.entrySet()) {
      while (!write(entry.getKey(), entry.getValue()) && !closing) {
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  /** Whether it is written; a database that is away comes back sooner or later. */
  private boolean write(Run run, List<Report> reports) {
    try {
      ExperimentStore.Recorded recorded = store.record(run.id, reports);
      for (Report report : reports) {
        if (report instanceof Report.Certified certified) {
          run.recorded(certified);
        }
      }
      List<CellView> cells = recorded.cells();
      run.recorded(cells);
      if (recorded.state() == null || recorded.state().ended()) {
        run.stop();
        whenOver.accept(run);
      }
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%d results of experiment %s wait to be written.", reports.size(), run.id);
      return false;
    }
  }
}
