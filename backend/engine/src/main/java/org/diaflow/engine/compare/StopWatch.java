package org.diaflow.engine.compare;

import java.util.function.LongSupplier;

/**
 * A stop watch for the time of a plug-in, less the time the host takes for itself. One thread at a
 * time.
 */
final class StopWatch {

  private final LongSupplier clock;
  private long start;
  private long paused;
  private long end;
  private boolean started;
  private boolean ended;

  /** A watch that reads nanoseconds from {@code clock}. */
  StopWatch(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized void start() {
    started = true;
    start = clock.getAsLong();
    paused = 0;
    ended = false;
  }

  synchronized void end() {
    end = clock.getAsLong();
    ended = true;
  }

  /** Seconds since the start, or between start and end, or 0 before both; pauses do not count. */
  synchronized double seconds() {
    if (!started) {
      return 0;
    }
    return ((ended ? end : clock.getAsLong()) - start - paused) / 1e9;
  }

  /** Runs {@code work} off the clock. */
  synchronized void pause(Runnable work) {
    long from = clock.getAsLong();
    try {
      work.run();
    } finally {
      paused += clock.getAsLong() - from;
    }
  }
}
