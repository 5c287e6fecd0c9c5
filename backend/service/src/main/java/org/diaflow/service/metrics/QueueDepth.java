package org.diaflow.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The gauge {@code diaflow_queue_cells}: cells of running and waiting experiments that have not
 * ended. Looked up every few seconds, the same in every process; NaN while the database is away.
 */
@ApplicationScoped
public class QueueDepth {

  private static final long SECONDS = 5;
  private static final String CELLS =
      "select coalesce(sum(cells_total - cells_done), 0) from experiment"
          + " where state in ('QUEUED', 'RUNNING')";

  private final DataSource database;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("queue-depth").factory());
  private volatile double cells = Double.NaN;

  QueueDepth(DataSource database, MeterRegistry registry) {
    this.database = database;
    Gauge.builder("diaflow.queue.cells", this, depth -> depth.cells)
        .strongReference(true)
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    clock.scheduleWithFixedDelay(this::measure, 0, SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    clock.shutdownNow();
  }

  private void measure() {
    try (var connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CELLS)) {
      row.next();
      cells = row.getDouble(1);
    } catch (SQLException e) {
      cells = Double.NaN;
    }
  }
}
