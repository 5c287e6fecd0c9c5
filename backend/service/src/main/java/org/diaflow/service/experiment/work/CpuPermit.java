package org.diaflow.service.experiment.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.service.metrics.Metrics;
import org.diaflow.spi.Budget;

/** The permit of one work slice to use a processor, taken and released as it goes on. */
final class CpuPermit implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 100;

  private final Semaphore free;
  private final Metrics metrics;
  private final AtomicBoolean held = new AtomicBoolean();
  private volatile long since;
  private volatile long before;

  CpuPermit(Semaphore free, Metrics metrics) {
    this.free = free;
    this.metrics = metrics;
  }

  /**
   * Acquires a processor unless one is held already. Gives up after two seconds, as another process
   * may be idle.
   *
   * @return whether a processor is held now
   */
  boolean take(Budget budget) throws InterruptedException {
    long start = System.nanoTime();
    while (!held.get()) {
      if (budget.exhausted() || System.nanoTime() - start > PATIENCE.toNanos()) {
        return false;
      }
      if (free.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        since = System.nanoTime();
        held.set(true);
      }
    }
    return true;
  }

  /** The time for which a processor was held, in nanoseconds. */
  long spent() {
    return held.get() ? before + System.nanoTime() - since : before;
  }

  @Override
  public void close() {
    release();
  }

  /** Releases the processor to another slice, if one is held. */
  void release() {
    if (held.get()) {
      long spent = System.nanoTime() - since;
      if (held.compareAndSet(true, false)) {
        before += spent;
        free.release();
        metrics.computed(Duration.ofNanos(spent));
      }
    }
  }
}
