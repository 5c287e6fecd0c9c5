package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The set of all x ≥ 0 in the signs σ with a given image Ax, seen from one of its points whose
 * columns are independent: which coordinates are nonzero somewhere on it, decided exactly.
 *
 * <p>Coordinate k, 0 at the point, is nonzero somewhere exactly if −σ_k a_k = Σ n_j σ_j a_j with
 * n_j ≥ 0 wherever the point is 0: a least squares problem with sign constraints and residual 0.
 */
final class ExactFace {

  private final IntegerProblem problem;
  private final IntegerInverse support;
  private final int[] signs;

  /**
   * The face.
   *
   * @param support the columns where the point is nonzero
   * @param signs σ = ±1 of the other coordinates that may be nonzero, 0 elsewhere; length d
   */
  ExactFace(IntegerProblem problem, IntegerInverse support, int[] signs) {
    this.problem = problem;
    this.support = support;
    this.signs = signs;
  }

  /** Whether the point is the only one. */
  boolean single() {
    return independent()
        || IntStream.range(0, signs.length).allMatch(k -> signs[k] == 0 || direction(k) == null);
  }

  /** Whether all columns that may be nonzero are independent. */
  private boolean independent() {
    IntegerInverse all = support.copy();
    return IntStream.range(0, signs.length).allMatch(k -> signs[k] == 0 || all.append(k));
  }

  /**
   * A point in the relative interior, length d: {@code point} itself if it is the only one.
   *
   * @param point the point the face is seen from
   */
  Rational[] interior(Rational[] point) {
    Rational[] sum = ExactLeastSquares.zero(signs.length);
    for (int k = 0; k < signs.length; k++) {
      if (signs[k] != 0 && sum[k].signum() == 0) {
        Rational[] direction = direction(k);
        for (int j = 0; direction != null && j < sum.length; j++) {
          sum[j] = sum[j].plus(direction[j]);
        }
      }
    }
    Rational length = Rational.ONE;
    Rational two = Rational.of(BigInteger.TWO);
    for (int j : support.active()) {
      if (point[j].signum() * sum[j].signum() < 0) {
        Rational half = point[j].abs().over(sum[j].abs().times(two));
        length = half.compareTo(length) < 0 ? half : length;
      }
    }
    Rational[] interior = point.clone();
    for (int j = 0; j < interior.length; j++) {
      interior[j] = interior[j].plus(length.times(sum[j]));
    }
    return interior;
  }

  /** A direction within the face in which coordinate {@code k} leaves 0, or null. */
  private Rational @Nullable [] direction(int k) {
    BigInteger[] column = problem.columns()[k];
    BigInteger[] linear = problem.products(column);
    int[] others = signs.clone();
    others[k] = 0;
    for (int j = 0; j < linear.length; j++) {
      linear[j] = signs[k] > 0 ? linear[j].negate() : linear[j];
    }
    Rational[] direction =
        ExactLeastSquares.solve(
            problem, support.copy(), linear, others, ExactLeastSquares.zero(signs.length));
    direction[k] = Rational.of(BigInteger.valueOf(signs[k]));
    return CommonDenominator.of(direction).imageVanishes(problem) ? direction : null;
  }
}
