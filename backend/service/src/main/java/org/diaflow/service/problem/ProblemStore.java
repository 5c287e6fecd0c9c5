package org.diaflow.service.problem;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.Page;
import org.diaflow.api.ProblemSummary;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.access.User;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ApiException;
import org.diaflow.spi.RegressionProblem;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The problems in the database, each fingerprint once. */
@ApplicationScoped
public class ProblemStore {

  private static final int BATCH = 64;

  /**
   * How the insertion fails of what somebody else has stored this instant: the next try sees it.
   */
  private static final Class<? extends Throwable> EQUAL = PersistenceException.class;

  private final Transactions transactions;

  ProblemStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What storing a problem came to.
   *
   * @param problem the stored problem
   * @param created whether it was not there before
   */
  public record Saved(StoredProblem problem, boolean created) {}

  /**
   * Stores {@code problem} for {@code owner} unless an equal one, its planted vector included, is
   * there already, which then keeps its name.
   */
  public Uni<Saved> save(RegressionProblem problem, @Nullable String name, User owner) {
    StoredProblem row = row(problem, name);
    return transactions
        .run(session -> insert(session, row, owner))
        .onFailure(EQUAL)
        .retry()
        .atMost(1);
  }

  /** Stores {@code problems} like {@link #save}, some dozen at a time; their ids, in order. */
  public Uni<List<String>> saveAll(
      List<RegressionProblem> problems, @Nullable String name, User owner) {
    Uni<List<String>> saved = Uni.createFrom().item(ArrayList::new);
    for (int from = 0; from < problems.size(); from += BATCH) {
      List<RegressionProblem> batch =
          problems.subList(from, Math.min(problems.size(), from + BATCH));
      saved = saved.call(ids -> saveBatch(batch, name, owner).invoke(ids::addAll));
    }
    return saved;
  }

  private Uni<List<String>> saveBatch(
      List<RegressionProblem> problems, @Nullable String name, User owner) {
    List<StoredProblem> rows = problems.stream().map(problem -> row(problem, name)).toList();
    Map<String, StoredProblem> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.putIfAbsent(row.id, row));
    return transactions
        .run(session -> insertAll(session, byId, owner))
        .onFailure(EQUAL)
        .retry()
        .atMost(1)
        .replaceWith(rows.stream().map(StoredProblem::id).toList());
  }

  private static Uni<Void> insertAll(
      StatelessSession session, Map<String, StoredProblem> byId, User owner) {
    return session
        .createSelectionQuery("select p.id from StoredProblem p where p.id in (:ids)", String.class)
        .setParameter("ids", byId.keySet())
        .getResultList()
        .chain(
            known ->
                session.insertAll(
                    byId.values().stream().filter(row -> !known.contains(row.id)).toArray()))
        .chain(() -> Ownership.own(session, owner, byId.keySet()));
  }

  /** The problem with this id; a 404 if there is none. */
  public Uni<StoredProblem> get(String id) {
    return transactions
        .run(session -> session.get(StoredProblem.class, id))
        .onItem()
        .ifNull()
        .failWith(() -> ApiException.notFound("problem", id));
  }

  /** A part of the list of the problems {@code viewer} sees, newest first. */
  public Uni<Page<ProblemSummary>> list(PageRequest part, User viewer) {
    String from =
        "from StoredProblem p" + (viewer.isAdmin() ? "" : " where " + Ownership.SEES_PROBLEM);
    return transactions.run(
        session ->
            seen(viewer, session.createSelectionQuery("select count(*) " + from, Long.class))
                .getSingleResult()
                .chain(
                    total ->
                        seen(viewer, session.createSelectionQuery(rows(from), ProblemSummary.class))
                            .setFirstResult(part.offset())
                            .setMaxResults(part.size())
                            .getResultList()
                            .map(items -> new Page<>(total, items))));
  }

  private static String rows(String from) {
    return """
        select p.id, p.name, p.rows, p.columns, p.fingerprint, p.provenance, p.created
        %s order by p.created desc, p.id
        """
        .formatted(from);
  }

  private static <T> SelectionQuery<T> seen(User viewer, SelectionQuery<T> query) {
    return viewer.isAdmin() ? query : query.setParameter("viewer", viewer.id());
  }

  private static StoredProblem row(RegressionProblem problem, @Nullable String name) {
    return new StoredProblem(
        problem,
        name == null || name.isBlank() ? problem.provenance() : name.strip(),
        Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  private static Uni<Saved> insert(StatelessSession session, StoredProblem row, User owner) {
    return session
        .get(StoredProblem.class, row.id)
        .chain(
            found ->
                found != null
                    ? Uni.createFrom().item(new Saved(found, false))
                    : session.insert(row).replaceWith(new Saved(row, true)))
        .call(saved -> Ownership.own(session, owner, row.id));
  }
}
