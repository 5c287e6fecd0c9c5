package org.diaflow.service.compute;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

  /**
   * The result of {@code work}, called {@code name} in errors, or a 503; no thread waits for it.
   */
  public <T> Uni<T> run(String name, String remedy, Function<Budget, T> work) {
    return Uni.createFrom()
        .<T>emitter(emitter -> start(name, work, emitter))
        .ifNoItem()
        .after(LIMIT)
        .failWith(
            () ->
                ApiException.unavailable(
                    "%s took more than %d s.".formatted(name, LIMIT.toSeconds()),
                    new FieldError("time", LIMIT.toSeconds() + " s", remedy)))
        .onFailure(NumericalFailure::is)
        .transform(failure -> beyondDoubles(name, failure));
  }

  private <T> void start(String name, Function<Budget, T> work, UniEmitter<? super T> emitter) {
    var expired = new AtomicBoolean();
    try {
      Future<?> running =
          pool.submit(
              () -> {
                try {
                  emitter.complete(work.apply(expired::get));
                } catch (RuntimeException | Error e) {
                  emitter.fail(e);
                }
              });
      emitter.onTermination(
          () -> {
            expired.set(true);
            running.cancel(true);
          });
    } catch (RejectedExecutionException e) {
      emitter.fail(
          ApiException.unavailable(
              "%s has to wait: too many requests compute already.".formatted(name),
              new FieldError("request", "one too many", "Try again in a minute.")));
    }
  }

  private static ApiException beyondDoubles(String name, Throwable failure) {
    LOG.warnf(failure, "%s failed.", name);
    return ApiException.unsolvable(
        NumericalFailure.sentence(name),
        List.of(
            new FieldError(
                "problem",
                "beyond double precision",
                "Bring the rows of A and y, the scales α and the start closer to 1, or compare"
                    + " ℓ¹ solvers on it.")));
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
