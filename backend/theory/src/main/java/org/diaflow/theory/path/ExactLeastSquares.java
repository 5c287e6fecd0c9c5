package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Least squares with sign constraints in exact arithmetic: min ½‖Ax‖² − gᵀx over the x with σ_i x_i
 * ≥ 0 where σ_i = ±1, any x_i where i is free, and x_i = 0 elsewhere, by the active-set method of
 * Lawson and Hanson (Solving Least Squares Problems, 1974, chapter 23).
 *
 * <p>The objective is bounded below, so g_j = a_jᵀt for some t and all j in question, and a column
 * that depends on passive ones has no gain and never enters: the passive columns stay independent.
 * Without rounding every step lowers the objective, and the method ends.
 */
final class ExactLeastSquares {

  private final IntegerProblem problem;
  private final IntegerInverse passive;
  private final BigInteger[] linear;
  private final int[] signs;
  private Rational[] x;

  private ExactLeastSquares(
      IntegerProblem problem,
      IntegerInverse passive,
      BigInteger[] linear,
      int[] signs,
      Rational[] start) {
    this.problem = problem;
    this.passive = passive;
    this.linear = linear;
    this.signs = signs;
    this.x = start;
  }

  /**
   * A minimizer, length d, whose columns are independent.
   *
   * @param passive the columns the search begins with, which all may be nonzero; on return the
   *     columns of the minimizer
   * @param linear g, length d
   * @param signs σ, length d, with 0 both for free coordinates, which are those of {@code passive}
   *     with σ = 0, and for those that stay 0
   * @param start where the search begins: obeys the signs, nonzero exactly on the passive
   *     coordinates that have one
   */
  static Rational[] solve(
      IntegerProblem problem,
      IntegerInverse passive,
      BigInteger[] linear,
      int[] signs,
      Rational[] start) {
    return new ExactLeastSquares(problem, passive, linear, signs, start.clone()).solve();
  }

  /** 0, length {@code d}. */
  static Rational[] zero(int d) {
    var zero = new Rational[d];
    Arrays.fill(zero, Rational.ZERO);
    return zero;
  }

  private Rational[] solve() {
    moveToMinimum();
    for (int entering = entering(); entering >= 0; entering = entering()) {
      if (!passive.append(entering)) {
        throw new IllegalStateException(
            "Column %d depends on passive ones and has a gain.".formatted(entering));
      }
      moveToMinimum();
    }
    return x;
  }

  /** The coordinate that gains most, or −1 where none does. */
  private int entering() {
    BigInteger[] solution = passive.solve(linear);
    BigInteger[] image = problem.combination(passive.active(), solution);
    int entering = -1;
    BigInteger most = BigInteger.ZERO;
    for (int j = 0; j < signs.length; j++) {
      if (signs[j] != 0 && !passive.contains(j)) {
        BigInteger gain =
            passive.determinant().multiply(linear[j]).subtract(problem.product(j, image));
        gain = signs[j] < 0 ? gain.negate() : gain;
        if (gain.compareTo(most) > 0) {
          most = gain;
          entering = j;
        }
      }
    }
    return entering;
  }

  /** Moves to the minimum over the passive set, dropping coordinates that would change sign. */
  private void moveToMinimum() {
    while (true) {
      int[] set = passive.active();
      BigInteger[] solution = passive.solve(linear);
      Rational[] target = zero(x.length);
      for (int k = 0; k < set.length; k++) {
        target[set[k]] = Rational.of(solution[k], passive.determinant());
      }
      Rational step = blockedAt(set, target);
      if (step == null) {
        x = target;
        return;
      }
      for (int j : set) {
        x[j] = x[j].plus(step.times(target[j].minus(x[j])));
        if (signs[j] != 0 && x[j].signum() == 0) {
          passive.remove(j);
        }
      }
    }
  }

  /** The part of the way to {@code target} at which a coordinate reaches 0, or null. */
  private @Nullable Rational blockedAt(int[] set, Rational[] target) {
    Rational first = null;
    for (int j : set) {
      if (signs[j] != 0 && signs[j] * target[j].signum() <= 0) {
        Rational step = x[j].over(x[j].minus(target[j]));
        if (first == null || step.compareTo(first) < 0) {
          first = step;
        }
      }
    }
    return first;
  }
}
