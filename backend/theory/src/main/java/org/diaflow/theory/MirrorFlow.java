package org.diaflow.theory;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.RegressionProblem;

/**
 * Gradient flow in mirror coordinates λ ∈ R^N and rescaled time τ (theory §2, §8), for any start:
 *
 * <p>dλ/dτ = ψ_D(1/α)·(y − A·x), x_j = weight_j·h_D(((Aᵀλ)_j + shift_j)/width_j), from λ = 0,
 *
 * <p>with the constants of {@link StartedLink}; for the uniform start x = α·h_D(Aᵀλ).
 *
 * <p>For D > 2 an entry x of the predictor needs 1 − |s| ≈ (α/x)^(1/p), 1/p = (D−2)/D, which a
 * double s resolves to 1e-16 only: below α ≈ 1e-12^p use another chart.
 *
 * <p>The time is τ = κ_D·t / ψ_D(1/α). For D > 2 the domain is |Aᵀλ + shift| < width entrywise;
 * outside it the right-hand side is NaN. A right-hand side costs 2·N·d multiplications, a Jacobian
 * N²·d/2.
 */
public final class MirrorFlow implements DifferentiableFlow {

  private final BlockedMatrix matrix;
  private final double[] observations;
  private final StartedLink start;
  private final double[] weights;
  private final double speed;
  private final double[] mirror;
  private final double[] predictor;

  /** The flow of {@code network} on {@code problem}. */
  public MirrorFlow(RegressionProblem problem, DiagonalNetwork network) {
    this.matrix = new BlockedMatrix(LinearAlgebra.dense(problem));
    this.observations = problem.observations();
    this.start = StartedLink.of(network, problem.columns());
    this.weights = start.weights();
    this.speed = RescaledTime.of(network).mirrorSpeed();
    this.mirror = new double[problem.columns()];
    this.predictor = new double[problem.columns()];
  }

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return observations.length;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    predictor(state, predictor);
    matrix.multiply(predictor, derivative);
    for (int i = 0; i < derivative.length; i++) {
      derivative[i] = speed * (observations[i] - derivative[i]);
    }
  }

  @Override
  public void predictor(double[] state, double[] x) {
    matrix.multiplyTransposed(state, mirror);
    for (int j = 0; j < x.length; j++) {
      x[j] = weights[j] * start.link().value(argument(j));
    }
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    matrix.multiplyTransposed(state, mirror);
    for (int j = 0; j < mirror.length; j++) {
      mirror[j] = -speed * weights[j] / start.width()[j] * start.link().derivative(argument(j));
    }
    matrix.gram(mirror, jacobian);
  }

  private double argument(int j) {
    return (mirror[j] + start.shift()[j]) / start.width()[j];
  }
}
