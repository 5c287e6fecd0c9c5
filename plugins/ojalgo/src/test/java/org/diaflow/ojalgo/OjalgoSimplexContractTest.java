package org.diaflow.ojalgo;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** The simplex passes the suite for ℓ¹ solvers. */
final class OjalgoSimplexContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new OjalgoSimplex();
  }
}
