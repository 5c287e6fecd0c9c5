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

  RosenbrockStep(DifferentiableFlow flow, RosenbrockTableau tableau, double[] initialState) {
    super(flow, initialState);
    this.differentiable = flow;
    this.tableau = tableau;
    this.lu = new DenseLu(n);
    this.jacobian = new double[n * n];
    this.stages = new double[tableau.stages()][n];
    this.argument = new double[n];
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
    return slopeIsFiniteAt(to);
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

  @Override
  double estimate(int j) {
    return stages[stages.length - 1][j];
  }

  @Override
  public void state(double time, double[] state) {
    double theta = position(time);
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
}
