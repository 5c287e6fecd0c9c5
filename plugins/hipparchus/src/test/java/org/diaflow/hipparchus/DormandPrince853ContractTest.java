package org.diaflow.hipparchus;

import org.diaflow.spi.Integrator;
import org.diaflow.testkit.IntegratorContract;

/** Dormand and Prince's method of order 8 passes the suite for integrators. */
final class DormandPrince853ContractTest extends IntegratorContract {

  @Override
  protected Integrator integrator() {
    return HipparchusIntegrator.dormandPrince853();
  }

  /** Where stability limits its steps, its dense output is off by up to 10³ tolerances. */
  @Override
  protected double accuracy() {
    return 3e-9;
  }
}
