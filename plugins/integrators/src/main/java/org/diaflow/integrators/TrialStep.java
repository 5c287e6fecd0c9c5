package org.diaflow.integrators;

import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.GradientFlow;

/**
 * A step of a one-step method that is tried until its error is small enough, then accepted; reused
 * from step to step. Methods add how to get from {@link #from} to {@link #to}.
 */
abstract class TrialStep implements AcceptedStep {

  final GradientFlow flow;
  final int n;

  /** A scratch vector of length n. */
  final double[] slope;

  /** State at the start of the step. */
  double[] from;

  /** State at the end of the step, written by {@link #advanceBy}. */
  double[] to;

  double start;
  double end;

  /** end − start up to rounding. */
  double size;

  TrialStep(GradientFlow flow, double[] initialState) {
    this.flow = flow;
    this.n = flow.dimension();
    this.slope = new double[n];
    this.from = initialState.clone();
    this.to = new double[n];
  }

  /** Evaluates what all trials from the present start share. */
  abstract void prepare();

  /** Computes {@link #to} from {@link #from}; false if something on the way is not finite. */
  abstract boolean advanceBy(double h);

  /** Component {@code j} of the difference between the method and its embedded one. */
  abstract double estimate(int j);

  /** Makes the end of this step the start of the next. */
  void accept() {
    double[] swap = from;
    from = to;
    to = swap;
    start = end;
  }

  /** Sets the end of the next trial to {@code h} from its start, but not beyond {@code horizon}. */
  final void aim(double h, double horizon) {
    double rest = horizon - start;
    size = Math.min(h, rest);
    end = h >= rest ? horizon : start + size;
  }

  /**
   * Tries the step aimed at.
   *
   * @return the largest estimate relative to absolute + relative·|state|; ≤ 1 means acceptable,
   *     infinite that the step leaves the domain of the flow
   */
  final double attempt(double relative, double absolute) {
    if (!advanceBy(size)) {
      return Double.POSITIVE_INFINITY;
    }
    double error = 0;
    for (int j = 0; j < n; j++) {
      double scale = absolute + relative * Math.max(Math.abs(from[j]), Math.abs(to[j]));
      error = Math.max(error, Math.abs(estimate(j)) / scale);
    }
    return error <= Double.MAX_VALUE ? error : Double.POSITIVE_INFINITY;
  }

  /** Whether the flow can be evaluated at the start of the step. */
  final boolean startsInsideTheDomain() {
    return slopeIsFiniteAt(from);
  }

  /** A first step size: the time in which the state would change by its tolerance, at most 1. */
  final double firstSize(double relative, double absolute) {
    flow.rightHandSide(from, slope);
    double speed = 0;
    for (int j = 0; j < n; j++) {
      speed = Math.max(speed, Math.abs(slope[j]) / (absolute + relative * Math.abs(from[j])));
    }
    return speed > 0 ? Math.min(1, 1 / speed) : 1;
  }

  /** Writes the slope at {@code state}; whether all of it is finite. */
  final boolean slopeIsFiniteAt(double[] state) {
    flow.rightHandSide(state, slope);
    return finite(slope);
  }

  /** Where {@code time} lies in the step: 0 at its start, exactly 1 at its end. */
  final double position(double time) {
    return time == end ? 1 : (time - start) / size;
  }

  @Override
  public final double start() {
    return start;
  }

  @Override
  public final double end() {
    return end;
  }

  static boolean finite(double[] values) {
    for (double value : values) {
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }
}
