package org.diaflow.spi;

/** The host's ear on an integration. */
@FunctionalInterface
public interface StepListener {

  /**
   * Called once per accepted step, in order.
   *
   * @return true to go on, false to end the run; the integrator then returns {@link
   *     StopReason#CANCELLED}
   */
  boolean accepted(AcceptedStep step);
}
