package org.diaflow.service.experiment.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.StateEvent;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.LeadingTerm;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.database.Json;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.event.Notifications;
import org.diaflow.service.event.Notifications.Channel;
import org.diaflow.spi.StopReason;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The writer of the tables of experiments. Every change locks the experiment's row, so that its
 * events are numbered in the order in which they become visible.
 */
@ApplicationScoped
public class ExperimentStore {

  private static final TypeReference<ExperimentDocument> DOCUMENT = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> MANIFEST = new TypeReference<>() {};
  private static final TypeReference<List<LeadingTerm>> PREDICTIONS = new TypeReference<>() {};
  private static final TypeReference<TrajectoryView> TRAJECTORY = new TypeReference<>() {};
  private static final int BATCH = 1000;

  /** The states in which cells are computed, or will be as soon as a worker is free. */
  public static final Set<ExperimentState> UNDER_WAY =
      EnumSet.of(ExperimentState.QUEUED, ExperimentState.RUNNING);

  private final Transactions transactions;
  private final Notifications notifications;
  private final Builds builds;
  private final Json json;

  ExperimentStore(
      Transactions transactions, Notifications notifications, Builds builds, Json json) {
    this.transactions = transactions;
    this.notifications = notifications;
    this.builds = builds;
    this.json = json;
  }

  /** A cell that has ended. */
  public sealed interface CellOutcome {

    /** How cells end that would end so again; time and people are not to be repeated. */
    Set<StopReason> REPEATABLE =
        EnumSet.of(
            StopReason.CONVERGED,
            StopReason.HORIZON,
            StopReason.STALLED,
            StopReason.NON_FINITE,
            StopReason.UNSUPPORTED);

    /** The cell. */
    Cell cell();

    /** Its row in {@code experiment}, told of by event {@code sequence}. */
    StoredCell row(String experiment, long sequence);

    /** A cell that was computed, with what determines its numbers if others may have them too. */
    record Computed(
        Cell cell,
        @Nullable String problem,
        CellResult result,
        List<@Nullable Double> measures,
        @Nullable UUID fingerprint)
        implements CellOutcome {

      @Override
      public StoredCell row(String experiment, long sequence) {
        var row = new StoredCell(experiment, cell, problem, result, measures, sequence);
        row.fingerprint = REPEATABLE.contains(result.outcome().reason()) ? fingerprint : null;
        return row;
      }
    }

    /** A cell whose result was there already. */
    record Known(Cell cell, @Nullable String problem, StoredCell known) implements CellOutcome {

      @Override
      public StoredCell row(String experiment, long sequence) {
        return known.copyFor(experiment, cell, problem, sequence);
      }
    }
  }

  /** Inserts a new experiment; its cells are known from the document. */
  public Uni<Void> create(
      StoredExperiment experiment,
      ExperimentDocument document,
      Map<String, Object> manifest,
      List<StoredSeed> seeds) {
    experiment.document = json.write(document);
    experiment.manifest = json.write(manifest);
    var events = new ArrayList<StoredEvent>();
    append(experiment, events, "state", new StateEvent(experiment.state, null));
    return transactions.run(
        session ->
            session
                .insert(experiment)
                .chain(() -> session.insertAll(BATCH, seeds.toArray()))
                .chain(() -> session.insertAll(BATCH, events.toArray())));
  }

  /** Takes the experiment to {@code to} if it is in one of {@code from}; its row afterwards. */
  public Uni<StoredExperiment> move(
      String id, Set<ExperimentState> from, ExperimentState to, @Nullable String reason) {
    return changed(
            id,
            (session, locked) ->
                from.contains(locked.state)
                    ? write(session, locked, to, reason)
                    : Uni.createFrom().item(locked))
        .map(row -> row.orElseThrow(() -> ApiException.notFound("experiment", id)));
  }

  /**
   * Makes all ranges of {@code generation} out of date, to be replaced by those of the next one.
   *
   * @return the row afterwards, or nothing if the experiment is not under way or of another
   *     generation
   */
  public Uni<Optional<StoredExperiment>> renew(String id, int generation) {
    return changed(
        id,
        (session, locked) -> {
          if (!locked.state.underWay() || locked.generation != generation) {
            return Uni.createFrom().nullItem();
          }
          locked.generation++;
          return session.update(locked).replaceWith(locked);
        });
  }

  /** Whether cells of {@code generation} are to be computed; the first that asks begins. */
  public Uni<Boolean> begin(String id, int generation) {
    return changed(
            id,
            (session, locked) ->
                locked.generation == generation && locked.state == ExperimentState.QUEUED
                    ? write(session, locked, ExperimentState.RUNNING, null)
                    : Uni.createFrom().item(locked))
        .map(
            found ->
                found
                    .filter(row -> row.generation == generation && row.state.underWay())
                    .isPresent());
  }

  /** Writes down what theory predicts for the problem of a seed. */
  public Uni<Void> savePredictions(StoredSeed seed, List<LeadingTerm> predictions) {
    String text = json.write(predictions);
    return transactions.run(
        session ->
            session
                .createMutationQuery(
                    """
                    update StoredSeed s set s.predictions = :predictions
                    where s.experiment = :id and s.position = :position
                    """)
                .setParameter("predictions", text)
                .setParameter("id", seed.experiment)
                .setParameter("position", seed.position)
                .executeUpdate()
                .replaceWithVoid());
  }

  /**
   * Writes down cells that have ended, those that are not written down already; nothing once the
   * experiment has ended.
   *
   * @return whether the experiment is still under way
   */
  public Uni<Boolean> record(String id, List<CellOutcome> cells) {
    return builds
        .current()
        .chain(
            build ->
                changed(
                    id,
                    (session, locked) ->
                        locked.state.ended()
                            ? Uni.createFrom().item(locked)
                            : waiting(session, id, cells)
                                .chain(fresh -> write(session, locked, fresh, build))
                                .replaceWith(locked)))
        .map(found -> found.filter(row -> row.state.underWay()).isPresent());
  }

  /** Deletes the experiment; a 404 if there is none. */
  public Uni<Void> delete(String id) {
    return transactions
        .run(
            session ->
                session
                    .createMutationQuery("delete from StoredExperiment e where e.id = :id")
                    .setParameter("id", id)
                    .executeUpdate())
        .invoke(
            deleted -> {
              if (deleted == 0) {
                throw ApiException.notFound("experiment", id);
              }
            })
        .chain(() -> notifications.send(Channel.STATE_CHANGED, id));
  }

  /** The document of {@code row}. */
  public ExperimentDocument document(StoredExperiment row) {
    return json.read(row.document, DOCUMENT);
  }

  /** The manifest of {@code row}. */
  public Map<String, Object> manifest(StoredExperiment row) {
    return json.read(row.manifest, MANIFEST);
  }

  /** The trajectory of {@code row}. */
  public TrajectoryView trajectory(StoredTrajectory row) {
    return json.read(row.body, TRAJECTORY);
  }

  /** The predictions for the problem of {@code row}; none while it is not certified. */
  public List<LeadingTerm> predictions(StoredSeed row) {
    return row.predictions == null ? List.of() : json.read(row.predictions, PREDICTIONS);
  }

  /** Runs {@code change} on the locked row, if there is one, and tells everybody. */
  private Uni<Optional<StoredExperiment>> changed(
      String id, BiFunction<StatelessSession, StoredExperiment, Uni<StoredExperiment>> change) {
    return transactions
        .run(
            session ->
                session
                    .get(StoredExperiment.class, id, LockMode.PESSIMISTIC_WRITE)
                    .chain(
                        locked ->
                            locked == null
                                ? Uni.createFrom().<StoredExperiment>nullItem()
                                : change
                                    .apply(session, locked)
                                    .call(
                                        () ->
                                            notifications.send(
                                                session, Channel.EVENTS_APPENDED, id))))
        .map(Optional::ofNullable);
  }

  private Uni<StoredExperiment> write(
      StatelessSession session, StoredExperiment row, ExperimentState to, @Nullable String reason) {
    if (row.state == ExperimentState.STOPPED && to == ExperimentState.QUEUED) {
      row.generation++;
    }
    var events = new ArrayList<StoredEvent>();
    enter(row, to, reason, events);
    return session
        .insertAll(BATCH, events.toArray())
        .chain(() -> session.update(row))
        .chain(() -> notifications.send(session, Channel.STATE_CHANGED, row.id))
        .replaceWith(row);
  }

  private Uni<Void> write(
      StatelessSession session, StoredExperiment row, List<CellOutcome> fresh, int build) {
    var cells = new ArrayList<StoredCell>();
    var trajectories = new ArrayList<StoredTrajectory>();
    for (CellOutcome ended : fresh) {
      row.lastSequence++;
      StoredCell cell = ended.row(row.id, row.lastSequence);
      cells.add(cell);
      if (ended instanceof CellOutcome.Computed computed) {
        cell.build = build;
        trajectory(cell, computed.result()).ifPresent(trajectories::add);
      }
    }
    row.done += cells.size();
    var events = new ArrayList<StoredEvent>();
    if (row.done == row.total && row.state.underWay()) {
      enter(row, ExperimentState.DONE, null, events);
    }
    return session
        .insertAll(BATCH, cells.toArray())
        .chain(() -> session.insertAll(BATCH, trajectories.toArray()))
        .chain(() -> session.insertAll(BATCH, events.toArray()))
        .chain(() -> session.update(row));
  }

  private Optional<StoredTrajectory> trajectory(StoredCell cell, CellResult result) {
    FlowSummary flow = result instanceof CellResult.Flow end ? end.flow() : null;
    return flow == null || flow.trajectory() == null
        ? Optional.empty()
        : Optional.of(
            new StoredTrajectory(cell, json.write(StoredTrajectory.view(cell, flow.trajectory()))));
  }

  /** Those among {@code cells} that are not written down. */
  private static Uni<List<CellOutcome>> waiting(
      StatelessSession session, String id, List<CellOutcome> cells) {
    if (cells.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createSelectionQuery(
            "select c.index from StoredCell c where c.experiment = :id and c.index in (:indices)",
            Integer.class)
        .setParameter("id", id)
        .setParameter("indices", cells.stream().map(ended -> ended.cell().index()).toList())
        .getResultList()
        .map(Set::copyOf)
        .map(
            known ->
                cells.stream().filter(ended -> !known.contains(ended.cell().index())).toList());
  }

  private void enter(
      StoredExperiment row,
      ExperimentState state,
      @Nullable String reason,
      List<StoredEvent> events) {
    row.state = state;
    row.reason = reason;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    if (state == ExperimentState.RUNNING) {
      row.started = Objects.requireNonNullElse(row.started, now);
      row.resumed = now;
      row.doneBefore = row.done;
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
