package org.diaflow.ortools;

import com.google.ortools.modelbuilder.ModelSolverHelper;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/**
 * One call of OR-Tools on a thread of its own, which is told to end when the budget is exhausted.
 * GLOP does so at once. PDLP is deaf, for OR-Tools' Java interface does not pass the word on: it is
 * left behind, ends when its time limit is over, and then gives its memory back.
 *
 * @param <T> what the call returns
 */
final class NativeCall<T> {

  private static final long POLL_MILLIS = 10;
  private static final long GRACE_MILLIS = 500;

  private final ModelSolverHelper helper;
  private final FutureTask<T> call;
  private boolean open = true;

  private NativeCall(String solver, Function<ModelSolverHelper, T> body) {
    this.helper = new ModelSolverHelper(solver);
    this.call =
        new FutureTask<>(
            () -> {
              try {
                return body.apply(helper);
              } finally {
                close();
              }
            });
  }

  /** The call of {@code body} with the OR-Tools solver {@code solver}; to be made once. */
  static <T> NativeCall<T> of(String solver, Function<ModelSolverHelper, T> body) {
    return new NativeCall<>(solver, body);
  }

  /**
   * What the call returns, or null if it did not end soon after {@code budget}; {@code told} is set
   * when it is told to end.
   */
  @Nullable T within(Budget budget, AtomicBoolean told) {
    Thread.ofPlatform().daemon().name("or-tools").start(call);
    boolean interrupted = false;
    long toldAt = 0;
    try {
      while (toldAt == 0 || System.nanoTime() - toldAt < GRACE_MILLIS * 1_000_000) {
        try {
          return call.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hostGivesUp) {
          interrupted = true;
        } catch (TimeoutException stillRunning) {
          // asked again below
        }
        if (toldAt == 0 && (interrupted || budget.exhausted())) {
          toldAt = System.nanoTime();
          told.set(true);
          interrupt();
        }
      }
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("OR-Tools threw " + e.getCause(), e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void interrupt() {
    if (open) {
      helper.interruptSolve();
    }
  }

  private synchronized void close() {
    open = false;
    helper.delete();
  }
}
