package org.diaflow.ortools;

import org.diaflow.spi.L1Solver;
import org.diaflow.testkit.L1SolverContract;

/** PDLP passes the suite for ℓ¹ solvers. */
final class OrToolsPdlpContractTest extends L1SolverContract {

  @Override
  protected L1Solver solver() {
    return new OrToolsPdlp();
  }
}
