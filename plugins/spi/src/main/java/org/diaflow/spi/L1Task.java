package org.diaflow.spi;

/**
 * One basis pursuit to perform.
 *
 * @param problem the problem
 * @param parameters values for the solver's parameters
 * @param budget to be asked at least once per iteration
 */
public record L1Task(RegressionProblem problem, Parameters parameters, Budget budget) {}
