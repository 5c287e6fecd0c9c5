package org.diaflow.integrators;

import java.util.Map;
import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** Stochastic gradient descent passes the suite for integrators. */
final class StochasticGradientDescentContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return new StochasticGradientDescent();
  }

  @Override
  protected Map<String, Double> parameters() {
    return Map.of("stepSize", 1e-3);
  }

  /**
   * First order, and for d > 1 as noisy as the batches; the invariants see a hundred times this.
   */
  @Override
  protected double accuracy() {
    return 2e-2;
  }

  /** The end is that of a flow with another scale, smaller by up to a few times (theory §8). */
  @Override
  protected double agreement() {
    return 0.8;
  }
}
