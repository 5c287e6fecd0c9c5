package org.diaflow.spi;

/**
 * A recipe for regression problems: parameters and a seed give a matrix, observations and, where
 * there is one, the vector behind them. Stateless: one instance serves concurrent calls.
 */
public interface ProblemGenerator {

  /** Identity, parameters and sources. */
  Descriptor descriptor();

  /** Whether problems of other seeds are other problems. */
  boolean random(Parameters parameters);

  /**
   * Number of entries N·d that a problem keeps in memory, known before it is made; 0 for a sparse
   * matrix, whose generator sets bounds of its own.
   */
  long entries(Parameters parameters);

  /**
   * The problem of {@code seed}: equal parameters and seeds, equal bits. Its provenance names
   * parameters and seed.
   *
   * @throws ArgumentOutOfRangeException for parameters that do not go together
   */
  RegressionProblem generate(Parameters parameters, long seed);
}
