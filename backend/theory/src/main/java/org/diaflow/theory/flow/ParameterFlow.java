package org.diaflow.theory.flow;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SampledFlow;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * Gradient flow in the layer weights, state (u, v) of length 2d, in rescaled time τ (theory §1,
 * §8):
 *
 * <p>du/dτ = −c·a·(u/a)^(D−1) ⊙ g, dv/dτ = c·a·(v/a)^(D−1) ⊙ g, g = Aᵀ(Ax − y), x = u^⊙D − v^⊙D,
 *
 * <p>with the layer scale a = α^(1/D) and c = ψ_D(1/α)/2 for D = 2, ψ_D(1/α)/(D − 2) for D > 2. For
 * whole D weights may be negative; otherwise a negative weight makes the right-hand side NaN. A
 * right-hand side costs 2·N·d multiplications and 2·d powers.
 */
public final class ParameterFlow implements SampledFlow {

  private final BlockedMatrix matrix;
  private final double[] observations;
  private final double depth;
  private final double scale;
  private final double layerScale;
  private final double pace;
  private final double clock;
  private final double squaredNorm;
  private final double expectedSize;
  private final double[] powers;
  private final double[] predictor;
  private final double[] gradient;
  private final double[] residual;

  /** The flow of {@code network} on {@code problem}. */
  public ParameterFlow(RegressionProblem problem, DiagonalNetwork network) {
    RescaledTime time = RescaledTime.of(network);
    int d = problem.columns();
    this.matrix = new BlockedMatrix(LinearAlgebra.dense(problem));
    this.observations = problem.observations();
    this.depth = network.depth();
    this.scale = network.scale();
    this.layerScale = Math.exp(Math.log(scale) / depth);
    this.pace = time.mirrorSpeed() / (depth == 2 ? 2 : depth - 2);
    this.clock = time.clock();
    this.powers = new double[2 * d];
    this.predictor = new double[d];
    this.gradient = new double[d];
    this.residual = new double[problem.rows()];
    this.squaredNorm = matrix.squaredNorm();
    this.expectedSize = expectedSize();
  }

  /** max_j |a_jᵀy|/‖a_j‖²: the largest entry a solution with one entry could have. */
  private double expectedSize() {
    matrix.multiplyTransposed(observations, gradient);
    double largest = 0;
    for (int j = 0; j < gradient.length; j++) {
      double squared = 0;
      for (double entry : matrix.column(j)) {
        squared += entry * entry;
      }
      if (squared > 0) {
        largest = Math.max(largest, Math.abs(gradient[j]) / squared);
      }
    }
    return largest;
  }

  @Override
  public Chart chart() {
    return Chart.PARAMETER;
  }

  @Override
  public int dimension() {
    return powers.length;
  }

  @Override
  public int samples() {
    return observations.length;
  }

  @Override
  public double clock() {
    return clock;
  }

  /**
   * D²·‖A‖²·m^(2−2/D), the Hessian's bound where Ax = y, with m the largest of |u_j|^D, |v_j|^D and
   * |a_jᵀy|/‖a_j‖².
   */
  @Override
  public double curvature(double[] state) {
    double largest = 0;
    for (double weight : state) {
      largest = Math.max(largest, Math.abs(weight));
    }
    double size = Math.max(expectedSize, Math.pow(largest, depth));
    return depth * depth * squaredNorm * Math.pow(size, 2 - 2 / depth);
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    predictor(state, predictor);
    matrix.multiply(predictor, residual);
    for (int i = 0; i < residual.length; i++) {
      residual[i] -= observations[i];
    }
    matrix.multiplyTransposed(residual, gradient);
    derive(derivative);
  }

  @Override
  public void rightHandSide(double[] state, int[] samples, double[] shifts, double[] derivative) {
    predictor(state, predictor);
    Arrays.fill(gradient, 0);
    for (int k = 0; k < samples.length; k++) {
      double[] row = matrix.row(samples[k]);
      double rest = LinearAlgebra.dot(row, predictor) - observations[samples[k]] - shifts[k];
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += rest * row[j];
      }
    }
    derive(derivative);
  }

  private void derive(double[] derivative) {
    int d = gradient.length;
    for (int j = 0; j < d; j++) {
      double factor = pace * layerScale * gradient[j];
      derivative[j] = -factor * powers[j];
      derivative[d + j] = factor * powers[d + j];
    }
  }

  /** Writes x, and leaves (u/a)^(D−1), (v/a)^(D−1) in {@code powers}. */
  @Override
  public void predictor(double[] state, double[] x) {
    int d = powers.length / 2;
    for (int k = 0; k < powers.length; k++) {
      powers[k] = power(state[k] / layerScale);
    }
    for (int j = 0; j < d; j++) {
      x[j] =
          scale
              * (powers[j] * (state[j] / layerScale) - powers[d + j] * (state[d + j] / layerScale));
    }
  }

  private double power(double relative) {
    return depth == 2 ? relative : Math.pow(relative, depth - 1);
  }
}
