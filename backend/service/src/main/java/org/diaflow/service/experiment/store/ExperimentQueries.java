package org.diaflow.service.experiment.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.Page;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.queue.CellRange;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The queries on the tables of experiments. */
@ApplicationScoped
public class ExperimentQueries {

  private final Transactions transactions;

  ExperimentQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Which experiments a client wants to see; null stands for all.
   *
   * @param state only those in this state
   * @param tag only those with this tag
   * @param text only those with this text in their name or id
   * @param viewer only those this user sees
   */
  public record Filter(
      @Nullable ExperimentState state,
      @Nullable String tag,
      @Nullable String text,
      @Nullable String viewer) {

    private String condition() {
      var conditions = new ArrayList<>(List.of("1 = 1"));
      if (state != null) {
        conditions.add("e.state = :state");
      }
      if (tag != null) {
        conditions.add("array_contains(e.tags, :tag)");
      }
      if (text != null) {
        conditions.add("(lower(e.name) like :text escape '!' or e.id = :exact)");
      }
      if (viewer != null) {
        conditions.add("(e.owner = :viewer or e.visibility = 'shared')");
      }
      return String.join(" and ", conditions);
    }

    private <T> SelectionQuery<T> bind(SelectionQuery<T> query) {
      var values = new LinkedHashMap<String, Object>();
      if (state != null) {
        values.put("state", state);
      }
      if (tag != null) {
        values.put("tag", tag);
      }
      if (text != null) {
        String escaped = text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
        values.put("text", "%" + escaped + "%");
        values.put("exact", text);
      }
      if (viewer != null) {
        values.put("viewer", viewer);
      }
      for (Map.Entry<String, Object> value : values.entrySet()) {
        query.setParameter(value.getKey(), value.getValue());
      }
      return query;
    }
  }

  /** The experiment with this id; a 404 if there is none. */
  public Uni<StoredExperiment> get(String id) {
    return transactions
        .run(session -> session.get(StoredExperiment.class, id))
        .onItem()
        .ifNull()
        .failWith(() -> ApiException.notFound("experiment", id));
  }

  /** Where the experiment stands, or nothing if it is gone; its document is not read. */
  public Uni<Optional<ExperimentStatus>> status(String id) {
    return transactions
        .run(
            session ->
                session
                    .createSelectionQuery(
                        """
                        select e.state, e.lastSequence, e.done, e.total, e.resumed, e.doneBefore
                        from StoredExperiment e where e.id = :id
                        """,
                        ExperimentStatus.class)
                    .setParameter("id", id)
                    .getResultList())
        .map(rows -> rows.stream().findFirst());
  }

  /** Whether the experiment is being computed, by ranges of {@code generation}. */
  public Uni<Boolean> running(String id, int generation) {
    return transactions
        .run(
            session ->
                session
                    .createSelectionQuery(
                        """
                        select 1 from StoredExperiment e
                        where e.id = :id and e.generation = :generation and e.state = :running
                        """,
                        Integer.class)
                    .setParameter("id", id)
                    .setParameter("generation", generation)
                    .setParameter("running", ExperimentState.RUNNING)
                    .getResultList())
        .map(rows -> !rows.isEmpty());
  }

  /** A part of the list of experiments, newest first. */
  public Uni<Page<ExperimentSummary>> list(Filter filter, PageRequest part) {
    String from = "from StoredExperiment e where " + filter.condition();
    return transactions.run(
        session ->
            filter
                .bind(session.createSelectionQuery("select count(*) " + from, Long.class))
                .getSingleResult()
                .chain(
                    total ->
                        filter
                            .bind(
                                session.createSelectionQuery(
                                    from + " order by e.created desc, e.id",
                                    StoredExperiment.class))
                            .setFirstResult(part.offset())
                            .setMaxResults(part.size())
                            .getResultList()
                            .map(rows -> page(total, rows))));
  }

  /** Ids of the experiments in {@code states}, oldest first. */
  public Uni<List<String>> ids(ExperimentState... states) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select e.id from StoredExperiment e where e.state in (:states)
                    order by e.created, e.id
                    """,
                    String.class)
                .setParameter("states", List.of(states))
                .getResultList());
  }

  /** The seeds of an experiment, in the order of its document. */
  public Uni<List<StoredSeed>> seeds(String experiment) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from StoredSeed s where s.experiment = :id order by s.position",
                    StoredSeed.class)
                .setParameter("id", experiment)
                .getResultList());
  }

  /** All cells of an experiment that have ended, by index; for small experiments. */
  public Uni<List<StoredCell>> cells(String experiment) {
    return cells(experiment, 0, Integer.MAX_VALUE);
  }

  /** The cells that have ended among those with indices in [from, to), by index. */
  public Uni<List<StoredCell>> cells(String experiment, int from, int to) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from StoredCell c
                    where c.experiment = :id and c.index >= :from and c.index < :to
                    order by c.index
                    """,
                    StoredCell.class)
                .setParameter("id", experiment)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList());
  }

  /** Indices of the cells that have ended among those in [from, to). */
  public Uni<Set<Integer>> ended(String experiment, int from, int to) {
    return transactions
        .run(
            session ->
                session
                    .createSelectionQuery(
                        """
                        select c.index from StoredCell c
                        where c.experiment = :id and c.index >= :from and c.index < :to
                        """,
                        Integer.class)
                    .setParameter("id", experiment)
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .getResultList())
        .map(Set::copyOf);
  }

  /** Results with these fingerprints, one for each that there is. */
  public Uni<Map<UUID, StoredCell>> known(Collection<UUID> fingerprints) {
    if (fingerprints.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return transactions
        .run(
            session ->
                session
                    .createSelectionQuery(
                        "from StoredCell c where c.fingerprint in (:fingerprints)",
                        StoredCell.class)
                    .setParameter("fingerprints", fingerprints)
                    .getResultList())
        .map(
            cells ->
                cells.stream()
                    .collect(
                        Collectors.toMap(
                            cell -> Objects.requireNonNull(cell.fingerprint),
                            cell -> cell,
                            (a, b) -> a)));
  }

  /** The chunks of an experiment of {@code total} cells that have not ended. */
  public Uni<List<CellRange.Chunk>> missing(String experiment, int total) {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(
                        """
                        select after + 1, cell_index from (
                          select cell_index, lag(cell_index, 1, -1) over (order by cell_index) as after
                          from (select cell_index from cell where experiment_id = :id
                                union all select cast(:total as integer)) as ended
                        ) as gap
                        where cell_index > after + 1 order by 1
                        """,
                        Object[].class)
                    .setParameter("id", experiment)
                    .setParameter("total", total)
                    .getResultList())
        .map(rows -> rows.stream().map(ExperimentQueries::chunk).toList());
  }

  /**
   * The points of curves error against α, of cells below {@code end}, told of by the events after
   * number {@code after} up to {@code upTo}.
   */
  public Uni<List<CurvePoint>> curvePoints(String experiment, long end, long after, long upTo) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select c.index, c.depth, c.engine, c.alpha, c.errorL1 from StoredCell c
                    where c.experiment = :id and c.sequence > :after and c.sequence <= :upTo
                      and c.errorL1 is not null and c.stopReason = 'converged'
                      and c.index < :end
                    """,
                    CurvePoint.class)
                .setParameter("id", experiment)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setParameter("end", (int) Math.min(end, Integer.MAX_VALUE))
                .getResultList());
  }

  /** What was recorded along the flow of a cell, if anything was. */
  public Uni<Optional<StoredTrajectory>> trajectory(String experiment, int index) {
    var key = new StoredTrajectory.Key(experiment, index);
    return transactions
        .run(session -> session.get(StoredTrajectory.class, key))
        .map(Optional::ofNullable);
  }

  /** The cells of an experiment along whose flow something was recorded, by index. */
  public Uni<List<Integer>> recorded(String experiment) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "select t.index from StoredTrajectory t where t.experiment = :id"
                        + " order by t.index",
                    Integer.class)
                .setParameter("id", experiment)
                .getResultList());
  }

  private static CellRange.Chunk chunk(Object[] row) {
    return new CellRange.Chunk(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
  }

  private static Page<ExperimentSummary> page(long total, List<StoredExperiment> rows) {
    return new Page<>(total, rows.stream().map(StoredExperiment::summary).toList());
  }
}
