package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.diaflow.api.ExperimentState;
import org.diaflow.engine.plan.Plan;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredExperiment;
import org.diaflow.service.queue.CellRange;
import org.diaflow.service.queue.CellRangeQueue;

/**
 * The division of what is left of an experiment into cell ranges for the workers. The queue is
 * reached by JDBC: everything here blocks.
 */
@ApplicationScoped
public class CellRanges {

  private final CellRangeQueue queue;
  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final ExperimentContexts contexts;

  CellRanges(
      CellRangeQueue queue,
      ExperimentQueries queries,
      ExperimentStore store,
      ExperimentContexts contexts) {
    this.queue = queue;
    this.queries = queries;
    this.store = store;
    this.contexts = contexts;
  }

  /** Queues all cells of a new experiment. */
  public void fill(StoredExperiment row, ExperimentDefinition definition) {
    fill(row, definition, List.of(new CellRange.Chunk(0, row.total)));
  }

  /** Queues the cells of an experiment that have not ended; it is done if there are none. */
  public void refill(StoredExperiment row) {
    drop(row.id);
    List<CellRange.Chunk> missing = await(queries.missing(row.id, row.total));
    if (missing.isEmpty()) {
      await(store.move(row.id, ExperimentStore.UNDER_WAY, ExperimentState.DONE, null));
      return;
    }
    try {
      fill(row, await(contexts.of(row.id)).definition(), missing);
    } catch (ApiException e) {
      await(store.move(row.id, ExperimentStore.UNDER_WAY, ExperimentState.FAILED, e.getMessage()));
    }
  }

  private void fill(
      StoredExperiment row, ExperimentDefinition definition, List<CellRange.Chunk> chunks) {
    Plan plan = definition.plan();
    var shape = new CellRange.Shape(row.total, plan.block(), plan.path());
    queue.add(
        definition.kind().description().oneAtATime()
            ? List.of(CellRange.single(row.id, row.generation, chunks))
            : CellRange.of(row.id, row.generation, shape, chunks));
  }

  /** Deletes the ranges that nobody computes. */
  public void drop(String experiment) {
    queue.drop(experiment);
  }
}
