package org.diaflow.hipparchus;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** The multistep method passes the suite for integrators. */
final class AdamsMoultonContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return HipparchusIntegrator.adamsMoulton();
  }
}
