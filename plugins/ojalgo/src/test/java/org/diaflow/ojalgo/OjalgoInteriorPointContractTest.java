package org.diaflow.ojalgo;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** The interior-point method passes the suite for ℓ¹ solvers. */
final class OjalgoInteriorPointContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new OjalgoInteriorPoint();
  }
}
