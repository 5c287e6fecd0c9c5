package org.diaflow.service.metrics;

import java.util.Map;

/** Traces are sent where the standard variable of OpenTelemetry says, and not made without it. */
public final class Telemetry {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private Telemetry() {}

  /** The settings that follow from the environment. */
  public static Map<String, String> settings(Map<String, String> environment) {
    boolean wanted = !environment.getOrDefault(ENDPOINT, "").isBlank();
    return Map.of("quarkus.otel.sdk.disabled", String.valueOf(!wanted));
  }
}
