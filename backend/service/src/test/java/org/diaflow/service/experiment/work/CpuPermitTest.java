package org.diaflow.service.experiment.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.diaflow.service.metrics.Metrics;
import org.diaflow.service.metrics.TestMetrics;
import org.diaflow.spi.Budget;
import org.junit.jupiter.api.Test;

/** How slices share a single processor. */
class CpuPermitTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = TestMetrics.of(registry);
  private final Semaphore processor = new Semaphore(1);
  private final CpuPermit first = new CpuPermit(processor, metrics);
  private final CpuPermit second = new CpuPermit(processor, metrics);

  @Test
  void whatOneGivesBackTheOtherTakes() throws Exception {
    assertTrue(first.take(Budget.UNLIMITED));
    assertTrue(first.take(Budget.UNLIMITED), "it has one already");
    var taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return second.take(Budget.UNLIMITED);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    first.release();
    assertTrue(taken.get(10, TimeUnit.SECONDS));
    second.close();
    second.close(); // a left-behind thread may do so once more
    assertEquals(1, processor.availablePermits());
  }

  @Test
  void whoIsToldToEndOrHasWaitedLongEnoughGoesWithout() throws Exception {
    assertTrue(first.take(Budget.UNLIMITED));
    assertFalse(second.take(() -> true));
    assertFalse(second.take(Budget.UNLIMITED));
    assertEquals(0, second.spent());
  }

  @Test
  void timeIsCountedWhileTheProcessorIsHeldOnly() throws Exception {
    assertTrue(first.take(Budget.UNLIMITED));
    Thread.sleep(20);
    first.release();
    long spent = first.spent();
    assertTrue(spent >= 20_000_000, spent + " ns");
    Thread.sleep(20);
    assertEquals(spent, first.spent());
    assertEquals(spent / 1e9, registry.counter("diaflow.busy").count(), 1e-12);
  }
}
