package org.diaflow.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.diaflow.spi.Budget;

/**
 * Calls a plug-in so that whatever it does, the caller goes on: exceptions and errors become {@link
 * Failure}s, and a plug-in that ignores an exhausted budget is left behind on its own daemon
 * thread.
 */
final class PluginGuard {

  /** How long a plug-in may take to notice that its budget is exhausted. */
  static final long GRACE_MILLIS = 5_000;

  private static final long POLL_MILLIS = 20;

  private PluginGuard() {}

  /** What went wrong inside a plug-in, as a sentence. */
  static final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    Failure(String sentence) {
      super(sentence);
    }
  }

  /** The result of {@code call}, made on behalf of plug-in {@code id} under {@code budget}. */
  static <T> T call(String id, Budget budget, Callable<T> call) throws Failure {
    var task = new FutureTask<>(call);
    Thread thread = new Thread(task, "plug-in " + id);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    long exhaustedAt = 0;
    while (true) {
      try {
        return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRunning) {
        long now = System.nanoTime();
        if (exhaustedAt == 0 && budget.exhausted()) {
          exhaustedAt = now;
        }
        if (exhaustedAt != 0 && now - exhaustedAt > GRACE_MILLIS * 1_000_000) {
          throw new Failure(
              "Plug-in '%s' ignored its budget for %d s and was left behind; remove or repair it."
                  .formatted(id, GRACE_MILLIS / 1000));
        }
      } catch (ExecutionException e) {
        throw new Failure(
            "Plug-in '%s' threw %s; remove or repair it.".formatted(id, e.getCause()));
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        throw new Failure("The call of plug-in '%s' was interrupted.".formatted(id));
      }
    }
  }
}
