package org.diaflow.service.experiment.work;

import static org.diaflow.service.database.BlockingTransactions.await;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.StoredCell;

/**
 * The look-up of results that are stored already, some hundred cells at a time. Used by one thread.
 */
final class ResultReuse {

  private static final int AHEAD = 512;

  private final ExperimentContext context;
  private final Fingerprints fingerprints;
  private final ExperimentQueries queries;
  private final int end;
  private final Set<Integer> ended;
  private final Map<Integer, UUID> fingerprintByIndex = new HashMap<>();
  private Map<UUID, StoredCell> known = Map.of();
  private int lookedUpTo;

  /** For the cells of {@code context} below {@code end} that are not in {@code ended}. */
  ResultReuse(
      ExperimentContext context,
      Fingerprints fingerprints,
      ExperimentQueries queries,
      int end,
      Set<Integer> ended) {
    this.context = context;
    this.fingerprints = fingerprints;
    this.queries = queries;
    this.end = end;
    this.ended = ended;
  }

  /** The result of {@code cell}, if it is there; cells are asked for in order. */
  Optional<StoredCell> of(Cell cell) {
    if (cell.index() >= lookedUpTo) {
      lookUp(cell.index());
    }
    return fingerprint(cell).map(known::get);
  }

  /** The fingerprint of a cell that has been asked for. */
  Optional<UUID> fingerprint(Cell cell) {
    return Optional.ofNullable(fingerprintByIndex.get(cell.index()));
  }

  /** Looks up the cells from index {@code from} on. */
  void lookUp(int from) {
    fingerprintByIndex.clear();
    lookedUpTo = Math.min(end, from + AHEAD);
    for (int index = from; index < lookedUpTo; index++) {
      if (!ended.contains(index)) {
        Cell cell = context.definition().plan().cell(index);
        String id = context.problem(cell).problem;
        String problem = id == null ? context.definition().recipe(cell.problem()) : id;
        int place = index;
        fingerprints
            .of(context, cell, problem)
            .ifPresent(fingerprint -> fingerprintByIndex.put(place, fingerprint));
      }
    }
    known = await(queries.known(fingerprintByIndex.values()));
  }
}
