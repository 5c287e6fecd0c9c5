package org.diaflow.service.access;

import static org.diaflow.service.database.BlockingTransactions.await;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.diaflow.api.AuditEntry;
import org.diaflow.api.Page;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.database.Transactions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The audit log: what known users changed, and what they were refused. */
@ApplicationScoped
class Audit {

  private static final Logger LOG = Logger.getLogger(Audit.class);
  private static final String REFUSED = Audit.class.getName() + ".refused";
  private static final int PATIENCE_SECONDS = 5;

  private final Transactions transactions;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("audit").factory());

  Audit(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Has what comes of the request written down, if {@code rule} says that it changes anything. */
  void watch(User user, Policy.Rule rule, RoutingContext context) {
    context.addEndHandler(
        ended -> {
          int status = context.response().getStatusCode();
          if (context.get(REFUSED) != null) {
            refused(user, context, status);
          } else if (rule.action() != null && ended.succeeded() && status / 100 == 2) {
            write(entry(user, rule.action(), subject(rule, context), status));
          }
        });
  }

  /** Marks the request as refused because of whose its subject is. */
  static void markRefused(RoutingContext context) {
    context.put(REFUSED, true);
  }

  /** Writes down that the request was refused. */
  void refused(User user, RoutingContext context, int status) {
    Policy.Rule rule = AccessFilter.rule(context);
    String action = rule.action() == null ? "read" : rule.action();
    write(entry(user, action, context.normalizedPath(), status));
  }

  /** A part of the log, newest first. */
  Uni<Page<AuditEntry>> list(PageRequest part) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery("select count(*) from StoredAudit", Long.class)
                .getSingleResult()
                .chain(
                    total ->
                        session
                            .createSelectionQuery(
                                "from StoredAudit a order by a.id desc", StoredAudit.class)
                            .setFirstResult(part.offset())
                            .setMaxResults(part.size())
                            .getResultList()
                            .map(
                                rows ->
                                    new Page<>(
                                        total, rows.stream().map(StoredAudit::entry).toList()))));
  }

  @PreDestroy
  void stop() throws InterruptedException {
    writer.shutdown();
    if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("The newest entries of the audit log could not be written.");
    }
  }

  private void write(AuditEntry entry) {
    writer.execute(
        () -> {
          try {
            await(transactions.run(session -> session.insert(new StoredAudit(entry))));
          } catch (RuntimeException e) {
            LOG.errorf(e, "The audit log could not take %s.", entry);
          }
        });
  }

  private static AuditEntry entry(User user, String action, @Nullable String subject, int status) {
    return new AuditEntry(
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        user.id(),
        user.name(),
        action,
        subject,
        status);
  }

  private static @Nullable String subject(Policy.Rule rule, RoutingContext context) {
    @Nullable String named = rule.subject(context.normalizedPath());
    @Nullable String location = context.response().headers().get("Location");
    return named != null || location == null ? named : List.of(location.split("/", -1)).getLast();
  }
}
