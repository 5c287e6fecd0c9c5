package org.diaflow.ortools;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** GLOP passes the suite for ℓ¹ solvers. */
final class OrToolsGlopContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new OrToolsGlop();
  }
}
