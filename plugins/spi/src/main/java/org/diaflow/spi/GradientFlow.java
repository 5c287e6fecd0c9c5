package org.diaflow.spi;

/**
 * Gradient flow on ½‖Ax − y‖² of a diagonal network, as an autonomous ODE in a declared chart.
 *
 * <p>Time is the rescaled time τ = κ_D·t / ψ_D(1/α), dimensionless, in which features are learned
 * at τ of order 1 whatever α is. Implementations hold scratch space: one flow, one thread. No
 * method allocates.
 */
public interface GradientFlow {

  /** The coordinates of the state. */
  Chart chart();

  /** Length n of the state vector. */
  int dimension();

  /**
   * Writes the time derivative at {@code state} (length n) into {@code derivative} (length n).
   * Outside the chart's domain the result is non-finite: an integrator rejects such a step.
   */
  void rightHandSide(double[] state, double[] derivative);

  /** Writes the predictor x (length d) of {@code state} (length n) into {@code x}. */
  void predictor(double[] state, double[] x);
}
