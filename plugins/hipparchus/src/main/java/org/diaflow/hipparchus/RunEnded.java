package org.diaflow.hipparchus;

import org.diaflow.spi.Outcome;
import org.diaflow.spi.StopReason;

/** Leaves a run of Hipparchus from inside: it offers no answer by which to end one. */
final class RunEnded extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;

  private RunEnded(Outcome outcome) {
    super(outcome.advice(), null, false, false);
    this.outcome = outcome;
  }

  static RunEnded by(String who) {
    return new RunEnded(new Outcome(StopReason.CANCELLED, who + " ended the run."));
  }

  static RunEnded stalledAt(double time) {
    return new RunEnded(
        new Outcome(
            StopReason.STALLED,
            "No step from τ = %s is small enough; loosen the tolerances.".formatted(time)));
  }

  Outcome outcome() {
    return outcome;
  }
}
