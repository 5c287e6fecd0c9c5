package org.diaflow.testkit;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DifferentiableFlow;

/**
 * The linear flow x' = −K·x in the plane with K symmetric positive definite, whose solution is a
 * sum of two exponentials.
 */
public final class LinearFlow implements DifferentiableFlow {

  private final double slowRate;
  private final double fastRate;
  private final double cosine;
  private final double sine;

  /**
   * The flow whose K has eigenvalue {@code slowRate} along (cos φ, sin φ) and {@code fastRate}
   * across.
   *
   * @param slowRate ≥ 0, per unit of time
   * @param fastRate ≥ 0, per unit of time
   * @param angle φ in radians
   */
  public LinearFlow(double slowRate, double fastRate, double angle) {
    this.slowRate = slowRate;
    this.fastRate = fastRate;
    this.cosine = Math.cos(angle);
    this.sine = Math.sin(angle);
  }

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    combine(state, -slowRate, -fastRate, derivative);
  }

  @Override
  public void predictor(double[] state, double[] x) {
    System.arraycopy(state, 0, x, 0, 2);
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    jacobian[0] = -slowRate * cosine * cosine - fastRate * sine * sine;
    jacobian[1] = (fastRate - slowRate) * cosine * sine;
    jacobian[2] = jacobian[1];
    jacobian[3] = -slowRate * sine * sine - fastRate * cosine * cosine;
  }

  /** exp(−K·time)·initial, length 2. */
  public double[] solution(double[] initial, double time) {
    double[] state = new double[2];
    combine(initial, Math.exp(-slowRate * time), Math.exp(-fastRate * time), state);
    return state;
  }

  private void combine(double[] vector, double along, double across, double[] result) {
    double first = along * (cosine * vector[0] + sine * vector[1]);
    double second = across * (cosine * vector[1] - sine * vector[0]);
    result[0] = cosine * first - sine * second;
    result[1] = sine * first + cosine * second;
  }
}
