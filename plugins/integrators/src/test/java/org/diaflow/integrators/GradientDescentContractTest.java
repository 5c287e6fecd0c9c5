package org.diaflow.integrators;

import java.util.Map;
import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** Gradient descent passes the suite for integrators. */
final class GradientDescentContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return new GradientDescent();
  }

  @Override
  protected Map<String, Double> parameters() {
    return Map.of("stepSize", 1e-3);
  }

  /** First order: half the step size times the time squared rates, up to 9 here. */
  @Override
  protected double accuracy() {
    return 2e-2;
  }

  /** The end point is off by a multiple of the step size (theory §8). */
  @Override
  protected double agreement() {
    return 1e-2;
  }
}
