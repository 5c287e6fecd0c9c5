package org.diaflow.service.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.service.experiment.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through the events of an experiment. The client pulls, so that a slow one costs
 * nobody else anything: it gets every event, but only the newest progress and samples. Used by one
 * thread at a time.
 */
final class EventReader implements AutoCloseable {

  private static final int PAGE = 500;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Feed feed;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ArrayDeque<EventLog.Event> page = new ArrayDeque<>();
  private final ArrayDeque<Message> samples = new ArrayDeque<>();
  private long last;
  private long moment = Feed.BEFORE;
  private long lookedUp = System.nanoTime();
  private @Nullable String lastProgress;
  private boolean finalProgressTold;

  /** A reader of what comes after event number {@code last} of {@code feed}. */
  EventReader(Feed feed, long last, Runnable whenClosed) {
    this.feed = feed;
    this.last = last;
    this.whenClosed = whenClosed;
  }

  /** The next message; waits for it, at most until the next heartbeat is due. */
  Message next() throws InterruptedException {
    long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
    while (true) {
      @Nullable Message message = due();
      if (message != null) {
        return message;
      }
      long left = heartbeat - System.nanoTime();
      if (left <= 0) {
        return Message.HEARTBEAT;
      }
      feed.await(last, moment, Duration.ofNanos(left));
    }
  }

  /** How long the events now being taken have been waiting for the client. */
  Duration lag() {
    return Duration.ofNanos(page.isEmpty() ? 0 : System.nanoTime() - lookedUp);
  }

  private @Nullable Message due() {
    if (!samples.isEmpty()) {
      return samples.remove();
    }
    Feed.Moment now = feed.moment();
    if (now.number() == Feed.BEFORE) {
      return null;
    }
    if (page.isEmpty()) {
      page.addAll(feed.after(last, PAGE));
      lookedUp = System.nanoTime();
    }
    if (now.number() != moment) {
      moment = now.number();
      samples.addAll(now.samples());
      if (!now.progress().equals(lastProgress)) {
        return progress(now);
      }
    }
    EventLog.Event event = page.peek();
    if (event == null) {
      return samples.poll();
    }
    if (event.name().equals(Message.END) && !finalProgressTold) {
      finalProgressTold = true;
      return progress(now);
    }
    page.remove();
    last = event.sequence();
    return new Message(event.name(), Long.toString(last), event.data());
  }

  private Message progress(Feed.Moment now) {
    lastProgress = now.progress();
    return new Message(Message.PROGRESS, null, lastProgress);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      whenClosed.run();
    }
  }
}
