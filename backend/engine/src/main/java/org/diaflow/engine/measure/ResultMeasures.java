package org.diaflow.engine.measure;

import static org.diaflow.spi.Quantity.Scale.LINEAR;
import static org.diaflow.spi.Quantity.Scale.LOGARITHMIC;

import java.util.List;
import java.util.function.Function;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.LimitResult;
import org.diaflow.engine.lab.PredictionRange;
import org.diaflow.engine.linear.Vectors;
import org.diaflow.spi.NetworkState;
import org.diaflow.theory.certificate.Bracket;
import org.diaflow.theory.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/** The engine's own measures: what it says of a result that is no function of x alone. */
public final class ResultMeasures {

  private static final String ONE = "dimensionless";
  private static final String OF_X = "units of x";
  private static final String OF_ALPHA = "(units of x)^(1/D)";

  /** Relative distance from x* up to which g* counts as x*, far above what solvers leave. */
  private static final double SAME = 1e-6;

  /** ‖x − g*‖₁ of the cell's engine. */
  public static final Measure ERROR_L1 =
      Measure.of("errorL1", "‖x − g*‖₁", "Error", OF_X, LOGARITHMIC, ResultMeasures::errorL1);

  /** ‖x^∞ − g*‖₁ by the exact limit. */
  public static final Measure LIMIT_ERROR_L1 =
      Measure.of(
          "limitErrorL1",
          "‖x^∞ − g*‖₁",
          "Error of the exact limit",
          OF_X,
          LOGARITHMIC,
          limit(LimitResult::errorL1));

  /** |errorL1 − limitErrorL1| / limitErrorL1 of a flow. */
  public static final Measure DISAGREEMENT =
      Measure.of(
          "disagreement",
          "|e − e^∞|/e^∞",
          "Disagreement of flow and limit",
          ONE,
          LOGARITHMIC,
          result -> result instanceof CellResult.Flow flow ? flow.disagreement() : null);

  /** Rigorous lower bound of limitErrorL1. */
  public static final Measure LOWER =
      Measure.of("lower", "lower", "Lower bound", OF_X, LOGARITHMIC, limit(LimitResult::lower));

  /** Rigorous upper bound of limitErrorL1. */
  public static final Measure UPPER =
      Measure.of("upper", "upper", "Upper bound", OF_X, LOGARITHMIC, limit(LimitResult::upper));

  /** Refined prediction of limitErrorL1. */
  public static final Measure PREDICTED =
      Measure.of(
          "predicted",
          "predicted",
          "Refined prediction",
          OF_X,
          LOGARITHMIC,
          limit(LimitResult::predicted));

  /** ‖Ax − y‖₂ / ‖y‖₂. */
  public static final Measure RESIDUAL =
      Measure.of(
          "residual",
          "‖Ax − y‖₂/‖y‖₂",
          "Residual",
          ONE,
          LOGARITHMIC,
          result ->
              switch (result) {
                case CellResult.Limit limit -> limit.limit().residual();
                case CellResult.Flow flow -> flow.residual();
                case CellResult.Certified certified -> certified.certificate().residual();
                case CellResult.SolverRun run ->
                    run.run().before() == null ? null : (Double) run.run().before().residual();
                case CellResult.Nothing nothing -> null;
              });

  /** Accepted steps of an integrator. */
  public static final Measure STEPS =
      Measure.of("steps", "steps", "Steps", ONE, LOGARITHMIC, flow(flow -> (double) flow.steps()));

  /** Rescaled time at the end of a flow. */
  public static final Measure TIME =
      Measure.of(
          "time", "τ", "Rescaled time", "rescaled time", LOGARITHMIC, flow(FlowSummary::time));

  /** The scale of the flow that ends where (stochastic) gradient descent did. */
  public static final Measure EFFECTIVE_SCALE =
      Measure.of(
          "effectiveScale",
          "α_∞",
          "Effective scale",
          OF_ALPHA,
          LOGARITHMIC,
          flow(FlowSummary::effectiveScale));

  /** Relative distance from the end of that flow. */
  public static final Measure PROJECTION_ERROR =
      Measure.of(
          "projectionError",
          "‖x − x_p‖₁/‖x_p‖₁",
          "Distance from the projection",
          ONE,
          LOGARITHMIC,
          flow(FlowSummary::projectionError));

  /** Wall-clock time. */
  public static final Measure SECONDS =
      Measure.of("seconds", "s", "Seconds", "s", LOGARITHMIC, CellResult::seconds);

  /** All of them. */
  static final List<Measure> ALL =
      List.of(
          ERROR_L1,
          LIMIT_ERROR_L1,
          DISAGREEMENT,
          LOWER,
          UPPER,
          PREDICTED,
          RESIDUAL,
          STEPS,
          TIME,
          EFFECTIVE_SCALE,
          PROJECTION_ERROR,
          SECONDS,
          Measure.of(
              "minimizerSupportSize",
              "|S|",
              "Size of the support of g*",
              ONE,
              LINEAR,
              certificate(certificate -> (double) certificate.support().length)),
          Measure.of("rho", "ϱ", "Constant ϱ", ONE, LINEAR, certificate(Certificate::rho)),
          Measure.of(
              "rhoTilde",
              "ϱ̃",
              "Null space constant, upper bound",
              ONE,
              LINEAR,
              certificate(certificate -> upper(certificate.rhoTilde()))),
          Measure.of(
              "unique",
              "g* unique",
              "Uniqueness of g*",
              ONE,
              LINEAR,
              certificate(certificate -> certificate.unique() ? 1.0 : 0.0)),
          Measure.of(
              "jumpTimeError",
              "max|τ_k − τ̂_k|/τ̂_k",
              "Largest error of the jump times",
              ONE,
              LOGARITHMIC,
              flow(flow -> flow.jumps() == null ? null : (Double) flow.jumps().largestError())),
          Measure.of(
              "jumps",
              "jumps",
              "Jumps of the flow",
              ONE,
              LINEAR,
              flow(flow -> flow.jumps() == null ? null : (Double) (double) flow.jumps().seen())),
          Measure.of(
              "minimizerIsPlanted",
              "g* = x*",
              "Recovery of x* by g*",
              ONE,
              LINEAR,
              ResultMeasures::minimizerIsPlanted));

  private ResultMeasures() {}

  private static @Nullable Double errorL1(CellResult result) {
    return switch (result) {
      case CellResult.Limit limit -> limit.limit().errorL1();
      case CellResult.Flow flow -> flow.errorL1();
      case CellResult.Certified certified -> null;
      case CellResult.SolverRun run -> null;
      case CellResult.Nothing nothing -> null;
    };
  }

  /** Whether the refined prediction lies where it is valid; null without one. */
  public static @Nullable Boolean predictedValid(CellResult result) {
    LimitResult limit = result.limit();
    Certificate certificate = result.certificate();
    return limit == null || certificate == null
        ? null
        : PredictionRange.contains(limit.predicted(), certificate);
  }

  private static @Nullable Double minimizerIsPlanted(CellResult result) {
    NetworkState state = result.state();
    double[] planted = state == null ? null : state.problem().planted();
    Certificate certificate = result.certificate();
    if (planted == null || certificate == null) {
      return null;
    }
    double difference = Vectors.norm2(Vectors.difference(certificate.minimizer(), planted));
    boolean same = difference <= SAME * Vectors.norm2(planted);
    return same && certificate.unique() ? 1.0 : 0.0;
  }

  private static @Nullable Double upper(@Nullable Bracket bracket) {
    return bracket == null ? null : (Double) bracket.upper();
  }

  private static Function<CellResult, @Nullable Double> limit(
      Function<LimitResult, @Nullable Double> value) {
    return result -> result.limit() == null ? null : value.apply(result.limit());
  }

  private static Function<CellResult, @Nullable Double> flow(
      Function<FlowSummary, @Nullable Double> value) {
    return result -> result instanceof CellResult.Flow flow ? value.apply(flow.flow()) : null;
  }

  private static Function<CellResult, @Nullable Double> certificate(
      Function<Certificate, @Nullable Double> value) {
    return result -> result.certificate() == null ? null : value.apply(result.certificate());
  }
}
