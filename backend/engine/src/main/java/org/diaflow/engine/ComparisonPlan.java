package org.diaflow.engine;

import java.util.ArrayList;
import java.util.List;

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

  /** The runs, seeds outermost: every solver meets a problem before the next one comes. */
  @Override
  public List<ComparisonCell> cells() {
    var cells = new ArrayList<ComparisonCell>();
    for (long seed : seeds) {
      for (SolverChoice solver : solvers) {
        cells.add(new ComparisonCell(cells.size(), seed, solver));
      }
    }
    return cells;
  }
}
