package org.diaflow.integrators;

import org.diaflow.spi.DifferentiableFlow;

/** One trial step of a Rosenbrock method with its dense output. */
final class RosenbrockStep extends TrialStep {

  private final DifferentiableFlow differentiable;
  private final RosenbrockTableau tableau;
  private final DenseLu lu;
  private final double[] jacobian;
  private final double[][] stages;
  private final double[] argument;
  private double[] startSlope;
  private double[] endSlope;

  RosenbrockStep(DifferentiableFlow flow, RosenbrockTableau tableau, double[] initialState) {
    super(flow, initialState);
    this.differentiable = flow;
    this.tableau = tableau;
    this.lu = new DenseLu(n);
    this.jacobian = new double[n * n];
    this.stages = new double[tableau.stages()][n];
    this.argument = new double[n];
    this.startSlope = new double[n];
    this.endSlope = new double[n];
    flow.rightHandSide(from, startSlope);
  }

  @Override
  void prepare() {
    differentiable.jacobian(from, jacobian);
  }

  @Override
  boolean advanceBy(double h) {
    if (!lu.factorize(1 / (h * tableau.gamma()), jacobian)) {
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
    flow.rightHandSide(to, endSlope);
    return finite(endSlope);
  }

  @Override
  void accept() {
    super.accept();
    double[] swap = startSlope;
    startSlope = endSlope;
    endSlope = swap;
  }

  private void stage(int i, double h) {
    System.arraycopy(from, 0, argument, 0, n);
    for (int l = 0; l < i; l++) {
      double weight = tableau.arguments()[i][l];
      for (int j = 0; j < n; j++) {
        argument[j] += weight * stages[l][j];
      }
    }
    if (i == 0) {
      System.arraycopy(startSlope, 0, slope, 0, n);
    } else {
      flow.rightHandSide(argument, slope);
    }
    for (int l = 0; l < i; l++) {
      double weight = tableau.couplings()[i][l] / h;
      for (int j = 0; j < n; j++) {
        slope[j] += weight * stages[l][j];
      }
    }
    lu.solve(slope);
    System.arraycopy(slope, 0, stages[i], 0, n);
  }

  @Override
  double estimate(int j) {
    return stages[stages.length - 1][j];
  }

  @Override
  public void state(double time, double[] state) {
    double theta = position(time);
    for (int j = 0; j < n; j++) {
      double bend = 0;
      for (int k = tableau.dense().length - 1; k >= 0; k--) {
        bend = weighted(tableau.dense()[k], j) + theta * bend;
      }
      state[j] = theta == 1 ? to[j] : (1 - theta) * from[j] + theta * (to[j] + (1 - theta) * bend);
    }
  }

  private double weighted(double[] weights, int j) {
    double sum = 0;
    for (int l = 0; l < weights.length; l++) {
      sum += weights[l] * stages[l][j];
    }
    return sum;
  }
}
