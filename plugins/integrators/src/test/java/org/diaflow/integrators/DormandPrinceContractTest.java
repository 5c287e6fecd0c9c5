package org.diaflow.integrators;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** The explicit method in mirror coordinates passes the suite for integrators. */
final class DormandPrinceContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return DormandPrince.mirror();
  }

  /** Errors on a plateau of length log(1/α) grow by up to 1/α before they decay. */
  @Override
  protected double accuracy() {
    return 1e-8;
  }
}
