package org.diaflow.service.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.diaflow.api.Page;
import org.diaflow.api.ProblemSummary;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ProblemException;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** The problems in the database, each fingerprint once. */
@ApplicationScoped
public class ProblemStore {

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

  /** Stores {@code problem} unless an equal one is there already, which then keeps its name. */
  public Saved save(RegressionProblem problem, @Nullable String name) {
    var row =
        new StoredProblem(
            problem,
            name == null || name.isBlank() ? problem.provenance() : name.strip(),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      return insert(row);
    } catch (PersistenceException e) {
      return new Saved(get(row.id), false); // somebody stored an equal problem this instant
    }
  }

  /** The problem with this id; a 404 if there is none. */
  public StoredProblem get(String id) {
    @Nullable StoredProblem found =
        transactions.run(session -> session.get(StoredProblem.class, id));
    if (found == null) {
      throw ProblemException.notFound("problem", id);
    }
    return found;
  }

  /** A part of the list of all problems, newest first. */
  public Page<ProblemSummary> list(PageRequest part) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery("select count(*) from StoredProblem", Long.class)
                .getSingleResult()
                .chain(
                    total ->
                        session
                            .createSelectionQuery(
                                """
                                select p.id, p.name, p.rows, p.columns, p.fingerprint,
                                  p.provenance, p.created
                                from StoredProblem p order by p.created desc, p.id
                                """,
                                ProblemSummary.class)
                            .setFirstResult(part.offset())
                            .setMaxResults(part.size())
                            .getResultList()
                            .map(items -> new Page<>(total, items))));
  }

  private Saved insert(StoredProblem row) {
    return transactions.run(
        session ->
            session
                .get(StoredProblem.class, row.id)
                .chain(
                    found ->
                        found != null
                            ? io.smallrye.mutiny.Uni.createFrom().item(new Saved(found, false))
                            : session.insert(row).replaceWith(new Saved(row, true))));
  }
}
