package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.diaflow.service.event.Notifications;
import org.diaflow.service.event.Notifications.Channel;
import org.diaflow.service.event.Signals;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.queue.CellRangeQueue;

/**
 * The start and stop of the workers: takes up what a predecessor left, and hands over what is left
 * at the end.
 */
@ApplicationScoped
class WorkerLifecycle {

  private static final String RESTARTED = "The service was restarted.";
  private static final String STOPPING =
      "The service is stopping; the experiment goes on when it is back.";

  private final CellRangeQueue queue;
  private final ActiveSlices slices;
  private final StalledExperimentMonitor monitor;
  private final ExperimentQueries queries;
  private final CpuPermits permits;

  WorkerLifecycle(
      CellRangeQueue queue,
      ActiveSlices slices,
      StalledExperimentMonitor monitor,
      ExperimentQueries queries,
      CpuPermits permits) {
    this.queue = queue;
    this.slices = slices;
    this.monitor = monitor;
    this.queries = queries;
    this.permits = permits;
  }

  void start(
      @Observes StartupEvent event,
      Notifications notifications,
      Signals signals,
      ActiveCells activeCells) {
    notifications.listen(Channel.EVENTS_APPENDED, id -> eventsAppended(id, signals));
    notifications.listen(
        Channel.STATE_CHANGED, id -> Thread.startVirtualThread(() -> stateChanged(id)));
    notifications.listen(Channel.CELL_ACTIVITY, message -> received(message, activeCells));
    notifications.start();
    takeUp();
    slices.start();
    queue.start(permits.slices());
    monitor.start();
  }

  /** Whatever was under way when the process before this one ended waits again. */
  void takeUp() {
    queue.release();
    monitor.check(Duration.ZERO, RESTARTED);
  }

  void stop(@Observes ShutdownEvent event) {
    monitor.close();
    slices.close();
    queue.stop();
    monitor.check(Duration.ZERO, STOPPING);
  }

  private static void eventsAppended(String experiment, Signals signals) {
    if (experiment.equals(Notifications.LOST)) {
      signals.changed();
    } else {
      signals.changed(experiment);
    }
  }

  private static void received(String message, ActiveCells activeCells) {
    if (!message.equals(Notifications.LOST)) {
      activeCells.receive(message);
    }
  }

  /** Polls for new ranges, and stops the slices on what is no longer to be computed. */
  private void stateChanged(String experiment) {
    queue.poll();
    Collection<String> doubtful =
        experiment.equals(Notifications.LOST) ? slices.experiments() : List.of(experiment);
    for (String id : doubtful) {
      if (await(queries.status(id)).filter(now -> now.state().underWay()).isEmpty()) {
        slices.stop(id);
      }
    }
  }
}
