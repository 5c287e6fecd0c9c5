package org.diaflow.engine.plan;

import java.util.List;
import org.diaflow.engine.plugin.SolverChoice;

/**
 * The runs of a solver comparison.
 *
 * @param problems the problems
 * @param solvers what runs on each problem: every solver at every tolerance
 */
public record ComparisonPlan(ProblemGrid problems, List<SolverChoice> solvers) implements Plan {

  /** Copies the list. */
  public ComparisonPlan {
    solvers = List.copyOf(solvers);
  }

  /** Every solver meets a problem before the next one comes. */
  @Override
  public List<PlanAxis> cellAxes() {
    return List.of(
        new PlanAxis(PlanAxis.SOLVER, solvers.stream().map(ComparisonPlan::label).toList()));
  }

  private static String label(SolverChoice choice) {
    Double tolerance = choice.parameters().values().get(SolverChoice.TOLERANCE);
    String id = choice.solver().descriptor().id();
    return tolerance == null ? id : "%s at %s".formatted(id, tolerance);
  }

  @Override
  public List<Plugin> plugins() {
    return solvers.stream()
        .map(SolverChoice::solver)
        .distinct()
        .map(solver -> new Plugin(solver.descriptor(), solver))
        .toList();
  }

  @Override
  public SolverCell cell(int index) {
    int contestants = solvers.size();
    return new SolverCell(
        index, problems.point(index / contestants), solvers.get(index % contestants));
  }
}
