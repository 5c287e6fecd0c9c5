package org.diaflow.service.compute;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.errors.ApiException;
import org.diaflow.spi.Budget;
import org.jboss.logging.Logger;

/**
 * Computations a client waits for: as many at once as there are cores, thirty seconds each. What is
 * not ready by then ends with a 503 and is told to stop through its budget.
 */
@ApplicationScoped
public class TimedWork {

  private static final Logger LOG = Logger.getLogger(TimedWork.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_QUEUE = 64;

  private final ThreadPoolExecutor pool;

  TimedWork() {
    int cores = Runtime.getRuntime().availableProcessors();
    pool =
        new ThreadPoolExecutor(
            cores,
            cores,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().daemon().name("timed-work-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
  }

  /** The result of {@code work}, called {@code name} in errors, or a 503. */
  public <T> T await(String name, String remedy, Function<Budget, T> work) {
    var expired = new AtomicBoolean();
    Future<T> result = submit(name, () -> work.apply(expired::get));
    try {
      return result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ApiException.unavailable(
          "%s took more than %d s.".formatted(name, LIMIT.toSeconds()),
          new FieldError("time", LIMIT.toSeconds() + " s", remedy));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() != null && NumericalFailure.is(e.getCause())) {
        LOG.warnf(e.getCause(), "%s failed.", name);
        throw ApiException.unsolvable(
            NumericalFailure.sentence(name),
            List.of(
                new FieldError(
                    "problem",
                    "beyond double precision",
                    "Bring the rows of A and y, the scales α and the start closer to 1, or compare"
                        + " ℓ¹ solvers on it.")));
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      expired.set(true);
      result.cancel(true);
    }
  }

  private <T> Future<T> submit(String name, java.util.concurrent.Callable<T> work) {
    try {
      return pool.submit(work);
    } catch (RejectedExecutionException e) {
      throw ApiException.unavailable(
          "%s has to wait: too many requests compute already.".formatted(name),
          new FieldError("request", "one too many", "Try again in a minute."));
    }
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
