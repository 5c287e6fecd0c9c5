package org.diaflow.service.database;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way to the database: transactions on event loops, which hold no thread while PostgreSQL
 * works. Only values leave them, never sessions; what is made of the values is made on a virtual
 * thread, so that no event loop is held up by it.
 */
@ApplicationScoped
public class Transactions {

  private final Mutiny.SessionFactory factory;
  private final Vertx vertx;
  private final ExecutorService afterwards;

  Transactions(
      Mutiny.SessionFactory factory, Vertx vertx, @VirtualThreads ExecutorService afterwards) {
    this.factory = factory;
    this.vertx = vertx;
    this.afterwards = afterwards;
  }

  /**
   * Runs {@code work} in a transaction of its own, whenever somebody subscribes, on whatever thread
   * that is; the result goes on on a virtual thread. Of one request only one runs at a time.
   */
  public <T> Uni<T> run(Function<Mutiny.StatelessSession, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> factory.withStatelessTransaction(work))
        .runSubscriptionOn(this::onEventLoop)
        .emitOn(afterwards);
  }

  /** On the context of the request, if there is one. */
  private void onEventLoop(Runnable transaction) {
    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(now -> transaction.run());
  }
}
