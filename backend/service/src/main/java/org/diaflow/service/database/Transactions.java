package org.diaflow.service.database;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way to the database: a transaction on an event loop, awaited by the calling thread, which
 * must not be an event loop itself. Only values leave it, never sessions.
 */
@ApplicationScoped
public class Transactions {

  private final Mutiny.SessionFactory factory;

  Transactions(Mutiny.SessionFactory factory) {
    this.factory = factory;
  }

  /** Runs {@code work} in a transaction of its own and returns its result. */
  public <T> T run(Function<Mutiny.StatelessSession, Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> factory.withStatelessTransaction(work));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The database transaction failed.", e);
    }
  }
}
