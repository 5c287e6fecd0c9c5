package org.diaflow.engine.lab;

import org.diaflow.engine.compare.ComparisonResult;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.flow.JumpTimes;
import org.diaflow.spi.NetworkState;
import org.diaflow.spi.Outcome;
import org.diaflow.theory.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The result of one cell; every number is computed by the engine from the vector the method
 * returned. A number that is not available is null.
 */
public sealed interface CellResult {

  /** How the cell ended. */
  Outcome outcome();

  /** Wall-clock time in seconds. */
  double seconds();

  /** Where it ended, from which measures are taken, or null if nowhere. */
  default @Nullable NetworkState state() {
    return null;
  }

  /** The judge's word on the problem of the cell, or null where the cell does without. */
  default @Nullable Certificate certificate() {
    return null;
  }

  /** The exact limit of the cell's network, or null where it has none. */
  default @Nullable LimitResult limit() {
    return null;
  }

  /**
   * An exact limit.
   *
   * @param outcome how the cell ended
   * @param seconds wall-clock time
   * @param certificate the judge's word on the problem
   * @param limit the limit
   * @param state x^∞, or null if it was not reached
   */
  record Limit(
      Outcome outcome,
      double seconds,
      Certificate certificate,
      LimitResult limit,
      @Nullable NetworkState state)
      implements CellResult {}

  /**
   * The end of a flow.
   *
   * @param outcome how the cell ended
   * @param seconds wall-clock time
   * @param certificate the judge's word on the problem
   * @param limit the exact limit of the same network
   * @param state where it ended, or null if no step was accepted
   * @param errorL1 ‖x − g*‖₁ there
   * @param disagreement |errorL1 − ‖x^∞ − g*‖₁| / ‖x^∞ − g*‖₁
   * @param residual ‖Ax − y‖₂ / ‖y‖₂ there
   * @param flow how it was integrated
   */
  record Flow(
      Outcome outcome,
      double seconds,
      Certificate certificate,
      LimitResult limit,
      @Nullable NetworkState state,
      @Nullable Double errorL1,
      @Nullable Double disagreement,
      @Nullable Double residual,
      FlowSummary flow)
      implements CellResult {

    /** The same with the jumps of the flow, told of in the outcome's sentence too. */
    public Flow withJumps(JumpTimes jumps) {
      var told = new Outcome(outcome.reason(), outcome.advice() + " " + jumps.sentence());
      return new Flow(
          told,
          seconds,
          certificate,
          limit,
          state,
          errorL1,
          disagreement,
          residual,
          flow.withJumps(jumps));
    }
  }

  /**
   * A certificate.
   *
   * @param outcome how the cell ended
   * @param seconds wall-clock time
   * @param certificate the judge's word
   * @param state g*
   */
  record Certified(Outcome outcome, double seconds, Certificate certificate, NetworkState state)
      implements CellResult {}

  /**
   * A run of an ℓ¹ solver.
   *
   * @param run what was measured
   */
  record SolverRun(ComparisonResult run) implements CellResult {

    @Override
    public Outcome outcome() {
      return run.outcome();
    }

    @Override
    public double seconds() {
      return run.seconds();
    }
  }

  /**
   * A cell that ended without any number.
   *
   * @param outcome why
   */
  record Nothing(Outcome outcome) implements CellResult {

    @Override
    public double seconds() {
      return 0;
    }
  }

  /** A cell that ended without any number. */
  static CellResult nothing(Outcome outcome) {
    return new Nothing(outcome);
  }
}
