package org.diaflow.service.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signals to waiting readers that something about an experiment has changed; readers look for
 * themselves what it was. Whoever changes something is never held up.
 */
@ApplicationScoped
public class Signals {

  private final ConcurrentHashMap<String, ChangeSignal> signals = new ConcurrentHashMap<>();

  /** Begins to listen for changes of {@code experiment}. */
  public Subscription subscribe(String experiment) {
    ChangeSignal signal =
        signals.compute(
            experiment,
            (id, present) -> {
              ChangeSignal shared = present == null ? new ChangeSignal() : present;
              shared.listeners++;
              return shared;
            });
    return new Subscription(experiment, signal);
  }

  /** Wakes whoever listens for changes of {@code experiment}. */
  public void changed(String experiment) {
    ChangeSignal signal = signals.get(experiment);
    if (signal != null) {
      signal.raise();
    }
  }

  /** Wakes everybody. */
  public void changed() {
    signals.values().forEach(ChangeSignal::raise);
  }

  /** How many experiments are listened to. */
  public int listenedTo() {
    return signals.size();
  }

  /** One listener; each belongs to one reader. */
  public final class Subscription implements AutoCloseable {

    private final String experiment;
    private final ChangeSignal signal;
    private long seen;
    private boolean closed;

    private Subscription(String experiment, ChangeSignal signal) {
      this.experiment = experiment;
      this.signal = signal;
      this.seen = signal.count();
    }

    /** Waits until something has changed since the last call, at most {@code patience}. */
    public void await(Duration patience) throws InterruptedException {
      seen = signal.await(seen, patience);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        signals.computeIfPresent(
            experiment, (id, shared) -> --shared.listeners == 0 ? null : shared);
      }
    }
  }

  private static final class ChangeSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition condition = lock.newCondition();
    private long count;
    private int listeners;

    private void raise() {
      lock.lock();
      try {
        count++;
        condition.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private long count() {
      lock.lock();
      try {
        return count;
      } finally {
        lock.unlock();
      }
    }

    private long await(long seen, Duration patience) throws InterruptedException {
      long left = patience.toNanos();
      lock.lock();
      try {
        while (count == seen && left > 0) {
          left = condition.awaitNanos(left);
        }
        return count;
      } finally {
        lock.unlock();
      }
    }
  }
}
