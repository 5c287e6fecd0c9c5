package org.diaflow.hipparchus;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** Extrapolation passes the suite for integrators. */
final class GraggBulirschStoerContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return HipparchusIntegrator.graggBulirschStoer();
  }
}
