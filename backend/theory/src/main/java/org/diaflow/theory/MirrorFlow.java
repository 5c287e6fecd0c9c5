package org.diaflow.theory;

import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.RegressionProblem;

/**
 * Gradient flow in mirror coordinates λ ∈ R^N and rescaled time τ (theory §2, §8):
 *
 * <p>dλ/dτ = ψ_D(1/α)·(y − A·x), x = α·h_D(Aᵀλ), started at λ = 0.
 *
 * <p>The time is τ = κ_D·t / ψ_D(1/α). For D > 2 the domain is |Aᵀλ| < 1 entrywise; outside it the
 * right-hand side is NaN. A right-hand side costs 2·N·d multiplications, a Jacobian N²·d/2.
 */
public final class MirrorFlow implements DifferentiableFlow {

  private final DenseMatrix matrix;
  private final double[] observations;
  private final double alpha;
  private final Link link;
  private final double speed;
  private final double[] mirror;
  private final double[] predictor;

  /** The flow of {@code network} on {@code problem}. */
  public MirrorFlow(RegressionProblem problem, DiagonalNetwork network) {
    this.matrix = problem.matrix();
    this.observations = problem.observations();
    this.alpha = network.scale();
    this.link = Link.of(network.depth());
    this.speed = link.inverse(-Math.log(alpha), 1);
    this.mirror = new double[matrix.columns()];
    this.predictor = new double[matrix.columns()];
  }

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return matrix.rows();
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
      x[j] = alpha * link.value(mirror[j]);
    }
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    int n = matrix.rows();
    int d = matrix.columns();
    matrix.multiplyTransposed(state, mirror);
    for (int j = 0; j < d; j++) {
      mirror[j] = -speed * alpha * link.derivative(mirror[j]);
    }
    double[] a = matrix.entries();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        predictor[j] = a[i * d + j] * mirror[j];
      }
      for (int k = 0; k <= i; k++) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
          sum += predictor[j] * a[k * d + j];
        }
        jacobian[i * n + k] = sum;
        jacobian[k * n + i] = sum;
      }
    }
  }
}
