package org.diaflow.engine.plugin;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.diaflow.spi.Budget;
import org.jspecify.annotations.Nullable;

/**
 * A thread that may be abandoned while a plug-in hangs on it. Plug-ins called on it run in place;
 * should one ignore an exhausted budget, whoever waits for the thread goes on without it. Work that
 * calls many plug-ins in a row is best done on one such thread: handing every call to another
 * thread costs more than a quick flow.
 */
public final class AbandonableThread extends Thread {

  /** How long a plug-in may take to notice that its budget is exhausted. */
  static final long GRACE_MILLIS = 5_000;

  private static final long LOOK_MILLIS = 100;
  private static final Call LEFT_BEHIND = new Call("", () -> true, null);

  private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
  private volatile boolean toldToEnd;

  /** A call of a plug-in, within another one or not; two of them are never the same. */
  static final class Call {
    private final String plugin;
    private final Budget budget;
    private final @Nullable Call outer;

    private Call(String plugin, Budget budget, @Nullable Call outer) {
      this.plugin = plugin;
      this.budget = budget;
      this.outer = outer;
    }
  }

  /** Ends what a thread that was left behind would do next; for nobody to catch. */
  private static final class LeftBehindError extends Error {
    private static final long serialVersionUID = 1;
  }

  private AbandonableThread(Runnable work, String name) {
    super(work, name);
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Does {@code work} on an expendable thread and waits for it.
   *
   * @param name name of the thread
   * @return the result of {@code work}
   * @throws PluginHungException if a plug-in called by {@code work} ignored its exhausted budget
   *     for five seconds; {@code work} goes no further than that call
   * @throws ExecutionException if {@code work} threw something
   * @throws InterruptedException if the caller is interrupted; the thread is interrupted, too
   */
  public static <T> T run(String name, Callable<T> work)
      throws PluginHungException, ExecutionException, InterruptedException {
    var task = new FutureTask<>(work);
    var thread = new AbandonableThread(task, name);
    thread.start();
    return thread.await(task);
  }

  /** Whether the current thread has been left behind: what it does is of no use to anybody. */
  public static boolean leftBehind() {
    return Thread.currentThread() instanceof AbandonableThread here
        && here.call.get() == LEFT_BEHIND;
  }

  /** Notes that this thread, which is the current one, calls {@code plugin}. */
  Call begin(String plugin, Budget budget) {
    Call outer = call.get();
    var own = new Call(plugin, budget, outer);
    replace(outer, own);
    return own;
  }

  /** Notes that {@code own} is over; an interrupt that the plug-in made of itself is forgotten. */
  void end(Call own) {
    replace(own, own.outer);
    if (!toldToEnd) {
      interrupted();
    }
  }

  private void replace(@Nullable Call expected, @Nullable Call next) {
    if (!call.compareAndSet(expected, next)) {
      throw new LeftBehindError();
    }
  }

  private <T> T await(FutureTask<T> task)
      throws PluginHungException, ExecutionException, InterruptedException {
    Call late = null;
    long since = 0;
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillAtIt) {
        Call now = call.get();
        if (now == null || !now.budget.exhausted()) {
          late = null;
        } else if (now != late) {
          late = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > GRACE_MILLIS * 1_000_000
            && call.compareAndSet(now, LEFT_BEHIND)) {
          throw new PluginHungException(now.plugin, GRACE_MILLIS / 1000);
        }
      } catch (InterruptedException e) {
        toldToEnd = true;
        interrupt();
        throw e;
      }
    }
  }
}
