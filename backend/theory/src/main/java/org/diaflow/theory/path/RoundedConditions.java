package org.diaflow.theory.path;

import java.util.List;
import org.diaflow.spi.DenseMatrix;

/**
 * The optimality conditions of paths walked in doubles, from the points alone. Each condition may
 * be missed by what rounding explains, coordinate by coordinate, and that must itself be small
 * against what it is compared with: else doubles cannot tell, and the path is refused.
 */
final class RoundedConditions {

  /** Part of ±1, or of μ, that rounding may amount to. */
  private static final double RESOLVED = 1e-6;

  private final DenseMatrix matrix;
  private final double[] y;

  RoundedConditions(DenseMatrix matrix, double[] y) {
    this.matrix = matrix;
    this.y = y;
  }

  /**
   * Requires of each jump: q = ∫ −∇L is at most 1 in size and is sign(x_i) where x_i ≠ 0; the
   * gradient vanishes there, and does not push further where |q_i| = 1 and x_i = 0.
   *
   * @throws IllegalStateException naming the jump
   */
  void requirePlateaus(List<SaddleToSaddle.Jump> jumps) {
    int d = matrix.columns();
    double[] q = new double[d];
    double[] slack = new double[d];
    var before = Correlations.of(matrix, y, new double[d]);
    double time = 0;
    for (int k = 0; k < jumps.size(); k++) {
      SaddleToSaddle.Jump jump = jumps.get(k);
      var after = Correlations.of(matrix, y, jump.x());
      for (int i = 0; i < d; i++) {
        double wait = jump.time() - time;
        q[i] += wait * before.values()[i];
        slack[i] += wait * before.rounding()[i] + 0x1p-40;
        double sign = Math.signum(jump.x()[i]);
        double touching = Math.abs(q[i]) >= 1 - slack[i] ? Math.signum(q[i]) : 0;
        double push = touching * after.values()[i];
        boolean holds =
            Math.abs(q[i]) <= 1 + slack[i]
                && push <= after.rounding()[i]
                && (sign == 0 || (sign == touching && -push <= after.rounding()[i]));
        if (!holds || !(slack[i] <= RESOLVED)) {
          throw new IllegalStateException(
              "The saddle-to-saddle path is lost in rounding at jump %d, τ = %.6g: coordinate %d is not what it must be there, in doubles."
                  .formatted(k + 1, jump.time(), i));
        }
      }
      before = after;
      time = jump.time();
    }
  }

  /**
   * Requires of each corner: Aᵀ(y − Ax) is μ·sign(x) where x is not 0, and at most μ in size
   * elsewhere.
   *
   * @throws IllegalStateException naming μ
   */
  void requireLasso(List<LassoPath.Corner> corners) {
    for (LassoPath.Corner corner : corners) {
      var correlations = Correlations.of(matrix, y, corner.x());
      for (int j = 0; j < corner.x().length; j++) {
        double value = correlations.values()[j];
        double excess =
            corner.x()[j] == 0
                ? Math.abs(value) - corner.mu()
                : Math.abs(value - corner.mu() * Math.signum(corner.x()[j]));
        double rounding = correlations.rounding()[j] + 0x1p-40 * corner.mu();
        boolean resolved = corner.mu() == 0 || rounding <= RESOLVED * corner.mu();
        if (!(excess <= rounding) || !resolved) {
          throw new IllegalStateException(
              "The lasso path is lost in rounding at μ = %.6g: coordinate %d is not what it must be there, in doubles."
                  .formatted(corner.mu(), j));
        }
      }
    }
  }

  /**
   * Requires that a path ends in a solution, up to rounding.
   *
   * @throws IllegalStateException naming the path
   */
  void requireSolved(double[] x, String path) {
    if (!new RoundingLevel(matrix, y).explains(x)) {
      throw new IllegalStateException(
          "The %s path breaks off before Ax = y, in doubles.".formatted(path));
    }
  }
}
