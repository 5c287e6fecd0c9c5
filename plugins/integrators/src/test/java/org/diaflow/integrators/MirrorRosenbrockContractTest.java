package org.diaflow.integrators;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** The Rosenbrock method passes the suite for integrators. */
final class MirrorRosenbrockContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return new MirrorRosenbrock();
  }
}
