package org.diaflow.spi;

/**
 * A method for basis pursuit: minimize ‖x‖₁ subject to A·x = y. Stateless: one instance serves
 * concurrent runs.
 */
public interface L1Solver {

  /** Identity, parameters and sources. */
  Descriptor descriptor();

  /** Whether this method can take {@code problem}: its size, its shape. */
  Applicability supports(RegressionProblem problem);

  /**
   * Solves {@code task}, telling {@code listener} of improving iterates if the method has any.
   *
   * @return the best vector found and why the method ended; with {@link StopReason#STALLED} when
   *     A·x = y has no solution. The engine judges the vector; nothing else is believed.
   */
  L1Candidate solve(L1Task task, IterateListener listener);
}
