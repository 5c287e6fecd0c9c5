package org.diaflow.spi;

/** A gradient flow that knows the derivative of its right-hand side, as implicit methods need. */
public interface DifferentiableFlow extends GradientFlow {

  /**
   * Writes the Jacobian ∂f/∂state at {@code state} (length n) into {@code jacobian} (n × n, row by
   * row).
   */
  void jacobian(double[] state, double[] jacobian);
}
