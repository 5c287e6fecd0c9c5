package org.diaflow.frontend.experiment.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.EventStream;
import org.diaflow.frontend.client.LabClient;

/**
 * How far several experiments are together, followed by their events until all have ended; a
 * listener hears it at most once a second. Thread-safe.
 */
public final class LiveProgress implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Throttle throttle;
  private final Map<String, Long> done = new HashMap<>();
  private final Map<String, EventStream> streams = new HashMap<>();

  /**
   * How far they are.
   *
   * @param done how many of their cells have ended
   * @param ended whether no more will end
   */
  public record Sum(long done, boolean ended) {}

  /** Follows those of {@code experiments} that have not ended; {@code listener} hears changes. */
  public LiveProgress(LabClient lab, List<ExperimentView> experiments, Consumer<Sum> listener) {
    this(lab, experiments, listener, INTERVAL);
  }

  LiveProgress(
      LabClient lab, List<ExperimentView> experiments, Consumer<Sum> listener, Duration interval) {
    throttle = new Throttle(interval, () -> listener.accept(now()));
    synchronized (this) {
      for (ExperimentView experiment : experiments) {
        String id = experiment.id();
        done.put(id, (long) experiment.progress().done());
        if (!experiment.state().ended()) {
          streams.put(id, lab.events(id, new One(id)));
        }
      }
    }
  }

  /** How far they are now. */
  public synchronized Sum now() {
    long all = done.values().stream().mapToLong(Long::longValue).sum();
    return new Sum(all, streams.isEmpty());
  }

  @Override
  public synchronized void close() {
    streams.values().forEach(EventStream::close);
  }

  private synchronized void advance(String id, long cells) {
    done.put(id, cells);
    throttle.request();
  }

  private synchronized void end(String id) {
    streams.remove(id);
    throttle.request();
  }

  /** Hears one of them. */
  private final class One implements EventStream.Listener {

    private final String id;

    private One(String id) {
      this.id = id;
    }

    @Override
    public void progress(ProgressEvent event) {
      advance(id, event.progress().done());
    }

    @Override
    public void ended() {
      end(id);
    }

    @Override
    public void refused(BackendException refusal) {
      end(id); // deleted, or shared no longer
    }

    @Override
    public void connected() {}

    @Override
    public void lost(String sentence, int seconds) {}

    @Override
    public void state(StateEvent event) {}

    @Override
    public void sample(SampleEvent event) {}
  }
}
