package org.diaflow.service.queue;

import java.time.Duration;
import java.util.Optional;

/** What a worker does with a range. */
public interface CellRangeWork {

  /**
   * What is left of a range after a slice.
   *
   * @param range the remainder
   * @param pause how long it is to be left alone
   * @param split whether a second worker would help: the remainder takes some time
   */
  record Remainder(CellRange range, Duration pause, boolean split) {}

  /**
   * Computes and writes down cells of {@code range} for about a second.
   *
   * @return what is left, or nothing if nothing is or if the range is out of date
   * @throws RuntimeException if the database is away: the range comes again
   */
  Optional<Remainder> advance(CellRange range) throws InterruptedException;
}
