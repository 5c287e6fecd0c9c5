package org.diaflow.theory.path;

import java.math.BigInteger;

/**
 * The optimality conditions of both paths in exact arithmetic, without a tolerance, from Aᵀ(y − Ax)
 * as computed afresh for each point: not from the factors the paths were walked with.
 */
final class ExactConditions {

  private ExactConditions() {}

  /**
   * Requires that {@code x} minimizes the loss over the vectors with the given signs.
   *
   * @param signs σ: x_i σ_i ≥ 0 where it is ±1, x_i = 0 where it is 0
   * @param force a positive multiple of Aᵀ(y − Ax)
   * @throws IllegalStateException naming the jump
   */
  static void requireMinimum(Rational[] x, int[] signs, BigInteger[] force, int jump) {
    for (int i = 0; i < x.length; i++) {
      boolean inside = x[i].signum() == 0 || x[i].signum() == signs[i];
      int gain = force[i].signum() * signs[i];
      if (!inside || gain > 0 || (x[i].signum() != 0 && gain != 0)) {
        throw new IllegalStateException(
            "The saddle-to-saddle path fails its optimality conditions at jump %d, coordinate %d."
                .formatted(jump, i));
      }
    }
  }

  /**
   * Requires that {@code x} minimizes ½‖Ax − y‖² + μ‖x‖₁: Aᵀ(y − Ax) is μ·sign(x) where x is not 0
   * and at most μ in size elsewhere.
   *
   * @throws IllegalStateException naming μ
   */
  static void requireLasso(IntegerProblem problem, Rational mu, Rational[] x) {
    CommonDenominator common = CommonDenominator.of(x);
    BigInteger[] correlations = problem.products(common.residual(problem));
    BigInteger bound = mu.numerator().multiply(common.denominator());
    for (int j = 0; j < x.length; j++) {
      BigInteger correlation = correlations[j].multiply(mu.denominator());
      BigInteger excess =
          x[j].signum() == 0
              ? correlation.abs().subtract(bound).max(BigInteger.ZERO)
              : correlation.subtract(x[j].signum() > 0 ? bound : bound.negate());
      if (excess.signum() != 0) {
        throw new IllegalStateException(
            "The lasso path fails its optimality conditions at μ = %.6g, coordinate %d."
                .formatted(mu.doubleValue(), j));
      }
    }
  }
}
