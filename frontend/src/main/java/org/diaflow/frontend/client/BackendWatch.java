package org.diaflow.frontend.client;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks every few seconds whether the backend answers, as long as somebody wants to know. */
@ApplicationScoped
public class BackendWatch {

  private static final int SECONDS = 3;

  private final LabClient lab;
  private final CopyOnWriteArrayList<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backend-watch").factory());

  /** A watch on the backend at {@code base}, in nobody's name. */
  @Inject
  public BackendWatch(@ConfigProperty(name = "diaflow.backend.url") URI base) {
    this.lab = new LabClient(base);
    var _ = timer.scheduleWithFixedDelay(this::poll, 0, SECONDS, TimeUnit.SECONDS);
  }

  /** Tells {@code listener} after every look; closing the subscription ends it. */
  public Subscription subscribe(Consumer<Boolean> listener) {
    listeners.add(listener);
    var _ = timer.submit(() -> listener.accept(answers()));
    return () -> listeners.remove(listener);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void poll() {
    if (!listeners.isEmpty()) {
      boolean answers = answers();
      listeners.forEach(listener -> listener.accept(answers));
    }
  }

  private boolean answers() {
    try {
      lab.ping();
      return true;
    } catch (BackendException e) {
      return e.status() != 0;
    }
  }

  /** A standing wish to be told; closing it ends it. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
