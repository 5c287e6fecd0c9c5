package org.diaflow.frontend.experiment.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A throttle that runs an action when asked, but not more often than once an interval. Requests
 * within the interval are answered together at its end; the last one is never lost.
 */
final class Throttle {

  private static final Executor THREADS = task -> Thread.ofVirtual().name("throttle").start(task);

  private final long interval;
  private final Runnable action;
  private long last;
  private boolean pending;

  Throttle(Duration interval, Runnable action) {
    this.interval = interval.toNanos();
    this.action = action;
    this.last = System.nanoTime() - this.interval;
  }

  /** Asks for the action; returns at once. */
  synchronized void request() {
    if (pending) {
      return;
    }
    pending = true;
    long wait = Math.max(0, last + interval - System.nanoTime());
    CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, THREADS).execute(this::run);
  }

  private void run() {
    synchronized (this) {
      pending = false;
      last = System.nanoTime();
    }
    action.run();
  }
}
