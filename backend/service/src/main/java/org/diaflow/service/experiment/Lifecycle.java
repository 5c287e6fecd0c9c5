package org.diaflow.service.experiment;

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
import org.diaflow.service.queue.LaneQueue;

/** Takes up the work a predecessor left, and hands over what is left at the end. */
@ApplicationScoped
class Lifecycle {

  private static final String RESTARTED = "The service was restarted.";
  private static final String STOPPING =
      "The service is stopping; the experiment goes on when it is back.";

  private final LaneQueue queue;
  private final Turns turns;
  private final Tender tender;
  private final ExperimentQueries queries;
  private final Processors processors;

  Lifecycle(
      LaneQueue queue,
      Turns turns,
      Tender tender,
      ExperimentQueries queries,
      Processors processors) {
    this.queue = queue;
    this.turns = turns;
    this.tender = tender;
    this.queries = queries;
    this.processors = processors;
  }

  void start(
      @Observes StartupEvent event, Notifications notifications, Signals signals, AtWork atWork) {
    notifications.listen(Channel.GROWN, id -> grown(id, signals));
    notifications.listen(Channel.MOVED, id -> Thread.startVirtualThread(() -> moved(id)));
    notifications.listen(Channel.AT_WORK, message -> heard(message, atWork));
    notifications.start();
    takeUp();
    turns.start();
    queue.start(processors.turns());
    tender.start();
  }

  /** Whatever was under way when the process before this one ended waits again. */
  void takeUp() {
    queue.release();
    tender.tend(Duration.ZERO, RESTARTED);
  }

  void stop(@Observes ShutdownEvent event) {
    tender.close();
    turns.close();
    queue.stop();
    tender.tend(Duration.ZERO, STOPPING);
  }

  private static void grown(String experiment, Signals signals) {
    if (experiment.equals(Notifications.LOST)) {
      signals.changed();
    } else {
      signals.changed(experiment);
    }
  }

  private static void heard(String message, AtWork atWork) {
    if (!message.equals(Notifications.LOST)) {
      atWork.hear(message);
    }
  }

  /** Looks for new lanes, and ends the turns on what is no longer to be computed. */
  private void moved(String experiment) {
    queue.look();
    Collection<String> doubtful =
        experiment.equals(Notifications.LOST) ? turns.experiments() : List.of(experiment);
    for (String id : doubtful) {
      if (queries.standing(id).filter(now -> now.state().underWay()).isEmpty()) {
        turns.stop(id);
      }
    }
  }
}
