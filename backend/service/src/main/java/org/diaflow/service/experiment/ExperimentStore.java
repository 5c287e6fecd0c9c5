package org.diaflow.service.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.StateEvent;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.FlowSummary;
import org.diaflow.service.database.Json;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.service.event.Signals;
import org.diaflow.service.event.StoredEvent;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes experiments. Every change locks the experiment's row, so that its events are numbered in
 * the order in which they become visible.
 */
@ApplicationScoped
class ExperimentStore {

  private static final TypeReference<ExperimentDocument> DOCUMENT = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> MANIFEST = new TypeReference<>() {};
  private static final TypeReference<List<Prediction>> PREDICTIONS = new TypeReference<>() {};
  private static final TypeReference<TrajectoryView> TRAJECTORY = new TypeReference<>() {};
  private static final int BATCH = 1000;

  private final Transactions transactions;
  private final Signals signals;
  private final Json json;

  ExperimentStore(Transactions transactions, Signals signals, Json json) {
    this.transactions = transactions;
    this.signals = signals;
    this.json = json;
  }

  /**
   * What writing reports came to.
   *
   * @param state state of the experiment afterwards, or null if it is no longer there
   * @param cells the cells that were not known to have ended before
   */
  record Recorded(@Nullable ExperimentState state, List<CellView> cells) {}

  /** Inserts a new experiment with all its cells. */
  void create(
      StoredExperiment experiment,
      ExperimentDocument document,
      Map<String, Object> manifest,
      List<StoredSeed> seeds,
      List<StoredCell> cells) {
    experiment.document = json.write(document);
    experiment.manifest = json.write(manifest);
    var events = new ArrayList<StoredEvent>();
    append(experiment, events, "state", new StateEvent(experiment.state, null));
    transactions.run(
        session ->
            session
                .insert(experiment)
                .chain(() -> session.insertAll(BATCH, seeds.toArray()))
                .chain(() -> session.insertAll(BATCH, cells.toArray()))
                .chain(() -> session.insertAll(BATCH, events.toArray())));
  }

  /** Takes the experiment to {@code to} if it is in one of {@code from}; its row afterwards. */
  StoredExperiment move(
      String id, Set<ExperimentState> from, ExperimentState to, @Nullable String reason) {
    StoredExperiment row =
        transactions.run(
            session ->
                session
                    .get(StoredExperiment.class, id, LockMode.PESSIMISTIC_WRITE)
                    .chain(
                        locked ->
                            locked == null || !from.contains(locked.state)
                                ? Uni.createFrom().item(locked)
                                : write(session, locked, to, reason)));
    if (row == null) {
      throw ProblemException.notFound("experiment", id);
    }
    signals.changed(id);
    return row;
  }

  /** Writes down what workers report, in this order; once an experiment has ended, nothing. */
  Recorded record(String id, List<Report> reports) {
    Recorded recorded =
        transactions.run(
            session ->
                session
                    .get(StoredExperiment.class, id, LockMode.PESSIMISTIC_WRITE)
                    .chain(
                        locked -> {
                          if (locked == null) {
                            return Uni.createFrom().item(new Recorded(null, List.of()));
                          }
                          return locked.state.ended()
                              ? Uni.createFrom().item(new Recorded(locked.state, List.of()))
                              : write(session, locked, reports);
                        }));
    signals.changed(id);
    return recorded;
  }

  /** Deletes the experiment; a 404 if there is none. */
  void delete(String id) {
    int deleted =
        transactions.run(
            session ->
                session
                    .createMutationQuery("delete from StoredExperiment e where e.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
    if (deleted == 0) {
      throw ProblemException.notFound("experiment", id);
    }
    signals.changed(id);
  }

  ExperimentDocument document(StoredExperiment row) {
    return json.read(row.document, DOCUMENT);
  }

  Map<String, Object> manifest(StoredExperiment row) {
    return json.read(row.manifest, MANIFEST);
  }

  TrajectoryView trajectory(StoredTrajectory row) {
    return json.read(row.body, TRAJECTORY);
  }

  List<Prediction> predictions(StoredSeed row) {
    return row.predictions == null ? List.of() : json.read(row.predictions, PREDICTIONS);
  }

  private Uni<StoredExperiment> write(
      StatelessSession session, StoredExperiment row, ExperimentState to, @Nullable String reason) {
    var events = new ArrayList<StoredEvent>();
    enter(row, to, reason, events);
    Uni<?> cells =
        to == ExperimentState.CANCELLED
            ? session
                .createMutationQuery(
                    """
                    update StoredCell c set c.state = :cancelled
                    where c.experiment = :id and c.state = :queued
                    """)
                .setParameter("cancelled", CellState.CANCELLED)
                .setParameter("queued", CellState.QUEUED)
                .setParameter("id", row.id)
                .executeUpdate()
            : Uni.createFrom().voidItem();
    return cells
        .chain(() -> session.insertAll(BATCH, events.toArray()))
        .chain(() -> session.update(row))
        .replaceWith(row);
  }

  private Uni<Recorded> write(
      StatelessSession session, StoredExperiment row, List<Report> reports) {
    Map<Integer, Report.Ended> ended =
        reports.stream()
            .filter(Report.Ended.class::isInstance)
            .map(Report.Ended.class::cast)
            .collect(Collectors.toMap(Report.Ended::index, report -> report, (a, b) -> b));
    return predictions(session, row.id, reports)
        .chain(() -> waiting(session, row.id, ended.keySet()))
        .chain(
            cells -> {
              var events = new ArrayList<StoredEvent>();
              List<CellView> views = apply(row, reports, ended, cells, events);
              return session
                  .updateAll(BATCH, cells.toArray())
                  .chain(() -> session.insertAll(BATCH, trajectories(cells, ended)))
                  .chain(() -> session.insertAll(BATCH, events.toArray()))
                  .chain(() -> session.update(row))
                  .replaceWith(new Recorded(row.state, views));
            });
  }

  private Object[] trajectories(List<StoredCell> cells, Map<Integer, Report.Ended> ended) {
    var rows = new ArrayList<StoredTrajectory>();
    for (StoredCell cell : cells) {
      FlowSummary flow = Objects.requireNonNull(ended.get(cell.index)).result().flow();
      if (flow != null && flow.trajectory() != null) {
        String body = json.write(StoredTrajectory.view(cell, flow.trajectory()));
        rows.add(new StoredTrajectory(cell, body));
      }
    }
    return rows.toArray();
  }

  private List<CellView> apply(
      StoredExperiment row,
      List<Report> reports,
      Map<Integer, Report.Ended> ended,
      List<StoredCell> cells,
      List<StoredEvent> events) {
    boolean started = reports.stream().anyMatch(Report.Started.class::isInstance);
    if (started && row.state == ExperimentState.QUEUED) {
      enter(row, ExperimentState.RUNNING, null, events);
    }
    var views = new ArrayList<CellView>();
    for (StoredCell cell : cells) {
      cell.end(Objects.requireNonNull(ended.get(cell.index)).result());
      CellView view = cell.view(cell.state);
      views.add(view);
      append(row, events, "cell", view);
    }
    row.done += cells.size();
    if (row.state == ExperimentState.RUNNING) {
      for (Report report : reports) {
        if (report instanceof Report.Failed failed && row.state == ExperimentState.RUNNING) {
          enter(row, ExperimentState.FAILED, failed.reason(), events);
        }
      }
      if (row.state == ExperimentState.RUNNING && row.done == row.total) {
        enter(row, ExperimentState.DONE, null, events);
      }
    }
    return views;
  }

  private Uni<Void> predictions(StatelessSession session, String id, List<Report> reports) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Report report : reports) {
      if (report instanceof Report.Certified certified) {
        String predictions = json.write(certified.predictions());
        all =
            all.chain(
                () ->
                    session
                        .createMutationQuery(
                            """
                            update StoredSeed s set s.predictions = :predictions
                            where s.experiment = :id and s.position = :position
                            """)
                        .setParameter("predictions", predictions)
                        .setParameter("id", id)
                        .setParameter("position", certified.position())
                        .executeUpdate()
                        .replaceWithVoid());
      }
    }
    return all;
  }

  /** The cells among {@code indices} that have not ended. */
  private static Uni<List<StoredCell>> waiting(
      StatelessSession session, String id, Set<Integer> indices) {
    if (indices.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createSelectionQuery(
            """
            from StoredCell c
            where c.experiment = :id and c.index in (:indices) and c.state <> :done
            order by c.index
            """,
            StoredCell.class)
        .setParameter("id", id)
        .setParameter("indices", indices)
        .setParameter("done", CellState.DONE)
        .getResultList();
  }

  private void enter(
      StoredExperiment row,
      ExperimentState state,
      @Nullable String reason,
      List<StoredEvent> events) {
    row.state = state;
    row.reason = reason;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    if (state == ExperimentState.RUNNING && row.started == null) {
      row.started = now;
    }
    append(row, events, "state", new StateEvent(state, reason));
    if (state.ended()) {
      row.finished = now;
      append(row, events, "end", new StateEvent(state, reason));
    }
  }

  private void append(StoredExperiment row, List<StoredEvent> events, String name, Object data) {
    row.lastSequence++;
    events.add(new StoredEvent(row.id, row.lastSequence, name, json.write(data)));
  }
}
