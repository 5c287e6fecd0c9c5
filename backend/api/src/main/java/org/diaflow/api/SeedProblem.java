package org.diaflow.api;

/**
 * The problem an experiment uses for one seed.
 *
 * @param seed the seed
 * @param problem id of the stored problem
 */
public record SeedProblem(long seed, String problem) {}
