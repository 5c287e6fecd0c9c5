package org.diaflow.spi;

/**
 * A gradient flow in layer weights that knows what gradient descent needs: its unit of time, a
 * bound on the curvature, and the gradient of single samples.
 */
public interface SampledFlow extends GradientFlow {

  /** Number of samples N. */
  int samples();

  /** dτ/dt: rescaled time per unit of the time in which a step of gradient descent is measured. */
  double clock();

  /**
   * An estimate of the largest eigenvalue of the Hessian of the loss in the weights between {@code
   * state} (length n) and the end of the flow, per unit of unscaled time: gradient descent with
   * twice its reciprocal is at the edge of stability.
   */
  double curvature(double[] state);

  /**
   * Writes the time derivative at {@code state} (length n) under the loss ½Σ (a_i·x − y_i −
   * shift_i)² over some samples only into {@code derivative} (length n), in rescaled time.
   *
   * @param samples indices i, counted from 0; one listed twice counts twice
   * @param shifts what is added to the labels, one per listed sample
   */
  void rightHandSide(double[] state, int[] samples, double[] shifts, double[] derivative);
}
