package org.diaflow.l1solvers;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** The primal–dual hybrid gradient method passes the suite for ℓ¹ solvers. */
final class PrimalDualHybridContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new PrimalDualHybrid();
  }
}
