package org.diaflow.engine.plugin;

import org.diaflow.spi.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * One line of the plug-in catalogue: an integrator, an ℓ¹ solver, a problem generator, or a plug-in
 * that could not be loaded.
 *
 * @param descriptor what it says of itself, or null if it is broken before it could say
 * @param kind what it is, or null if unknown
 * @param state whether it can be used
 * @param reason why it cannot, or null
 * @param source the jar or folder it comes from
 */
public record PluginEntry(
    @Nullable Descriptor descriptor,
    @Nullable Kind kind,
    State state,
    @Nullable String reason,
    String source) {

  /** What a plug-in provides. */
  public enum Kind {
    /** A method that advances a gradient flow. */
    INTEGRATOR,
    /** A method for basis pursuit. */
    L1_SOLVER,
    /** A recipe for problems. */
    GENERATOR;

    /** The name in HTTP documents. */
    public String wireName() {
      return switch (this) {
        case INTEGRATOR -> "integrator";
        case L1_SOLVER -> "l1-solver";
        case GENERATOR -> "generator";
      };
    }
  }

  /** Whether a plug-in can be used. */
  public enum State {
    /** It can. */
    LOADED,
    /** It works but breaks a rule of the catalogue, e.g. its id is taken. */
    REFUSED,
    /** It threw, or its jar names no provider. */
    BROKEN;

    /** The name in HTTP documents. */
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
