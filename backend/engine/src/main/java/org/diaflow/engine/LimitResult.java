package org.diaflow.engine;

import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.Asymptotics;
import org.diaflow.theory.Certificate;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.ExactLimit;
import org.diaflow.theory.LimitStudy;
import org.jspecify.annotations.Nullable;

/**
 * The exact limit for one network, with bounds and predictions. What is not available is null, and
 * the reason says why.
 *
 * @param errorL1 ‖x^∞ − g*‖₁
 * @param errorOffSupportL1 ‖x^∞_Sᶜ‖₁
 * @param lower rigorous lower bound of errorL1
 * @param upper rigorous upper bound of errorL1
 * @param rate exponent of the leading term
 * @param constant its constant C_D
 * @param predicted refined prediction of errorL1
 * @param x x^∞, length d
 * @param residual ‖Ax^∞ − y‖₂ / ‖y‖₂
 * @param iterations Newton steps taken
 * @param accuracy estimated relative error of errorL1
 * @param reason why something is missing, or null
 */
public record LimitResult(
    @Nullable Double errorL1,
    @Nullable Double errorOffSupportL1,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double rate,
    @Nullable Double constant,
    @Nullable Double predicted,
    double @Nullable [] x,
    @Nullable Double residual,
    int iterations,
    @Nullable Double accuracy,
    @Nullable String reason) {

  static LimitResult unavailable(String reason) {
    return new LimitResult(null, null, null, null, null, null, null, null, null, 0, null, reason);
  }

  static LimitResult of(
      LimitStudy study,
      RegressionProblem problem,
      Certificate certificate,
      DiagonalNetwork network) {
    ExactLimit.Limit limit = study.limit(network);
    var bounds = study.bounds(network);
    var constant = study.constant(network.depth());
    double rate = Asymptotics.rate(network.depth(), certificate.rho());
    Double predicted = study.predicted(network);
    if (!limit.reached()) {
      return new LimitResult(
          null,
          null,
          bounds.lower(),
          bounds.upper(),
          rate,
          constant.value(),
          predicted,
          null,
          null,
          limit.iterations(),
          limit.accuracy(),
          "Newton's method stopped at relative accuracy %.1e; the problem is too ill-conditioned in doubles at this scale."
              .formatted(limit.accuracy()));
    }
    double[] x = study.predictor(certificate.minimizer(), limit);
    return new LimitResult(
        limit.error(),
        limit.offSupportError(),
        bounds.lower(),
        bounds.upper(),
        rate,
        constant.value(),
        predicted,
        x,
        Certifier.relativeResidual(problem, x),
        limit.iterations(),
        limit.accuracy(),
        constant.reason());
  }
}
