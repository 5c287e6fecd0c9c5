package org.diaflow.engine.plugin;

import org.diaflow.spi.Integrator;
import org.diaflow.spi.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a cell: the exact limit, or an integrator with its parameters.
 *
 * @param integrator the integrator, or null for the exact limit
 * @param parameters its parameters; empty for the exact limit
 */
public record EngineChoice(@Nullable Integrator integrator, Parameters parameters) {

  /** The exact limit. */
  public static final EngineChoice LIMIT =
      new EngineChoice(null, new Parameters(java.util.Map.of()));

  /** {@code limit} or the integrator's id. */
  public String id() {
    return integrator == null ? "limit" : integrator.descriptor().id();
  }
}
