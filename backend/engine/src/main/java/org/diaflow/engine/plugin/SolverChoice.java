package org.diaflow.engine.plugin;

import java.util.LinkedHashMap;
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

  /** This choice with {@code tolerance}, or itself if the solver has no such parameter. */
  public SolverChoice withTolerance(double tolerance) {
    if (!hasTolerance()) {
      return this;
    }
    var values = new LinkedHashMap<>(parameters.values());
    values.put(TOLERANCE, tolerance);
    return new SolverChoice(solver, Parameters.of(solver.descriptor(), values));
  }

  /** Whether the solver takes a tolerance. */
  public boolean hasTolerance() {
    return parameters.values().containsKey(TOLERANCE);
  }

  /** {@code solver} with its defaults. */
  public static SolverChoice defaults(L1Solver solver) {
    return new SolverChoice(solver, Parameters.defaults(solver.descriptor()));
  }
}
