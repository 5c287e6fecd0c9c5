package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.diaflow.api.ExperimentState;
import org.diaflow.engine.ComparisonPlan;
import org.diaflow.engine.Plan;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.queue.Lane;
import org.diaflow.service.queue.LaneQueue;

/** Turns what is left of an experiment into lanes for the workers. */
@ApplicationScoped
class Lanes {

  private final LaneQueue queue;
  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final Assignments assignments;

  Lanes(
      LaneQueue queue, ExperimentQueries queries, ExperimentStore store, Assignments assignments) {
    this.queue = queue;
    this.queries = queries;
    this.store = store;
    this.assignments = assignments;
  }

  /** Queues all cells of a new experiment. */
  void fill(StoredExperiment row, Plan plan) {
    fill(row, plan, List.of(new Lane.Stretch(0, row.total)));
  }

  /** Queues the cells of an experiment that have not ended; it is done if there are none. */
  void refill(StoredExperiment row) {
    drop(row.id);
    List<Lane.Stretch> missing = queries.missing(row.id, row.total);
    if (missing.isEmpty()) {
      store.move(row.id, ExperimentStore.UNDER_WAY, ExperimentState.DONE, null);
      return;
    }
    try {
      fill(row, assignments.of(row.id).setup().plan(), missing);
    } catch (ProblemException e) {
      store.move(row.id, ExperimentStore.UNDER_WAY, ExperimentState.FAILED, e.getMessage());
    }
  }

  // The runs of a comparison take place one at a time, so as not to be timed against each other.
  private void fill(StoredExperiment row, Plan plan, List<Lane.Stretch> stretches) {
    queue.add(
        plan instanceof ComparisonPlan
            ? List.of(Lane.single(row.id, row.generation, stretches))
            : Lane.of(
                row.id, row.generation, row.total, row.total / plan.seeds().size(), stretches));
  }

  /** Takes away the lanes nobody is at work on. */
  void drop(String experiment) {
    queue.drop(experiment);
  }
}
