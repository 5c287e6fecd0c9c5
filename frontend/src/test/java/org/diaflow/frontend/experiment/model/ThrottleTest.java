package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final AtomicInteger value = new AtomicInteger();
  private final LinkedBlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
  private final Throttle throttle = new Throttle(INTERVAL, () -> seen.add(value.get()));

  @Test
  void aRequestRightAfterAnAnswerIsNotLost() throws InterruptedException {
    for (int k = 1; k <= 3; k++) {
      value.set(k);
      throttle.request();
      assertEquals(k, seen.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aBurstIsAnsweredAtMostOnceAnInterval() {
    long start = System.nanoTime();
    long end = start + INTERVAL.multipliedBy(5).toNanos();
    while (System.nanoTime() < end) {
      throttle.request();
    }
    int answers = seen.size();
    long intervals = (System.nanoTime() - start) / INTERVAL.toNanos();
    assertTrue(answers <= intervals + 1, "%d answers".formatted(answers));
  }
}
