package org.diaflow.frontend.experiment.model;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.diaflow.api.CurvesView;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.CurvesRequest;
import org.jspecify.annotations.Nullable;

/**
 * Curves kept up to date: a new request is asked at once, the same one anew when its answer is
 * outdated, not more often than once an interval. At most one request is under way. Thread-safe.
 */
public final class LiveCurves {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Function<CurvesRequest, CurvesView> source;
  private final Consumer<Answer> listener;
  private final Throttle throttle;
  private @Nullable CurvesRequest request;
  private boolean asking;
  private boolean outdated;

  /**
   * The answer to a request.
   *
   * @param request what was asked
   * @param curves the curves, or null
   * @param failure why there are none, or null
   */
  public record Answer(
      CurvesRequest request, @Nullable CurvesView curves, @Nullable BackendException failure) {}

  /** Curves that {@code source} has; {@code listener} hears every answer still of interest. */
  public LiveCurves(Function<CurvesRequest, CurvesView> source, Consumer<Answer> listener) {
    this(source, listener, INTERVAL);
  }

  LiveCurves(
      Function<CurvesRequest, CurvesView> source, Consumer<Answer> listener, Duration interval) {
    this.source = source;
    this.listener = listener;
    this.throttle = new Throttle(interval, this::ask);
  }

  /** Asks {@code next} at once unless it is what was asked last; returns at once. */
  public void show(CurvesRequest next) {
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
    Thread.ofVirtual().name("curves").start(this::ask);
  }

  private void ask() {
    CurvesRequest next = begin();
    while (next != null) {
      Answer answer = answer(next);
      if (isOfInterest(next)) {
        listener.accept(answer);
      }
      next = end();
    }
  }

  /** What to ask now, or null if there is nothing or the one under way will ask it. */
  private synchronized @Nullable CurvesRequest begin() {
    if (asking) {
      outdated = true;
      return null;
    }
    asking = request != null;
    outdated = false;
    return request;
  }

  /** What to ask next, or null if the last answer will do. */
  private synchronized @Nullable CurvesRequest end() {
    asking = outdated;
    boolean more = outdated;
    outdated = false;
    return more ? request : null;
  }

  private synchronized boolean isOfInterest(CurvesRequest asked) {
    return Objects.equals(asked, request);
  }

  private Answer answer(CurvesRequest asked) {
    try {
      return new Answer(asked, source.apply(asked), null);
    } catch (BackendException e) {
      return new Answer(asked, null, e);
    }
  }
}
