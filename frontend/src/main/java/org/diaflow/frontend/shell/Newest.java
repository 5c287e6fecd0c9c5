package org.diaflow.frontend.shell;

import com.vaadin.flow.component.UI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of values to a page that is to show the newest only: those that it has not come to when a
 * newer one arrives are skipped, so that a busy page is late by one update and never by a queue of
 * them. Thread-safe.
 *
 * @param <T> what is shown
 */
public final class Newest<T> implements Consumer<T> {

  private final Consumer<Runnable> page;
  private final Consumer<T> show;
  private final AtomicReference<@Nullable T> next = new AtomicReference<>();

  /** Values that the page of {@code ui} shows by {@code show}. */
  public Newest(UI ui, Consumer<T> show) {
    this(update -> Background.show(ui, update), show);
  }

  Newest(Consumer<Runnable> page, Consumer<T> show) {
    this.page = page;
    this.show = show;
  }

  /** Has {@code value} shown, unless a newer one comes before the page is ready. */
  @Override
  public void accept(T value) {
    if (next.getAndSet(value) == null) {
      page.accept(() -> show.accept(Objects.requireNonNull(next.getAndSet(null))));
    }
  }
}
