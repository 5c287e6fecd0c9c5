package org.diaflow.l1solvers;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** The limit of the network passes the suite for ℓ¹ solvers. */
final class NetworkLimitContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new NetworkLimit();
  }
}
