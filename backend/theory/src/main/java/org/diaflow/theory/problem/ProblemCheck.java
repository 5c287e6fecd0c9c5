package org.diaflow.theory.problem;

import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.problem.internal.RowSpace;

/** Refuses problems nobody can work on. */
public final class ProblemCheck {

  private ProblemCheck() {}

  /**
   * Throws {@link UnsolvableProblemException} if an entry is not finite, A = 0, y = 0, or y is not
   * in range(A) to 1e-9 relative; the last is left to the solvers where A is sparse and too large
   * to be given in full. Cost N²·d.
   */
  public static void requireSolvable(RegressionProblem problem) {
    if (problem.matrix().hasDense()) {
      RowSpace.of(problem);
    } else {
      RowSpace.requireFinite(problem);
    }
  }
}
