package org.diaflow.service.queue;

import java.time.Duration;
import java.util.Optional;

/** What a worker does with a lane. */
public interface LaneWork {

  /**
   * What is left of a lane after a turn.
   *
   * @param lane the rest
   * @param pause how long it is to be left alone
   * @param split whether a second worker would help: the rest takes some time
   */
  record Rest(Lane lane, Duration pause, boolean split) {}

  /**
   * Computes and writes down cells of {@code lane} for about a second.
   *
   * @return what is left, or nothing if nothing is or if the lane is out of date
   * @throws RuntimeException if the database is away: the lane comes again
   */
  Optional<Rest> advance(Lane lane) throws InterruptedException;
}
