package org.diaflow.engine.plan;

import java.util.List;
import java.util.Objects;
import org.diaflow.engine.plugin.SolverChoice;

/**
 * The runs of a solver comparison.
 *
 * @param seeds seeds, one problem each
 * @param solvers what runs on each problem: every solver at every tolerance
 */
public record ComparisonPlan(List<Long> seeds, List<SolverChoice> solvers) implements Plan {

  /** Copies the lists. */
  public ComparisonPlan {
    seeds = List.copyOf(seeds);
    solvers = List.copyOf(solvers);
  }

  @Override
  public long size() {
    return (long) seeds.size() * solvers.size();
  }

  /** Seeds outermost: every solver meets a problem before the next one comes. */
  @Override
  public SolverCell cell(int index) {
    Objects.checkIndex(index, size());
    int contestants = solvers.size();
    return new SolverCell(index, seeds.get(index / contestants), solvers.get(index % contestants));
  }
}
