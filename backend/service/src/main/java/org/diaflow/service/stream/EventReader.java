package org.diaflow.service.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.service.experiment.view.CurveAxes;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through the events of an experiment. The client pulls, so that a slow one costs
 * nobody else anything: it gets every event, but only the newest progress and samples. Used by one
 * thread at a time.
 */
final class EventReader implements AutoCloseable {

  private static final int PAGE = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Feed feed;
  private final boolean cells;
  private final @Nullable CurveAxes axes;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long last;
  private long lastProgress;
  private long snapshot = Feed.BEFORE;
  private @Nullable Message progress;

  /**
   * A reader of what comes after event number {@code last} of {@code feed}.
   *
   * @param cells whether it is told of every cell that ends
   * @param axes by which curves are told apart that it is told of, or null for none
   */
  EventReader(Feed feed, long last, boolean cells, @Nullable CurveAxes axes, Runnable whenClosed) {
    this.feed = feed;
    this.last = last;
    this.lastProgress = last;
    this.cells = cells;
    this.axes = axes;
    this.whenClosed = whenClosed;
  }

  /** The next messages, at least one; waits for it, at most until the next heartbeat is due. */
  List<Message> next() throws InterruptedException {
    long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
    while (true) {
      List<Message> due = due();
      if (!due.isEmpty()) {
        return due;
      }
      long left = heartbeat - System.nanoTime();
      if (left <= 0) {
        return List.of(Message.HEARTBEAT);
      }
      feed.awaitNews(last, snapshot, Duration.ofNanos(left));
    }
  }

  private List<Message> due() {
    if (feed.snapshot().number() == Feed.BEFORE) {
      return List.of();
    }
    List<Message> events = events();
    boolean ends = !events.isEmpty() && events.getLast().last();
    Feed.Snapshot now = feed.snapshot(); // asked after the events, so as to know of their end
    var due = new ArrayList<Message>(events.size() + 1);
    boolean moment = now.number() != snapshot;
    if (moment) {
      snapshot = now.number();
      due.addAll(now.samples());
    }
    due.addAll(events);
    if (ends || moment) {
      progress(now, ends).ifPresent(told -> due.add(ends ? due.size() - 1 : due.size(), told));
    }
    return due;
  }

  /** The progress, if there is any: cells may also be told of after their number was. */
  private Optional<Message> progress(Feed.Snapshot now, boolean ends) {
    SortedSet<Long> changed =
        axes == null ? new TreeSet<>() : feed.changedCurves(axes, lastProgress, last);
    if (!ends && now.progress() == progress && changed.isEmpty()) {
      return Optional.empty();
    }
    progress = now.progress();
    lastProgress = last;
    return Optional.of(axes == null ? progress : feed.progress(now, axes, changed));
  }

  private List<Message> events() {
    if (!cells) {
      Feed.Changes changes = feed.changesAfter(last);
      last = changes.upTo();
      return changes.messages();
    }
    List<Message> events = feed.after(last, PAGE);
    if (!events.isEmpty()) {
      last = events.getLast().sequence();
    }
    return events;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      whenClosed.run();
    }
  }
}
