package org.diaflow.theory;

import org.diaflow.spi.RegressionProblem;

/** Refuses problems nobody can work on. */
public final class ProblemCheck {

  private ProblemCheck() {}

  /**
   * Throws {@link UnsolvableProblemException} if an entry is not finite, A = 0, y = 0, or y is not
   * in range(A) to 1e-9 relative. Cost N²·d.
   */
  public static void requireSolvable(RegressionProblem problem) {
    RowSpace.of(problem);
  }
}
