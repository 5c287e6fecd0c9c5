package org.diaflow.service.queue;

import java.time.Duration;
import java.util.Optional;

/** The work of a worker on a cell range. */
public interface CellRangeWork {

  /**
   * The remainder of a cell range after a work slice.
   *
   * @param range the cells that are left
   * @param pause how long it is to be left alone
   * @param split whether a second worker would help: the remainder takes some time
   */
  record Remainder(CellRange range, Duration pause, boolean split) {}

  /**
   * Computes and writes down cells of {@code range} for about a second.
   *
   * @return what is left, or nothing if nothing is or if the range is out of date
   * @throws RuntimeException if the database is away; the range is handed out again
   */
  Optional<Remainder> advance(CellRange range) throws InterruptedException;
}
