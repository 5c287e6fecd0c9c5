package org.diaflow.service.experiment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.diaflow.api.ExperimentState;
import org.jboss.logging.Logger;

/** Takes up the work a predecessor left, and hands over what is left at the end. */
@ApplicationScoped
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final ExperimentStore store;
  private final ExperimentQueries queries;
  private final Experiments experiments;
  private final Scheduler scheduler;

  Lifecycle(
      ExperimentStore store,
      ExperimentQueries queries,
      Experiments experiments,
      Scheduler scheduler) {
    this.store = store;
    this.queries = queries;
    this.experiments = experiments;
    this.scheduler = scheduler;
  }

  void start(@Observes StartupEvent event) {
    scheduler.start();
    takeUp();
  }

  /** Queues everything that was under way when the process before this one ended. */
  void takeUp() {
    requeue("The service was restarted.");
    for (String id : queries.ids(ExperimentState.QUEUED)) {
      LOG.infof("Going on with experiment %s.", id);
      experiments.queue(queries.get(id));
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    scheduler.close();
    requeue("The service is stopping; the experiment goes on when it is back.");
  }

  private void requeue(String reason) {
    for (String id : queries.ids(ExperimentState.RUNNING)) {
      store.move(id, Set.of(ExperimentState.RUNNING), ExperimentState.QUEUED, reason);
    }
  }
}
