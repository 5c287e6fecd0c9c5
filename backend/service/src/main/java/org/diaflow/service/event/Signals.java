package org.diaflow.service.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells waiting readers that something about an experiment has changed, never what: they look for
 * themselves. Whoever changes something is never held up.
 */
@ApplicationScoped
public class Signals {

  private final ConcurrentHashMap<String, Bell> bells = new ConcurrentHashMap<>();

  /** Begins to listen for changes of {@code experiment}. */
  public Subscription subscribe(String experiment) {
    Bell bell =
        bells.compute(
            experiment,
            (id, present) -> {
              Bell shared = present == null ? new Bell() : present;
              shared.listeners++;
              return shared;
            });
    return new Subscription(experiment, bell);
  }

  /** Wakes whoever listens for changes of {@code experiment}. */
  public void changed(String experiment) {
    Bell bell = bells.get(experiment);
    if (bell != null) {
      bell.ring();
    }
  }

  /** Wakes everybody. */
  public void changed() {
    bells.values().forEach(Bell::ring);
  }

  /** How many experiments are listened to. */
  public int listenedTo() {
    return bells.size();
  }

  /** One listener; each belongs to one reader. */
  public final class Subscription implements AutoCloseable {

    private final String experiment;
    private final Bell bell;
    private long heard;
    private boolean closed;

    private Subscription(String experiment, Bell bell) {
      this.experiment = experiment;
      this.bell = bell;
      this.heard = bell.rings();
    }

    /** Waits until something has changed since the last call, at most {@code patience}. */
    public void await(Duration patience) throws InterruptedException {
      heard = bell.await(heard, patience);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        bells.computeIfPresent(experiment, (id, shared) -> --shared.listeners == 0 ? null : shared);
      }
    }
  }

  private static final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;
    private int listeners;

    private void ring() {
      lock.lock();
      try {
        rings++;
        rung.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private long rings() {
      lock.lock();
      try {
        return rings;
      } finally {
        lock.unlock();
      }
    }

    private long await(long heard, Duration patience) throws InterruptedException {
      long left = patience.toNanos();
      lock.lock();
      try {
        while (rings == heard && left > 0) {
          left = rung.awaitNanos(left);
        }
        return rings;
      } finally {
        lock.unlock();
      }
    }
  }
}
