package org.diaflow.l1solvers;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;

/**
 * Basis pursuit at the end of the lasso path: the minimizers of ½‖Ax − y‖² + μ‖x‖₁ are followed
 * from x = 0 down to μ = 0, where the last one solves min ‖x‖₁ subject to Ax = y.
 *
 * <p>The path is walked on a working set of columns, those with |a_jᵀr| ≥ 0.7·μ the last times that
 * all columns were looked at, which is whenever μ has halved; one that comes late is caught up
 * with, and the dual vector at the end shows whether one is missing. A path has about as many
 * corners as the minimizer has nonzero entries, each at N·|working set| operations, but (3^d+1)/2
 * in the worst case. Where it is lost to rounding, as the path of an ill-conditioned A can be, it
 * is walked once more for the equivalent problem with orthonormal rows, unless A is sparse and too
 * large for that. Of a sparse A only the stored entries are used. The answer has at most N nonzero
 * entries, solved by QR on its support.
 */
public final class Homotopy implements L1Solver {

  private static final String CORNERS = "corners";

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "homotopy",
          L1SolversPlugin.VERSION,
          "Follows the lasso path down to its end, the ℓ¹ minimizer: fast for sparse minimizers.",
          List.of("exact", "vertex", "dual"),
          List.of(
              ParameterSpec.integer(
                  CORNERS, 1, 1_000_000_000, 1_000_000, "Corners after which the walk gives up.")),
          List.of(
              new Citation(
                  "M. Osborne, B. Presnell, B. Turlach, A new approach to variable selection in"
                      + " least squares problems, IMA J. Numer. Anal. 20 (2000)",
                  "https://doi.org/10.1093/imanum/20.3.389"),
              new Citation(
                  "D. Donoho, Y. Tsaig, Fast solution of ℓ¹-norm minimization problems when the"
                      + " solution may be sparse, IEEE Trans. Inform. Theory 54 (2008)",
                  "https://doi.org/10.1109/TIT.2008.929958"),
              new Citation(
                  "R. Tibshirani et al., Strong rules for discarding predictors in lasso-type"
                      + " problems, J. R. Stat. Soc. B 74 (2012)",
                  "https://doi.org/10.1111/j.1467-9868.2011.01004.x")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return Applicability.yes();
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    return Entrance.solve(task, listener, (problem, scaled) -> solve(problem, task, scaled));
  }

  private static L1Candidate solve(
      RegressionProblem problem, L1Task task, IterateListener listener) {
    double mostCorners = task.parameters().get(CORNERS);
    L1Candidate candidate = new HomotopyRun(problem, listener).solve(task.budget(), mostCorners);
    return candidate.outcome().reason() == StopReason.STALLED && problem.matrix().hasDense()
        ? Entrance.onOrthonormalRows(
            problem, rows -> new HomotopyRun(rows, listener).solve(task.budget(), mostCorners))
        : candidate;
  }
}
