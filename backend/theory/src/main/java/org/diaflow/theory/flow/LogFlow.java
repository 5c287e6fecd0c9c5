package org.diaflow.theory.flow;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * Gradient flow in the logarithms of the layer weights, state (p, q) = (log u, log v) of length 2d,
 * in rescaled time τ (theory §1, §8):
 *
 * <p>dp/dτ = −c·(u/a)^(D−2) ⊙ g, dq/dτ = c·(v/a)^(D−2) ⊙ g, g = Aᵀ(Ax − y), x = u^⊙D − v^⊙D,
 *
 * <p>with the layer scale a = α^(1/D) and c = ψ_D(1/α)/2 for D = 2, ψ_D(1/α)/(D − 2) for D > 2.
 * Weights stay positive whatever the integrator does. A right-hand side costs 2·N·d multiplications
 * and 4·d exponentials.
 */
public final class LogFlow implements GradientFlow {

  /** Beyond this sinh would overflow before its product with the cosine's part does. */
  private static final double LARGE = 300;

  private final BlockedMatrix matrix;
  private final double[] observations;
  private final double depth;
  private final double scale;
  private final double logLayerScale;
  private final double pace;
  private final double[] predictor;
  private final double[] gradient;
  private final double[] residual;

  /** The flow of {@code network} on {@code problem}. */
  public LogFlow(RegressionProblem problem, DiagonalNetwork network) {
    this.matrix = new BlockedMatrix(LinearAlgebra.dense(problem));
    this.observations = problem.observations();
    this.depth = network.depth();
    this.scale = network.scale();
    this.logLayerScale = Math.log(scale) / depth;
    this.pace = RescaledTime.of(network).mirrorSpeed() / (depth == 2 ? 2 : depth - 2);
    this.predictor = new double[problem.columns()];
    this.gradient = new double[problem.columns()];
    this.residual = new double[problem.rows()];
  }

  @Override
  public Chart chart() {
    return Chart.LOG;
  }

  @Override
  public int dimension() {
    return 2 * gradient.length;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    int d = gradient.length;
    predictor(state, predictor);
    matrix.multiply(predictor, residual);
    for (int i = 0; i < residual.length; i++) {
      residual[i] -= observations[i];
    }
    matrix.multiplyTransposed(residual, gradient);
    for (int j = 0; j < d; j++) {
      derivative[j] = -pace * power(state[j]) * gradient[j];
      derivative[d + j] = pace * power(state[d + j]) * gradient[j];
    }
  }

  /** (u/a)^(D−2) for log u. */
  private double power(double logWeight) {
    return depth == 2 ? 1 : Math.exp((depth - 2) * (logWeight - logLayerScale));
  }

  /** x = 2α·exp(D(p + q)/2 − D·log a)·sinh(D(p − q)/2), without cancellation where u ≈ v. */
  @Override
  public void predictor(double[] state, double[] x) {
    int d = gradient.length;
    for (int j = 0; j < d; j++) {
      double forward = depth * (state[j] - logLayerScale);
      double backward = depth * (state[d + j] - logLayerScale);
      double half = (forward - backward) / 2;
      x[j] =
          Math.abs(half) < LARGE
              ? 2 * scale * Math.exp((forward + backward) / 2) * Math.sinh(half)
              : scale * (Math.exp(forward) - Math.exp(backward));
    }
  }
}
