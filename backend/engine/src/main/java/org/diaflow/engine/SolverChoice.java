package org.diaflow.engine;

import org.diaflow.spi.L1Solver;
import org.diaflow.spi.Parameters;

/**
 * An ℓ¹ solver with its parameters.
 *
 * @param solver the solver
 * @param parameters its parameters
 */
public record SolverChoice(L1Solver solver, Parameters parameters) {

  /** Name of the parameter by which iterative solvers take the accuracy asked of them. */
  public static final String TOLERANCE = "tolerance";

  /** {@code solver} with its defaults. */
  public static SolverChoice defaults(L1Solver solver) {
    return new SolverChoice(solver, Parameters.defaults(solver.descriptor()));
  }
}
