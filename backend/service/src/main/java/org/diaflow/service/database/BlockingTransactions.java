package org.diaflow.service.database;

import io.smallrye.mutiny.Uni;

/**
 * The one door through which a thread waits for the database. It is for threads of our own, whose
 * work is a plain loop: workers, the queue, monitors, feeds of events, writers of downloads, start
 * and stop. What answers requests passes the {@link Uni} on instead; the arrows test of module
 * deploy lists who may wait.
 */
public final class BlockingTransactions {

  private BlockingTransactions() {}

  /** Waits for {@code result} and returns it, or throws its failure; never on an event loop. */
  public static <T> T await(Uni<T> result) {
    return result.await().indefinitely();
  }
}
