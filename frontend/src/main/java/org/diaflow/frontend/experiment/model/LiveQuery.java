package org.diaflow.frontend.experiment.model;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.diaflow.frontend.client.BackendException;
import org.jspecify.annotations.Nullable;

/**
 * A query whose answer is kept up to date: a new request is asked at once, the same one anew when
 * its answer is outdated, not more often than once an interval. At most one request is under way.
 * Thread-safe.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class LiveQuery<Q, A> {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Function<Q, A> source;
  private final Consumer<Answer<Q, A>> listener;
  private final Throttle throttle;
  private @Nullable Q request;
  private boolean asking;
  private boolean outdated;

  /**
   * The answer to a request.
   *
   * @param request what was asked
   * @param result what was answered, or null
   * @param failure why there is no result, or null
   * @param <Q> what is asked
   * @param <A> what is answered
   */
  public record Answer<Q, A>(Q request, @Nullable A result, @Nullable BackendException failure) {}

  /** A query of {@code source}; {@code listener} hears every answer still of interest. */
  public LiveQuery(Function<Q, A> source, Consumer<Answer<Q, A>> listener) {
    this(source, listener, INTERVAL);
  }

  LiveQuery(Function<Q, A> source, Consumer<Answer<Q, A>> listener, Duration interval) {
    this.source = source;
    this.listener = listener;
    this.throttle = new Throttle(interval, this::ask);
  }

  /** Asks {@code next} at once unless it is what was asked last; returns at once. */
  public void show(Q next) {
    synchronized (this) {
      if (next.equals(request)) {
        return;
      }
      request = next;
    }
    askNow();
  }

  /** Asks anew, soon: more cells have ended. */
  public void advanced() {
    throttle.request();
  }

  /** Asks anew at once: nothing more will come. */
  public void askNow() {
    Thread.ofVirtual().name("query").start(this::ask);
  }

  private void ask() {
    Q next = begin();
    while (next != null) {
      Answer<Q, A> answer = answer(next);
      if (isOfInterest(next)) {
        listener.accept(answer);
      }
      next = end();
    }
  }

  /** What to ask now, or null if there is nothing or the one under way will ask it. */
  private synchronized @Nullable Q begin() {
    if (asking) {
      outdated = true;
      return null;
    }
    asking = request != null;
    outdated = false;
    return request;
  }

  /** What to ask next, or null if the last answer will do. */
  private synchronized @Nullable Q end() {
    asking = outdated;
    boolean more = outdated;
    outdated = false;
    return more ? request : null;
  }

  private synchronized boolean isOfInterest(Q asked) {
    return Objects.equals(asked, request);
  }

  private Answer<Q, A> answer(Q asked) {
    try {
      return new Answer<>(asked, source.apply(asked), null);
    } catch (BackendException e) {
      return new Answer<>(asked, null, e);
    }
  }
}
