package org.diaflow.service.experiment.document;

import java.util.List;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.plan.Plan;
import org.diaflow.engine.plugin.SolverChoice;

/**
 * The meaning of an experiment document to the engine.
 *
 * @param plan the cells
 * @param solver finds the minimizer of every problem; in a comparison, where the planted vector is
 *     none
 * @param stop when a cell stops
 * @param observables what is recorded along flows
 */
public record ExperimentDefinition(
    Plan plan, SolverChoice solver, StopCriteria stop, List<String> observables) {}
