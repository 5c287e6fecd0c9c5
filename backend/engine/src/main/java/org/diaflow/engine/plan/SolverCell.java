package org.diaflow.engine.plan;

import java.util.List;
import org.diaflow.engine.plugin.SolverChoice;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is one run of an ℓ¹ solver.
 *
 * @param index position in the experiment, from 0
 * @param problem the problem
 * @param solver the solver, its tolerance among the parameters
 */
public record SolverCell(int index, ProblemPoint problem, SolverChoice solver) implements Cell {

  @Override
  public String engineId() {
    return solver.solver().descriptor().id();
  }

  @Override
  public @Nullable List<Object> determinants() {
    return null;
  }

  @Override
  public Object plugin() {
    return solver.solver();
  }
}
