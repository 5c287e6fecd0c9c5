package org.diaflow.engine.lab;

import org.diaflow.engine.compare.ComparisonResult;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The result of one cell; every number is computed by the engine from the vector the method
 * returned. A number that is not available is null.
 *
 * @param outcome how the cell ended
 * @param errorL1 ‖x − g*‖₁ of this cell's engine
 * @param limitErrorL1 ‖x^∞ − g*‖₁ by the exact limit
 * @param disagreement |errorL1 − limitErrorL1| / limitErrorL1, null for the exact limit itself
 * @param lower rigorous lower bound of limitErrorL1
 * @param upper rigorous upper bound of limitErrorL1
 * @param predicted refined prediction of limitErrorL1
 * @param predictedValid whether it lies in the {@link PredictionRange}, null without one
 * @param residual ‖Ax − y‖₂ / ‖y‖₂
 * @param flow how the flow was integrated, null for the exact limit
 * @param seconds wall-clock time
 * @param comparison what was measured on an ℓ¹ solver, null for the exact limit and flows
 */
public record CellResult(
    Outcome outcome,
    @Nullable Double errorL1,
    @Nullable Double limitErrorL1,
    @Nullable Double disagreement,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double predicted,
    @Nullable Boolean predictedValid,
    @Nullable Double residual,
    @Nullable FlowSummary flow,
    double seconds,
    @Nullable ComparisonResult comparison) {

  /** The result of a cell of an exact limit or a flow. */
  public CellResult(
      Outcome outcome,
      @Nullable Double errorL1,
      @Nullable Double limitErrorL1,
      @Nullable Double disagreement,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double predicted,
      @Nullable Boolean predictedValid,
      @Nullable Double residual,
      @Nullable FlowSummary flow,
      double seconds) {
    this(
        outcome,
        errorL1,
        limitErrorL1,
        disagreement,
        lower,
        upper,
        predicted,
        predictedValid,
        residual,
        flow,
        seconds,
        null);
  }

  /** A cell that ended without any number. */
  public static CellResult nothing(Outcome outcome) {
    return new CellResult(outcome, null, null, null, null, null, null, null, null, null, 0);
  }

  /** The result of a run of an ℓ¹ solver. */
  public static CellResult of(ComparisonResult run) {
    Double residual = run.before() == null ? null : run.before().residual();
    return new CellResult(
        run.outcome(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        residual,
        null,
        run.seconds(),
        run);
  }
}
