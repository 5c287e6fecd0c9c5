package org.diaflow.service.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.diaflow.service.database.Json;
import org.diaflow.service.event.EventLog;
import org.diaflow.service.event.Signals;
import org.diaflow.service.event.StoredEvent;
import org.diaflow.service.experiment.Experiments;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through the events of an experiment. The client pulls: durable events come from
 * the log in pages, progress is looked up when it is due, so a slow client costs the computation
 * nothing. Used by one thread at a time.
 */
final class EventReader implements AutoCloseable {

  private static final int PAGE = 500;
  private static final Duration PROGRESS = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final String experiment;
  private final Experiments experiments;
  private final EventLog log;
  private final Json json;
  private final Signals.Subscription changes;
  private final ArrayDeque<StoredEvent> page = new ArrayDeque<>();
  private final ArrayDeque<Message> samples = new ArrayDeque<>();
  private long last;
  private long lookedUp = System.nanoTime();
  private long lastMessage = System.nanoTime();
  private long lastProgressTime = System.nanoTime() - PROGRESS.toNanos();
  private @Nullable String lastProgress;
  private boolean finalProgressTold;

  /** A reader of what comes after event number {@code last}. */
  EventReader(
      String experiment,
      long last,
      Experiments experiments,
      EventLog log,
      Json json,
      Signals signals) {
    this.experiment = experiment;
    this.last = last;
    this.experiments = experiments;
    this.log = log;
    this.json = json;
    this.changes = signals.subscribe(experiment);
  }

  /** The next message; waits for it, at most until the next heartbeat is due. */
  Message next() throws InterruptedException {
    while (true) {
      if (page.isEmpty()) {
        page.addAll(log.after(experiment, last, PAGE));
        lookedUp = System.nanoTime();
      }
      Optional<Message> message = due();
      if (message.isPresent()) {
        lastMessage = System.nanoTime();
        return message.get();
      }
      changes.await(PROGRESS);
    }
  }

  /** How long the events now being taken have been waiting for the client. */
  Duration lag() {
    return Duration.ofNanos(page.isEmpty() ? 0 : System.nanoTime() - lookedUp);
  }

  private Optional<Message> due() {
    Optional<Message> live = samples.isEmpty() ? live() : Optional.of(samples.remove());
    if (live.isPresent()) {
      return live;
    }
    StoredEvent event = page.peek();
    if (event != null) {
      return Optional.of(event.name().equals(Message.END) ? beforeEnd(event) : take(event));
    }
    if (System.nanoTime() - lastMessage < HEARTBEAT.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(
        experiments.position(experiment).isPresent() ? Message.HEARTBEAT : deleted());
  }

  private Message take(StoredEvent event) {
    page.remove();
    last = event.sequence();
    return new Message(event.name(), Long.toString(last), event.data());
  }

  /** The end is preceded by the last progress, taken from what is stored. */
  private Message beforeEnd(StoredEvent end) {
    if (finalProgressTold) {
      return take(end);
    }
    finalProgressTold = true;
    return experiments
        .progress(experiment)
        .map(progress -> new Message(Message.PROGRESS, null, json.write(progress)))
        .orElseGet(() -> take(end));
  }

  /** Progress where it has changed; then the newest sample of every flow being watched. */
  private Optional<Message> live() {
    long now = System.nanoTime();
    if (now - lastProgressTime < PROGRESS.toNanos()) {
      return Optional.empty();
    }
    lastProgressTime = now;
    for (SampleEvent sample : experiments.samples(experiment)) {
      samples.add(new Message(Message.SAMPLE, null, json.write(sample)));
    }
    Optional<ProgressEvent> progress =
        lastProgress == null
            ? experiments.progress(experiment)
            : experiments.liveProgress(experiment);
    Optional<Message> message =
        progress
            .map(json::write)
            .filter(text -> !text.equals(lastProgress))
            .map(
                text -> {
                  lastProgress = text;
                  return new Message(Message.PROGRESS, null, text);
                });
    return message.or(() -> Optional.ofNullable(samples.poll()));
  }

  private Message deleted() {
    var end = new StateEvent(ExperimentState.CANCELLED, "The experiment was deleted.");
    return new Message(Message.END, null, json.write(end));
  }

  @Override
  public void close() {
    changes.close();
  }
}
