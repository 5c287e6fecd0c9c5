package org.diaflow.integrators;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** The explicit method passes the suite for integrators. */
final class DormandPrinceContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return DormandPrince.mirror();
  }

  @Override
  protected double accuracy() {
    return 1e-8;
  }
}
