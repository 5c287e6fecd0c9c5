package org.diaflow.testkit;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DifferentiableFlow;

/** A flow that cannot be evaluated anywhere. */
final class UndefinedFlow implements DifferentiableFlow {

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
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
