package org.diaflow.frontend.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  @Test
  void aBurstIsAnsweredRarelyAndItsLastRequestIsNotLost() throws InterruptedException {
    var value = new AtomicInteger();
    var seen = new LinkedBlockingQueue<Integer>();
    var throttle = new Throttle(Duration.ofMillis(100), () -> seen.add(value.get()));
    int last = 100_000;
    for (int k = 1; k <= last; k++) {
      value.set(k);
      throttle.request();
    }
    long start = System.nanoTime();
    int answers = 0;
    int newest = 0;
    while (newest < last) {
      Integer next = seen.poll(10, TimeUnit.SECONDS);
      newest = next == null ? last + 1 : next;
      answers++;
    }
    assertEquals(last, newest);
    long intervals = Duration.ofNanos(System.nanoTime() - start).toMillis() / 100;
    assertTrue(answers <= intervals + 20, "%d answers".formatted(answers));
  }
}
