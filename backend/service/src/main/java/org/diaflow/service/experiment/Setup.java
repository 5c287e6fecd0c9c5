package org.diaflow.service.experiment;

import java.util.List;
import org.diaflow.engine.ExperimentPlan;
import org.diaflow.engine.SolverChoice;
import org.diaflow.engine.StopCriteria;

/**
 * What an experiment document means to the engine.
 *
 * @param plan the grid of cells
 * @param solver finds the minimizer of every problem
 * @param stop when a cell stops
 * @param observables what is recorded along flows
 */
record Setup(
    ExperimentPlan plan, SolverChoice solver, StopCriteria stop, List<String> observables) {}
