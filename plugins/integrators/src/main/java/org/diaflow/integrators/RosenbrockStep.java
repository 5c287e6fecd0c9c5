package org.diaflow.integrators;

import org.diaflow.spi.AcceptedStep;
import org.diaflow.spi.DifferentiableFlow;

/** One trial step of a Rosenbrock method with its dense output; reused from step to step. */
final class RosenbrockStep implements AcceptedStep {

  private final DifferentiableFlow flow;
  private final RosenbrockTableau tableau;
  private final int n;
  private final DenseLu lu;
  private final double[] jacobian;
  private final double[][] stages;
  private final double[] argument;
  private final double[] slope;
  private double[] from;
  private double[] to;
  private double start;
  private double size;

  RosenbrockStep(DifferentiableFlow flow, RosenbrockTableau tableau, double[] initialState) {
    this.flow = flow;
    this.tableau = tableau;
    this.n = flow.dimension();
    this.lu = new DenseLu(n);
    this.jacobian = new double[n * n];
    this.stages = new double[tableau.stages()][n];
    this.argument = new double[n];
    this.slope = new double[n];
    this.from = initialState.clone();
    this.to = new double[n];
  }

  /** Evaluates the Jacobian at the start of the step, once for all its trials. */
  void linearize() {
    flow.jacobian(from, jacobian);
  }

  /** Tries a step of size {@code h}; false if a stage is not finite. */
  boolean attempt(double h) {
    this.size = h;
    double[] matrix = lu.matrix();
    for (int k = 0; k < matrix.length; k++) {
      matrix[k] = -jacobian[k];
    }
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] += 1 / (h * tableau.gamma());
    }
    if (!lu.factorize()) {
      return false;
    }
    for (int i = 0; i < stages.length; i++) {
      stage(i, h);
      if (!finite(stages[i])) {
        return false;
      }
    }
    double[] last = stages[stages.length - 1];
    for (int j = 0; j < n; j++) {
      to[j] = argument[j] + last[j];
    }
    return true;
  }

  private void stage(int i, double h) {
    System.arraycopy(from, 0, argument, 0, n);
    for (int l = 0; l < i; l++) {
      double weight = tableau.arguments()[i][l];
      for (int j = 0; j < n; j++) {
        argument[j] += weight * stages[l][j];
      }
    }
    flow.rightHandSide(argument, slope);
    for (int l = 0; l < i; l++) {
      double weight = tableau.couplings()[i][l] / h;
      for (int j = 0; j < n; j++) {
        slope[j] += weight * stages[l][j];
      }
    }
    lu.solve(slope);
    System.arraycopy(slope, 0, stages[i], 0, n);
  }

  /** Largest error estimate relative to absolute + relative·|state|; ≤ 1 means acceptable. */
  double error(double relative, double absolute) {
    double[] estimate = stages[stages.length - 1];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double scale = absolute + relative * Math.max(Math.abs(from[j]), Math.abs(to[j]));
      sum = Math.max(sum, Math.abs(estimate[j]) / scale);
    }
    return sum;
  }

  /** Whether the flow is defined at the end of the step. */
  boolean endsInsideTheDomain() {
    flow.rightHandSide(to, slope);
    return finite(slope);
  }

  /** Makes the end of this step the start of the next. */
  void advance() {
    double[] swap = from;
    from = to;
    to = swap;
    start += size;
  }

  @Override
  public double start() {
    return start;
  }

  @Override
  public double end() {
    return start + size;
  }

  @Override
  public void state(double time, double[] state) {
    double theta = time == end() ? 1 : (time - start) / size;
    for (int j = 0; j < n; j++) {
      double third = 0;
      double fourth = 0;
      for (int l = 0; l < tableau.dense()[0].length; l++) {
        third += tableau.dense()[0][l] * stages[l][j];
        fourth += tableau.dense()[1][l] * stages[l][j];
      }
      state[j] =
          theta == 1
              ? to[j]
              : (1 - theta) * from[j] + theta * (to[j] + (1 - theta) * (third + theta * fourth));
    }
  }

  /**
   * A first step size: a small fraction of the time in which the state would change by its scale.
   */
  double firstSize(double relative, double absolute) {
    flow.rightHandSide(from, slope);
    double speed = 0;
    for (int j = 0; j < n; j++) {
      speed = Math.max(speed, Math.abs(slope[j]) / (absolute + relative * Math.abs(from[j])));
    }
    return speed > 0 ? Math.min(1, 1 / speed) : 1;
  }

  /** Whether the flow can be evaluated at the start of the step. */
  boolean startsInsideTheDomain() {
    flow.rightHandSide(from, slope);
    return finite(slope);
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }
}
