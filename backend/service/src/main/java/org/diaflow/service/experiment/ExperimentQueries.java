package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.Page;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ProblemException;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Reads experiments. */
@ApplicationScoped
class ExperimentQueries {

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
  record Filter(
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
  StoredExperiment get(String id) {
    return find(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
  }

  Optional<StoredExperiment> find(String id) {
    return Optional.ofNullable(
        transactions.run(session -> session.get(StoredExperiment.class, id)));
  }

  /** A part of the list of experiments, newest first. */
  Page<ExperimentSummary> list(Filter filter, PageRequest part) {
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
  List<String> ids(ExperimentState... states) {
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
  List<StoredSeed> seeds(String experiment) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from StoredSeed s where s.experiment = :id order by s.position",
                    StoredSeed.class)
                .setParameter("id", experiment)
                .getResultList());
  }

  /** All cells of an experiment, by index. */
  List<StoredCell> cells(String experiment) {
    return cells(experiment, 0, Integer.MAX_VALUE);
  }

  /** The cells of an experiment from the {@code offset}-th on, at most {@code most}. */
  List<StoredCell> cells(String experiment, int offset, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from StoredCell c where c.experiment = :id order by c.index", StoredCell.class)
                .setParameter("id", experiment)
                .setFirstResult(offset)
                .setMaxResults(most)
                .getResultList());
  }

  /** What was recorded along the flow of a cell, if anything was. */
  Optional<StoredTrajectory> trajectory(String experiment, int index) {
    var key = new StoredTrajectory.Key(experiment, index);
    return Optional.ofNullable(
        transactions.run(session -> session.get(StoredTrajectory.class, key)));
  }

  /** The cells of an experiment along whose flow something was recorded, by index. */
  List<Integer> recorded(String experiment) {
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

  private static Page<ExperimentSummary> page(long total, List<StoredExperiment> rows) {
    return new Page<>(total, rows.stream().map(StoredExperiment::summary).toList());
  }
}
