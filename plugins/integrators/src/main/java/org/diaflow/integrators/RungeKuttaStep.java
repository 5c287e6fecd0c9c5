package org.diaflow.integrators;

import org.diaflow.spi.GradientFlow;

/** One trial step of an explicit Runge–Kutta method with its dense output. */
final class RungeKuttaStep extends TrialStep {

  private final RungeKuttaTableau tableau;
  private final double[][] slopes;

  RungeKuttaStep(GradientFlow flow, RungeKuttaTableau tableau, double[] initialState) {
    super(flow, initialState);
    this.tableau = tableau;
    this.slopes = new double[tableau.stages()][n];
    flow.rightHandSide(from, slopes[0]);
  }

  /** Nothing to do: the last slope of a step is the first of the next. */
  @Override
  void prepare() {}

  @Override
  boolean advanceBy(double h) {
    for (int i = 1; i < slopes.length; i++) {
      System.arraycopy(from, 0, to, 0, n);
      for (int l = 0; l < i; l++) {
        add(h * tableau.arguments()[i][l], slopes[l], to);
      }
      flow.rightHandSide(to, slopes[i]);
      if (!finite(slopes[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  double estimate(int j) {
    return size * weighted(tableau.errors(), j);
  }

  @Override
  void accept() {
    super.accept();
    double[] swap = slopes[0];
    slopes[0] = slopes[slopes.length - 1];
    slopes[slopes.length - 1] = swap;
  }

  @Override
  public void state(double time, double[] state) {
    double theta = position(time);
    double rest = 1 - theta;
    for (int j = 0; j < n; j++) {
      double change = to[j] - from[j];
      double left = size * slopes[0][j] - change;
      double right = change - size * slopes[slopes.length - 1][j] - left;
      double fourth = size * weighted(tableau.dense(), j);
      state[j] =
          theta == 1
              ? to[j]
              : from[j] + theta * (change + rest * (left + theta * (right + rest * fourth)));
    }
  }

  private static void add(double factor, double[] vector, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * vector[j];
    }
  }

  private double weighted(double[] weights, int j) {
    double sum = 0;
    for (int l = 0; l < weights.length; l++) {
      sum += weights[l] * slopes[l][j];
    }
    return sum;
  }
}
