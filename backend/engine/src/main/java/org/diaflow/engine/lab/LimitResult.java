package org.diaflow.engine.lab;

import java.util.Objects;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.limit.Asymptotics;
import org.diaflow.theory.limit.Bounds;
import org.diaflow.theory.limit.ExactLimit;
import org.diaflow.theory.limit.GeneralLimit;
import org.diaflow.theory.limit.LimitStudy;
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
 * @param error x^∞ − g*, length d, with relative accuracy
 * @param residual ‖Ax^∞ − y‖₂ / ‖y‖₂
 * @param iterations Newton steps taken
 * @param accuracy estimated relative error of errorL1
 * @param weightedRho R_α, through which the bounds are computed
 * @param branch where Newton's method was started
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
    double @Nullable [] error,
    @Nullable Double residual,
    int iterations,
    @Nullable Double accuracy,
    @Nullable Double weightedRho,
    ExactLimit.@Nullable Branch branch,
    @Nullable String reason) {

  /** Relative size of g* by which two minimizers may differ and still count as one. */
  private static final double SAME = 1e-9;

  static LimitResult unavailable(String reason) {
    return new LimitResult(
        null, null, null, null, null, null, null, null, null, null, 0, null, null, null, reason);
  }

  static LimitResult of(
      LimitStudy study,
      RegressionProblem problem,
      Certificate certificate,
      LimitStudy.Point point) {
    DiagonalNetwork network = point.network();
    Bounds bounds = point.bounds();
    ExactLimit.Limit limit = consistent(study, point);
    var constant = study.constant(network.depth());
    double rate = Asymptotics.rate(network.depth(), Objects.requireNonNull(certificate.rho()));
    Double predicted = point.predicted();
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
          null,
          limit.iterations(),
          limit.accuracy(),
          bounds.weightedRho(),
          limit.branch(),
          notReached(limit));
    }
    if (!holds(bounds, limit)) {
      return unavailable(
          ("The bounds [%s, %s] exclude the computed error %s: the problem is too ill-conditioned in"
                  + " doubles at this scale.")
              .formatted(bounds.lower(), bounds.upper(), limit.error()));
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
        study.error(limit),
        Certifier.relativeResidual(problem, x),
        limit.iterations(),
        limit.accuracy(),
        bounds.weightedRho(),
        limit.branch(),
        constant.reason());
  }

  /** The limit, computed in a second way where its bounds exclude it. */
  private static ExactLimit.Limit consistent(LimitStudy study, LimitStudy.Point point) {
    ExactLimit.Limit limit = point.limit();
    if (!limit.reached() || holds(point.bounds(), limit)) {
      return limit;
    }
    ExactLimit.Limit second = study.second(point.network());
    return second != null && second.reached() && holds(point.bounds(), second) ? second : limit;
  }

  /** lower ≤ error ≤ upper, up to what the accuracy leaves open. */
  private static boolean holds(Bounds bounds, ExactLimit.Limit limit) {
    double open = limit.accuracy() * limit.error();
    return bounds.lower() <= limit.error() + open && limit.error() <= bounds.upper() + open;
  }

  private static String notReached(ExactLimit.Limit limit) {
    return ("The error is known to a relative accuracy of %.1e only; the problem is too ill-conditioned"
            + " in doubles at this scale.")
        .formatted(limit.accuracy());
  }

  /**
   * The limit for a start that differs between coordinates, or for a minimizer that is not unique:
   * no bounds and no predictions, which theory gives for neither.
   */
  static LimitResult general(
      RegressionProblem problem, Certificate certificate, DiagonalNetwork network) {
    if (!certificate.optimal()) {
      return unavailable(String.valueOf(certificate.reason()));
    }
    GeneralLimit general;
    try {
      general = GeneralLimit.of(problem, network);
    } catch (UnsolvableProblemException e) {
      return unavailable(e.getMessage() + " " + e.remedy());
    }
    ExactLimit.Limit limit = general.limit();
    boolean reached = limit.reached();
    double[] error = error(general, certificate.minimizer());
    boolean known = reached && certificate.unique();
    String reason = certificate.reason();
    if (!reached) {
      reason = notReached(limit);
    } else if (certificate.unique()) {
      reason = "Bounds and predictions are known for the uniform start only.";
    }
    return new LimitResult(
        known ? Vectors.norm1(error) : null,
        known ? offSupport(error, certificate.support()) : null,
        null,
        null,
        null,
        null,
        null,
        reached ? general.x() : null,
        known ? error : null,
        reached ? Certifier.relativeResidual(problem, general.x()) : null,
        limit.iterations(),
        limit.accuracy(),
        null,
        limit.branch(),
        reason);
  }

  /**
   * x^∞ − g*: with relative accuracy where the flow goes to g* as α → 0, a difference elsewhere.
   */
  private static double[] error(GeneralLimit general, double[] minimizer) {
    double apart = Vectors.normInfinity(Vectors.difference(general.minimizer(), minimizer));
    return apart <= SAME * Vectors.normInfinity(minimizer)
        ? general.error()
        : Vectors.difference(general.x(), minimizer);
  }

  /** ‖error_Sᶜ‖₁. */
  private static double offSupport(double[] error, int[] support) {
    double[] rest = error.clone();
    for (int j : support) {
      rest[j] = 0;
    }
    return Vectors.norm1(rest);
  }
}
