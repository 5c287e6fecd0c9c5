package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.diaflow.service.metrics.Metrics;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The permits to use the processors of this process. One more slice is under way than there are
 * processors: while some compute, one reads what it is to do or writes down what it has done.
 */
@ApplicationScoped
class CpuPermits {

  private final int count;
  private final Semaphore free;
  private final Metrics metrics;

  CpuPermits(
      @ConfigProperty(name = "diaflow.compute.threads") Optional<Integer> threads,
      Metrics metrics) {
    this.count = threads.orElse(Runtime.getRuntime().availableProcessors());
    this.free = new Semaphore(count);
    this.metrics = metrics;
  }

  /** The number of slices to be under way at once. */
  int slices() {
    return count == 0 ? 0 : count + 1;
  }

  /** A permit for one slice, which holds no processor yet. */
  CpuPermit permit() {
    return new CpuPermit(free, metrics);
  }
}
