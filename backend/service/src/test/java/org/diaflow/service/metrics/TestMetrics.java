package org.diaflow.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** Metrics for tests elsewhere. */
public final class TestMetrics {

  private TestMetrics() {}

  /** Metrics that are counted in {@code registry}. */
  public static Metrics of(MeterRegistry registry) {
    return new Metrics(registry);
  }
}
