package org.diaflow.testkit;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.flow.StartedFlow;

/**
 * The problem N = d = 1, A = 1 at depth 2, whose flow has a closed form (theory §2): with w = e^λ,
 * R = √(y² + 4α²), w₊ = (y + R)/(2α), w₋ = −1/w₊ and t = τ·ψ_2(1/α)/4,
 *
 * <p>(w − w₋)/(w₊ − w) = ((1 − w₋)/(w₊ − 1))·e^(4Rt), u = √α·e^(λ/2), v = √α·e^(−λ/2).
 *
 * @param y observation, > 0
 * @param alpha initialization scale α, > 0
 */
record ScalarProblem(double y, double alpha) {

  StartedFlow started(Chart chart) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1}), new double[] {y}, null, "scalar");
    return StartedFlow.of(chart, problem, new DiagonalNetwork(2, alpha));
  }

  /** The state in {@code chart} at rescaled time {@code time}. */
  double[] state(Chart chart, double time) {
    double lambda = mirror(time);
    double layer = Math.log(alpha) / 2;
    return switch (chart) {
      case MIRROR -> new double[] {lambda};
      case LOG -> new double[] {layer + lambda / 2, layer - lambda / 2};
      case PARAMETER -> new double[] {Math.exp(layer + lambda / 2), Math.exp(layer - lambda / 2)};
    };
  }

  private double mirror(double time) {
    double root = Math.sqrt(y * y + 4 * alpha * alpha);
    double upper = (y + root) / (2 * alpha);
    double lower = -1 / upper;
    double speed = root * asinh(1 / (2 * alpha));
    double decay = (upper - 1) / (1 - lower) * Math.exp(-speed * time);
    return Math.log((upper + lower * decay) / (1 + decay));
  }

  private static double asinh(double z) {
    return Math.log(z + Math.sqrt(z * z + 1));
  }
}
