package org.diaflow.testkit;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.SampledFlow;

/**
 * A flow in the plane that cannot be evaluated anywhere.
 *
 * @param chart the coordinates it claims to be in
 */
record UndefinedFlow(Chart chart) implements DifferentiableFlow, SampledFlow {

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int samples() {
    return 1;
  }

  @Override
  public double clock() {
    return 1;
  }

  @Override
  public double curvature(double[] state) {
    return 1;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    Arrays.fill(derivative, Double.NaN);
  }

  @Override
  public void rightHandSide(double[] state, int[] samples, double[] shifts, double[] derivative) {
    Arrays.fill(derivative, Double.NaN);
  }

  @Override
  public void predictor(double[] state, double[] x) {
    Arrays.fill(x, Double.NaN);
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    Arrays.fill(jacobian, Double.NaN);
  }
}
