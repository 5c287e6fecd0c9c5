package org.diaflow.spi;

/** One accepted step of an integrator with its dense output; valid only during the callback. */
public interface AcceptedStep {

  /** Rescaled time τ at which the step starts. */
  double start();

  /** Rescaled time τ at which the step ends, > start. */
  double end();

  /**
   * Writes the state at {@code time} in [start, end] into {@code state}; exact at both ends, of the
   * method's dense-output order between them.
   */
  void state(double time, double[] state);
}
