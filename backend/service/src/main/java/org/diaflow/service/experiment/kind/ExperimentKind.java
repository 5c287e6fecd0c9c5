package org.diaflow.service.experiment.kind;

import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.flow.SampleListener;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;

/** A kind of experiment: what its cells are, how a problem is prepared, what a cell computes. */
public interface ExperimentKind {

  /** Its name, the fields and defaults of its documents, and what is shown of it first. */
  KindDescription description();

  /** The cells that {@code document} asks for; what is wrong goes to {@code violations}. */
  Plan plan(ExperimentDocument document, ProblemGrid problems, Violations violations);

  /**
   * Everything that the cells of {@code problem} have in common.
   *
   * @throws org.diaflow.theory.UnsolvableProblemException if it has no solution
   * @throws org.diaflow.engine.plugin.SolverFailedException if a plug-in fails
   */
  Prepared prepare(RegressionProblem problem, ExperimentDefinition definition, Budget budget);

  /** The result of {@code work}'s cell; faults of a plug-in are results. */
  CellResult compute(CellWork work);

  /**
   * A cell to be computed.
   *
   * @param cell the cell
   * @param problem its problem, as {@link #prepare} made it
   * @param definition the experiment
   * @param budget ends the computation early
   * @param listener is told of the points of flows
   */
  record CellWork(
      Cell cell,
      Prepared problem,
      ExperimentDefinition definition,
      Budget budget,
      SampleListener listener) {}
}
