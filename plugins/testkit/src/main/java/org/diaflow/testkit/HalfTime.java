package org.diaflow.testkit;

import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StepListener;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.link.Link;

/** Watches the scalar flow with A = 1, y = 1 until x passes ½ and finds when it did. */
final class HalfTime implements StepListener {

  private final double depth;
  private final double alpha;
  private StartedFlow started;
  private double rescaled = Double.NaN;

  HalfTime(double depth, double alpha) {
    this.depth = depth;
    this.alpha = alpha;
    this.started = started(Chart.MIRROR);
  }

  /** The flow to integrate. */
  StartedFlow started(Chart chart) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1}), new double[] {1}, null, "scalar");
    started = StartedFlow.of(chart, problem, new DiagonalNetwork(depth, alpha));
    return started;
  }

  @Override
  public boolean accepted(AcceptedStep step) {
    if (predictor(step, step.end()) < 0.5) {
      return true;
    }
    double before = step.start();
    double after = step.end();
    while (after - before > Math.ulp(after)) {
      double middle = before + (after - before) / 2;
      if (middle == before || middle == after) {
        break;
      }
      if (predictor(step, middle) < 0.5) {
        before = middle;
      } else {
        after = middle;
      }
    }
    rescaled = after;
    return false;
  }

  private double predictor(AcceptedStep step, double time) {
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[1];
    step.state(time, state);
    started.flow().predictor(state, x);
    return x[0];
  }

  /** The unscaled time t = τ·ψ_D(1/α)/κ_D at which x = ½; NaN if it was not reached. */
  double time() {
    double kappa = depth == 2 ? 4 : depth * (depth - 2) * Math.pow(alpha, (depth - 2) / depth);
    return rescaled * Link.of(depth).inverseAt(1, alpha) / kappa;
  }
}
