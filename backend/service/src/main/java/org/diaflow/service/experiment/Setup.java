package org.diaflow.service.experiment;

import java.util.List;
import org.diaflow.engine.Plan;
import org.diaflow.engine.SolverChoice;
import org.diaflow.engine.StopCriteria;

/**
 * What an experiment document means to the engine.
 *
 * @param plan the cells
 * @param solver finds the minimizer of every problem; in a comparison, where the planted vector is
 *     none
 * @param stop when a cell stops
 * @param observables what is recorded along flows
 */
record Setup(Plan plan, SolverChoice solver, StopCriteria stop, List<String> observables) {}
