package org.diaflow.l1solvers;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** Douglas–Rachford splitting passes the suite for ℓ¹ solvers. */
final class DouglasRachfordContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new DouglasRachford();
  }
}
