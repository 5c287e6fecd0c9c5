package org.diaflow.theory.flow;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.internal.StartedLink;

/**
 * What the mirror flows of one network on one problem share, whatever coordinates of λ they use.
 *
 * @param matrix A, N × d
 * @param observations y, length N
 * @param start the links x_j = weight_j·h_D((s_j + shift_j)/width_j) with s = Aᵀλ
 * @param weights weight_j, length d
 * @param speed ψ_D(1/α), the factor of y − Ax in dλ/dτ
 */
record MirrorProblem(
    DenseMatrix matrix, double[] observations, StartedLink start, double[] weights, double speed) {

  /** Slack of a coordinate below which it is to be taken among those at a wall. */
  private static final double UNRESOLVED = 1e-3;

  static MirrorProblem of(RegressionProblem problem, DiagonalNetwork network) {
    StartedLink start = StartedLink.of(network, problem.columns());
    return new MirrorProblem(
        LinearAlgebra.dense(problem),
        problem.observations(),
        start,
        start.weights(),
        RescaledTime.of(network).mirrorSpeed());
  }

  int rows() {
    return matrix.rows();
  }

  int columns() {
    return matrix.columns();
  }

  /** (s_j + shift_j)/width_j, the argument of the link. */
  double argument(int j, double mirror) {
    return (mirror + start.shift()[j]) / start.width()[j];
  }

  /** The |x_j| at which coordinate j is {@value #UNRESOLVED} from its wall; ∞ where it has none. */
  double[] thresholds() {
    double[] thresholds = weights.clone();
    boolean walls = Double.isFinite(start.link().bound());
    double factor = walls ? start.link().value(1 - UNRESOLVED) : Double.POSITIVE_INFINITY;
    for (int j = 0; j < thresholds.length; j++) {
      thresholds[j] *= factor;
    }
    return thresholds;
  }
}
