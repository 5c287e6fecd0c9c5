package org.diaflow.spi;

/** What the host allows a run: time, steps, and the user's patience. */
@FunctionalInterface
public interface Budget {

  /** A budget without end. */
  Budget UNLIMITED = () -> false;

  /**
   * Whether the run must end now. Plug-ins ask at least once per step or iteration, rejected ones
   * included, and then return what they have with {@link StopReason#CANCELLED}. Cheap, thread-safe.
   */
  boolean exhausted();
}
