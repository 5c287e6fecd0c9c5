package org.diaflow.engine.plugin;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.diaflow.spi.Budget;

/**
 * A guard around calls of a plug-in, so that whatever it does, the caller goes on: exceptions and
 * errors become {@link Failure}s, and a plug-in that ignores an exhausted budget is abandoned on
 * its {@link AbandonableThread}, which is the caller's own if that is one.
 */
public final class PluginGuard {

  private PluginGuard() {}

  /** What went wrong inside a plug-in, as a sentence. */
  public static final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    Failure(String sentence) {
      super(sentence);
    }
  }

  /** The result of {@code call}, made on behalf of plug-in {@code id} under {@code budget}. */
  public static <T> T call(String id, Budget budget, Callable<T> call) throws Failure {
    if (Thread.currentThread() instanceof AbandonableThread here) {
      return inPlace(here, id, budget, call);
    }
    return apart(id, budget, call);
  }

  /** The same on a thread of its own, so that a plug-in left behind costs no more than its call. */
  public static <T> T apart(String id, Budget budget, Callable<T> call) throws Failure {
    try {
      return AbandonableThread.run("plug-in " + id, () -> call(id, budget, call));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : threw(id, requireNonNull(e.getCause()));
    } catch (PluginHungException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("The call of plug-in '%s' was interrupted.".formatted(id));
    }
  }

  private static <T> T inPlace(AbandonableThread here, String id, Budget budget, Callable<T> call)
      throws Failure {
    AbandonableThread.Call own = here.begin(id, budget);
    try {
      return call.call();
    } catch (Exception | Error e) {
      throw threw(id, e);
    } finally {
      here.end(own);
    }
  }

  private static Failure threw(String id, Throwable what) {
    return new Failure("Plug-in '%s' threw %s; remove or repair it.".formatted(id, what));
  }
}
