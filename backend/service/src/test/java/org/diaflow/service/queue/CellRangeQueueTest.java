package org.diaflow.service.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.diaflow.service.database.DatabaseUrl;
import org.diaflow.service.database.EmbeddedDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The queue on a database of its own. */
class CellRangeQueueTest {

  private static final int RANGES = 60;
  private static final int TURNS = 2;

  /** What makes PostgreSQL join by nested loops, which it does now and then by itself. */
  private static final String NESTED_LOOPS =
      "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_hashagg=off -c enable_sort=off"
          + " -c enable_material=off -c enable_memoize=off";

  @TempDir Path directory;

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private EmbeddedDatabase database;
  private CellRangeTable table;
  private CellRangeQueue queue;

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.open(directory);
    DatabaseUrl url = database.url();
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.name()));
    source.setUser(url.user());
    source.setPassword(url.password());
    Flyway.configure().dataSource(source).load().migrate();
    source.setOptions(NESTED_LOOPS);
    table = new CellRangeTable(source);
    queue = new CellRangeQueue(this::advance, table, source, new ObjectMapper());
  }

  @AfterEach
  void stop() {
    mayEnd.release(RANGES);
    queue.stop();
    database.close();
  }

  private Optional<CellRangeWork.Remainder> advance(CellRange range) throws InterruptedException {
    begun.release();
    mayEnd.acquire();
    return Optional.empty();
  }

  @Test
  void nobodyTakesMoreRangesInHandThanItHasTurns() throws Exception {
    queue.add(
        CellRange.of(
            "experiment",
            1,
            new CellRange.Shape(RANGES * 64, 64, 1),
            List.of(new CellRange.Chunk(0, RANGES * 64))));
    assertEquals(RANGES, table.attendance("experiment").ranges());
    queue.start(TURNS);
    begun.acquire(TURNS);
    assertEquals(TURNS, table.attendance("experiment").held());
    mayEnd.release(RANGES / 2);
    assertTrue(begun.tryAcquire(RANGES / 2, 30, TimeUnit.SECONDS));
    Awaitility.await().until(() -> table.attendance("experiment").ranges() == RANGES - RANGES / 2);
    assertEquals(TURNS, table.attendance("experiment").held());
  }
}
