package org.diaflow.integrators;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** The classical method passes the suite for integrators. */
final class ClassicalRungeKuttaContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return new ClassicalRungeKutta();
  }
}
