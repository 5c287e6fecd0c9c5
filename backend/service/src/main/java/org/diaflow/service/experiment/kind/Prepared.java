package org.diaflow.service.experiment.kind;

import java.util.List;
import org.diaflow.engine.lab.LeadingTerm;
import org.diaflow.engine.plan.PreparedProblem;
import org.diaflow.spi.Matrix;

/**
 * A problem whose cells can be computed.
 *
 * @param problem the problem with what is known of it
 * @param predictions what theory predicts for it at every depth, none where it predicts nothing
 * @param seconds how long that took
 */
public record Prepared(PreparedProblem problem, List<LeadingTerm> predictions, double seconds) {

  /** The same problem with {@code rows} of its distribution that it does not have. */
  public Prepared withFreshRows(Matrix rows) {
    return new Prepared(problem.withFreshRows(rows), predictions, seconds);
  }

  /** A problem without predictions. */
  static Prepared of(PreparedProblem problem, long start) {
    return new Prepared(problem, List.of(), (System.nanoTime() - start) / 1e9);
  }
}
