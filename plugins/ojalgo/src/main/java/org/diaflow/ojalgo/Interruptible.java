package org.diaflow.ojalgo;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.diaflow.spi.Budget;

/**
 * Runs ojAlgo, which looks at its thread's interrupt flag once per pivot, on a thread of its own
 * that is interrupted when the budget is exhausted.
 */
final class Interruptible {

  private static final long POLL_MILLIS = 10;

  private Interruptible() {}

  /** The result of {@code call}, which is what ojAlgo had reached if the budget ended it. */
  static <T> T call(Callable<T> call, Budget budget) {
    var task = new FutureTask<>(call);
    Thread thread = Thread.ofPlatform().daemon().name("ojalgo").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
          if (budget.exhausted()) {
            thread.interrupt();
          }
        } catch (InterruptedException hostGivesUp) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("ojAlgo threw " + e.getCause(), e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
