package org.diaflow.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Counters of this process at {@code /q/metrics}.
 *
 * <ul>
 *   <li>{@code diaflow_cells_total{engine, reason}}: cells that ended here; its rate is cells per
 *       second by plug-in, and by reason the failures
 *   <li>{@code diaflow_cell_seconds{engine}}: time a cell took
 *   <li>{@code diaflow_busy_seconds_total}: time its processors were at work on cells and their
 *       problems; what is missing to their number times the time that went by is idle or overhead
 *   <li>{@code diaflow_stream_lag_seconds}: time it took a reader to take a message
 *   <li>{@code diaflow_queue_cells}: see {@link QueueDepth}
 * </ul>
 */
@ApplicationScoped
public class Metrics {

  private final MeterRegistry registry;
  private final Timer lag;
  private final Counter busy;

  Metrics(MeterRegistry registry) {
    this.registry = registry;
    this.lag = Timer.builder("diaflow.stream.lag").register(registry);
    this.busy = Counter.builder("diaflow.busy").baseUnit("seconds").register(registry);
  }

  /** Counts a cell that ended after {@code seconds} of work, for a {@code reason} of the wire. */
  public void cellEnded(String engine, String reason, double seconds) {
    registry.counter("diaflow.cells", "engine", engine, "reason", reason).increment();
    DistributionSummary.builder("diaflow.cell")
        .baseUnit("seconds")
        .tag("engine", engine)
        .register(registry)
        .record(seconds);
  }

  /** Counts time that a processor was at work on cells and their problems. */
  public void computed(Duration time) {
    busy.increment(time.toNanos() / 1e9);
  }

  /** Counts messages that a reader took {@code waited} to take. */
  public void streamLag(int messages, Duration waited) {
    for (int k = 0; k < messages; k++) {
      lag.record(waited);
    }
  }
}
