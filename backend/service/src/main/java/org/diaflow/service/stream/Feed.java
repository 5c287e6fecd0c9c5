package org.diaflow.service.stream;

import static org.diaflow.service.database.BlockingTransactions.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.Progress;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.RateView;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.diaflow.service.database.Json;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.event.Signals;
import org.diaflow.service.experiment.store.EventLog;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.view.CurveAxes;
import org.diaflow.service.experiment.view.LiveView;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The part of an event stream that all readers of one experiment share: its newest events, its
 * progress, the newest samples. One thread follows the database, whatever the number of readers;
 * what it reads is written as JSON once.
 */
final class Feed {

  private static final Logger LOG = Logger.getLogger(Feed.class);
  private static final int PAGE = 500;
  private static final int KEPT = 4096;
  private static final int MOST_CHANGED = 200;
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** Number of the moment at which nothing is known yet. */
  static final long BEFORE = -1;

  private final String experiment;
  private final LiveView live;
  private final EventLog log;
  private final Json json;
  private final Signals.Subscription changes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<Message> newest = new ArrayDeque<>();
  private long last;
  private ProgressEvent progressEvent =
      new ProgressEvent(new Progress(0, 0, null, null), List.of());
  private String progressText = "";
  private Message progress = Message.progress("{}");
  private List<Message> samples = List.of();
  private long snapshot = BEFORE;
  private volatile boolean gone;
  private volatile boolean closed;

  /** Begins to follow {@code experiment}; the database is asked by its own thread only. */
  Feed(String experiment, LiveView live, EventLog log, Json json, Signals signals) {
    this.experiment = experiment;
    this.live = live;
    this.log = log;
    this.json = json;
    this.changes = signals.subscribe(experiment);
    Thread.ofVirtual().name("feed-" + experiment).start(this::followUntilClosed);
  }

  /**
   * What is new at a moment.
   *
   * @param number counts the moments
   * @param event how far the experiment is
   * @param progress the same as a message; the same object as long as it is as far
   * @param samples the newest sample of every flow being watched
   */
  record Snapshot(long number, ProgressEvent event, Message progress, List<Message> samples) {}

  /** The events after number {@code sequence}, at most {@code most}. */
  List<Message> after(long sequence, int most) {
    lock.lock();
    try {
      if (sequence >= last) {
        return gone ? List.of(deleted(sequence)) : List.of();
      }
      if (!newest.isEmpty() && newest.peekFirst().sequence() <= sequence + 1) {
        return newestAfter(sequence, most);
      }
    } finally {
      lock.unlock();
    }
    List<Message> found = messages(await(log.after(experiment, sequence, most, viewer())));
    if (!found.isEmpty()) {
      return found;
    }
    if (gone) {
      return List.of(deleted(sequence));
    }
    LockSupport.parkNanos(PERIOD.toNanos()); // it is being deleted: the next moment tells
    return List.of();
  }

  /**
   * What happened to an experiment as a whole.
   *
   * @param messages changes of its state
   * @param upTo number of the last event looked at, cells included
   */
  record Changes(List<Message> messages, long upTo) {}

  /** The changes of state after number {@code sequence}, however many cells ended between them. */
  Changes changesAfter(long sequence) {
    long upTo;
    lock.lock();
    try {
      upTo = last;
    } finally {
      lock.unlock();
    }
    if (sequence >= upTo) {
      return new Changes(gone ? List.of(deleted(sequence)) : List.of(), sequence);
    }
    return new Changes(messages(await(log.changes(experiment, sequence, upTo))), upTo);
  }

  /**
   * The numbers of the curves of {@code axes} in which cells have ended after event {@code
   * sequence} up to {@code upTo}, all or a few more than are told.
   */
  SortedSet<Long> changedCurves(CurveAxes axes, long sequence, long upTo) {
    if (sequence >= upTo) {
      return new TreeSet<>();
    }
    lock.lock();
    try {
      if (!newest.isEmpty() && newest.peekFirst().sequence() <= sequence + 1) {
        return newest.stream()
            .filter(message -> message.sequence() > sequence && message.sequence() <= upTo)
            .filter(Message::cell)
            .map(message -> axes.curve(message.cellIndex()))
            .collect(Collectors.toCollection(TreeSet::new));
      }
    } finally {
      lock.unlock();
    }
    return new TreeSet<>(
        await(live.changedCurves(experiment, axes, sequence, upTo, MOST_CHANGED + 1)));
  }

  /** The progress of {@code now} with the numbers of the curves that have changed. */
  Message progress(Snapshot now, CurveAxes axes, SortedSet<Long> curves) {
    @Nullable List<Map<String, Object>> changed =
        curves.size() > MOST_CHANGED ? null : curves.stream().map(axes::values).toList();
    return Message.progress(json.write(now.event().withChanged(changed)));
  }

  private List<Message> newestAfter(long sequence, int most) {
    var messages = new ArrayDeque<Message>();
    var backwards = newest.descendingIterator();
    while (backwards.hasNext()) {
      Message message = backwards.next();
      if (message.sequence() <= sequence) {
        break;
      }
      messages.addFirst(message);
    }
    return messages.stream().limit(most).toList();
  }

  private Function<StoredCell, CellView> viewer() {
    return await(live.viewer(experiment));
  }

  private static List<Message> messages(List<EventLog.Event> events) {
    return events.stream().map(Message::of).toList();
  }

  /** The state of affairs, four times a second at most. */
  Snapshot snapshot() {
    lock.lock();
    try {
      return new Snapshot(snapshot, progressEvent, progress, samples);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for events after {@code sequence} or a moment after {@code seen}; cells that end while it
   * waits are told of at the next moment, all in one.
   */
  void awaitNews(long sequence, long seen, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (sequence >= last && snapshot == seen && !gone && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    closed = true;
    changes.close();
  }

  private void followUntilClosed() {
    long nextSnapshot = System.nanoTime();
    boolean behind = false;
    while (!closed) {
      try {
        if (!behind) {
          changes.await(Duration.ofNanos(Math.max(1, nextSnapshot - System.nanoTime())));
        }
        if (snapshot().number() == BEFORE) {
          begin();
        }
        behind = follow(nextSnapshot);
        if (System.nanoTime() >= nextSnapshot) {
          refresh();
          nextSnapshot = System.nanoTime() + PERIOD.toNanos();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        nextSnapshot = System.nanoTime() + PERIOD.toNanos();
        behind = false;
        LOG.warnf("Experiment %s cannot be followed just now: %s", experiment, e.getMessage());
      }
    }
  }

  // A moment first: readers do not wait for one while there are events for them.
  private void begin() {
    long newestSequence = refresh().map(ExperimentStatus::lastSequence).orElse(0L);
    lock.lock();
    try {
      last = Math.max(0, newestSequence - KEPT);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Reads what is new; whether there may be more when it is time for a moment. */
  private boolean follow(long nextSnapshot) {
    while (!closed) {
      List<Message> events = messages(await(log.after(experiment, last, PAGE, viewer())));
      if (events.isEmpty()) {
        return false;
      }
      if (events.getLast().last()) {
        refresh(); // the last progress comes before the end
      }
      publish(events);
      if (System.nanoTime() >= nextSnapshot) {
        return true;
      }
    }
    return false;
  }

  private void publish(List<Message> events) {
    lock.lock();
    try {
      newest.addAll(events);
      while (newest.size() > KEPT) {
        newest.removeFirst();
      }
      last = newest.peekLast().sequence();
      if (!events.stream().allMatch(Message::cell)) {
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<ExperimentStatus> refresh() {
    Optional<ExperimentStatus> status = await(live.status(experiment));
    ProgressEvent event = status.map(this::progress).orElse(progressEvent);
    String text = json.write(event);
    var newSamples = new ArrayList<Message>();
    for (SampleEvent sample : live.samples(experiment)) {
      newSamples.add(Message.sample(json.write(sample)));
    }
    lock.lock();
    try {
      gone = status.isEmpty();
      if (!text.equals(progressText)) {
        progressEvent = event;
        progressText = text;
        progress = Message.progress(text);
      }
      samples = List.copyOf(newSamples);
      snapshot++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    return status;
  }

  private ProgressEvent progress(ExperimentStatus now) {
    return new ProgressEvent(now.progress(), rates(now));
  }

  private List<RateView> rates(ExperimentStatus now) {
    try {
      return await(live.rates(experiment, now.lastSequence()));
    } catch (ApiException documentNotUnderstoodHere) {
      return List.of(); // for want of a plug-in, for instance
    }
  }

  private Message deleted(long sequence) {
    var end = new StateEvent(ExperimentState.CANCELLED, "The experiment was deleted.");
    return Message.deleted(sequence + 1, json.write(end));
  }
}
