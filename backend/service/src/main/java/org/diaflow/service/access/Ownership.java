package org.diaflow.service.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Supplier;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.database.Transactions;
import org.diaflow.service.errors.ApiException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Whose experiments and problems are. A private experiment is there for its owner and
 * administrators only; others read shared ones. A problem is there for whoever stored an equal one,
 * by submitting an experiment on it or otherwise, and for all if a shared experiment is on it.
 */
@ApplicationScoped
public class Ownership {

  /** What others read. */
  public static final String SHARED = "shared";

  /** What others do not even know of. */
  public static final String PRIVATE = "private";

  /** In HQL, whether user {@code :viewer} sees problem {@code p}. */
  public static final String SEES_PROBLEM =
      """
      (exists (select 1 from ProblemOwner o where o.problem = p.id and o.owner = :viewer)
       or exists (
         select 1 from StoredSeed s join StoredExperiment e on e.id = s.experiment
         where s.problem = p.id and e.visibility = 'shared'))
      """;

  private final Transactions transactions;
  private final long mostUnderWay;
  private final long mostCells;

  Ownership(
      Transactions transactions,
      @ConfigProperty(name = "diaflow.limits.experiments-under-way") long mostUnderWay,
      @ConfigProperty(name = "diaflow.limits.cells") long mostCells) {
    this.transactions = transactions;
    this.mostUnderWay = mostUnderWay;
    this.mostCells = mostCells;
  }

  /** Ends the request unless {@code user} sees experiment {@code id}. */
  public Uni<Void> requireReadable(User user, String id) {
    return require(
        user,
        id,
        "select 1 from experiment where id = :id and (owner = :user or visibility = 'shared')",
        () -> ApiException.notFound("experiment", id));
  }

  /** Ends the request unless {@code user} may change experiment {@code id}. */
  Uni<Void> requireMine(User user, String id) {
    return requireReadable(user, id)
        .chain(
            () ->
                require(
                    user,
                    id,
                    "select 1 from experiment where id = :id and owner = :user",
                    () -> notMine(id)));
  }

  private static ApiException notMine(String id) {
    return ApiException.forbidden(
        "Experiment %s belongs to somebody else.".formatted(id),
        new FieldError("id", id, "Submit its document yourself with POST /api/experiments."));
  }

  /** Ends the request unless {@code user} sees problem {@code id}. */
  public Uni<Void> requireProblem(User user, String id) {
    return require(
        user,
        id,
        """
        select 1 from problem p where p.id = :id and (
          exists (select 1 from problem_owner o where o.problem_id = p.id and o.owner = :user)
          or exists (
            select 1 from experiment_seed s join experiment e on e.id = s.experiment_id
            where s.problem_id = p.id and e.visibility = 'shared'))""",
        () -> ApiException.notFound("problem", id));
  }

  /** Ends the request of {@code user}, no administrator, unless {@code sql} finds something. */
  private Uni<Void> require(User user, String id, String sql, Supplier<ApiException> otherwise) {
    if (user.isAdmin()) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(sql, Integer.class)
                    .setParameter("id", id)
                    .setParameter("user", user.id())
                    .getResultList())
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw otherwise.get();
              }
            })
        .replaceWithVoid();
  }

  /** Notes, within a transaction, that {@code user} has stored problem {@code id}. */
  public static Uni<Void> own(StatelessSession session, User user, String id) {
    return session
        .createNativeQuery(
            "insert into problem_owner (problem_id, owner) values (:id, :user)"
                + " on conflict do nothing")
        .setParameter("id", id)
        .setParameter("user", user.id())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Notes, within a transaction, that {@code user} has stored the problems {@code ids}. */
  public static Uni<Void> own(StatelessSession session, User user, Collection<String> ids) {
    return session
        .createNativeQuery(
            "insert into problem_owner (problem_id, owner)"
                + " select p.id, :user from problem p where p.id in (:ids)"
                + " on conflict do nothing")
        .setParameter("ids", ids)
        .setParameter("user", user.id())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Makes experiment {@code id} {@link #SHARED} or {@link #PRIVATE}; a 404 if there is none. */
  Uni<Void> show(String id, String visibility) {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(
                        "update experiment set visibility = :visibility where id = :id")
                    .setParameter("visibility", visibility)
                    .setParameter("id", id)
                    .executeUpdate())
        .invoke(
            changed -> {
              if (changed == 0) {
                throw ApiException.notFound("experiment", id);
              }
            })
        .replaceWithVoid();
  }

  /**
   * Ends the request if {@code user}, no administrator, may not keep {@code cells} more. Requests
   * at the same instant may exceed a quota by themselves.
   */
  public Uni<Void> requireRoom(User user, long cells) {
    if (user.isAdmin()) {
      return Uni.createFrom().voidItem();
    }
    return number(
            "select count(*) from experiment where owner = :user and state in ('QUEUED','RUNNING')",
            user)
        .invoke(underWay -> requireFewer(user, underWay))
        .chain(
            () ->
                number(
                    "select coalesce(sum(cells_total), 0) from experiment where owner = :user",
                    user))
        .invoke(stored -> requireRoom(user, stored, cells))
        .replaceWithVoid();
  }

  private void requireFewer(User user, long underWay) {
    if (underWay >= mostUnderWay) {
      throw ApiException.tooMany(
          "%s has %d experiments under way, as many as allowed.".formatted(user.name(), underWay),
          new FieldError(
              "experiments", Long.toString(underWay), "Wait for one to end, or cancel one."));
    }
  }

  private void requireRoom(User user, long stored, long cells) {
    if (stored + cells > mostCells) {
      throw ApiException.tooMany(
          "%s keeps %d cells; with these %d they are more than the %d allowed."
              .formatted(user.name(), stored, cells, mostCells),
          new FieldError(
              "cells",
              Long.toString(cells),
              "Export and delete experiments you no longer need, or submit fewer cells."));
    }
  }

  private Uni<Long> number(String sql, User user) {
    return transactions.run(
        session ->
            session
                .createNativeQuery(sql, Long.class)
                .setParameter("user", user.id())
                .getSingleResult());
  }
}
