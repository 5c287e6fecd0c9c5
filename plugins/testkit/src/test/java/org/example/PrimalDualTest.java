package org.example;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

final class PrimalDualTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new PrimalDual();
  }
}
