package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A solver comparison so far.
 *
 * @param problems problems on which every contestant has ended: those the profiles are made of
 * @param contestants every solver at every tolerance, in the order of the document
 */
public record ComparisonSummary(int problems, List<Contestant> contestants) {

  /**
   * A solver at a tolerance.
   *
   * @param solver its id
   * @param tolerance its tolerance, or null if it takes none
   * @param runs how many runs it has
   * @param ended how many of them have ended
   * @param before verdicts on its answers as returned
   * @param after verdicts after purification
   * @param medianSeconds median time of the runs that ended with an answer, or null without any
   * @param profileBefore performance profile: time to the answer, if that is {@code solved}
   * @param profileAfter the same with purification: its time counts, too
   */
  public record Contestant(
      String solver,
      @Nullable Double tolerance,
      int runs,
      int ended,
      Verdicts before,
      Verdicts after,
      @Nullable Double medianSeconds,
      List<Step> profileBefore,
      List<Step> profileAfter) {}

  /**
   * Numbers of runs by verdict; those that gave no answer are among the unacceptable. The error is
   * ‖x − x*‖₂ / max(1, ‖x*‖₂), or where the minimizer x* is not known the larger of residual and
   * gap.
   *
   * @param solved error at most 1e-6
   * @param acceptable error at most 1e-1
   * @param unacceptable the rest
   */
  public record Verdicts(int solved, int acceptable, int unacceptable) {}

  /**
   * A corner of a performance profile (E. Dolan and J. Moré 2002).
   *
   * @param ratio τ ≥ 1: time divided by that of the best contestant
   * @param fraction fraction of the problems solved within τ
   */
  public record Step(double ratio, double fraction) {}
}
