package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;

/**
 * The lasso path in exact arithmetic, where ties are ties (see {@link LassoPath}).
 *
 * <p>With the active columns P and their signs σ, x_P = G⁻¹(A_Pᵀy − μσ) for G = A_PᵀA_P, and the
 * correlations a_jᵀ(y − Ax) are affine in μ as well. At a corner, the speed w = −dx/dμ minimizes
 * ½‖Aw‖² − Σ s_j w_j over the tied coordinates, where s is the sign of the correlation, with s_j
 * w_j ≥ 0 where x_j = 0: that decides which of any number of tied coordinates enter and leave, and
 * every piece has a length. The numbers on a piece depend on P alone and do not grow along the
 * path.
 */
final class ExactLassoCorners {

  private final IntegerProblem problem;
  private final RoundingLevel rounding;
  private final ExactWork work;
  private final IntegerInverse passive;
  private final BigInteger[] linear;
  private final List<Corner> corners = new ArrayList<>();

  /**
   * A corner, in the units of the integer problem.
   *
   * @param mu μ ≥ 0
   * @param x a minimizer there, length d, with independent columns
   * @param unique whether it is the only one from here down to the next corner
   */
  record Corner(Rational mu, Rational[] x, boolean unique) {}

  private ExactLassoCorners(
      DenseMatrix matrix, double[] y, IntegerProblem problem, ExactWork work) {
    this.problem = problem;
    this.rounding = new RoundingLevel(matrix, y);
    this.work = work;
    this.passive = new IntegerInverse(problem, work);
    this.linear = problem.products(problem.observations());
  }

  /**
   * The corners down to μ = 0, where x solves Ax = y, up to rounding where y was rounded.
   *
   * @throws ExactWork.ExceededException where they cost more than {@code work} allows
   */
  static List<Corner> of(DenseMatrix matrix, double[] y, IntegerProblem problem, ExactWork work) {
    var path = new ExactLassoCorners(matrix, y, problem, work);
    path.walk();
    return path.corners;
  }

  private void walk() {
    Piece piece = piece(new int[linear.length]);
    Rational mu = Rational.ZERO;
    for (BigInteger entry : linear) {
      Rational size = Rational.of(entry.abs());
      mu = size.compareTo(mu) > 0 ? size : mu;
    }
    while (mu.signum() > 0) {
      work.count(4L * linear.length, 2 * passive.determinant().bitLength());
      Rational[] x = piece.at(mu);
      int[] signs = piece.tied(mu);
      ExactConditions.requireLasso(problem, mu, x);
      int[] before = sorted(passive.active());
      moveActive(x, signs);
      piece = piece(signs);
      boolean unique = face(passive, piece.alwaysTied()).single();
      if (corners.isEmpty()
          || !Arrays.equals(before, sorted(passive.active()))
          || unique != corners.getLast().unique()) {
        corners.add(new Corner(mu, x, unique));
      }
      mu = endsHere(piece) ? Rational.ZERO : piece.end(mu);
    }
    corners.add(end(piece));
  }

  private static int[] sorted(int[] indices) {
    return IntStream.of(indices).sorted().toArray();
  }

  /** Decides which of the tied coordinates are nonzero right below the corner at {@code x}. */
  private void moveActive(Rational[] x, int[] signs) {
    for (int j : passive.active()) {
      if (x[j].signum() == 0) {
        passive.remove(j);
      }
    }
    var target = new BigInteger[signs.length];
    Arrays.setAll(target, j -> BigInteger.valueOf(signs[j]));
    int[] constrained = signs.clone();
    for (int j : passive.active()) {
      constrained[j] = 0;
    }
    ExactLeastSquares.solve(
        problem, passive, target, constrained, ExactLeastSquares.zero(signs.length));
  }

  /**
   * Whether the piece can be followed to μ = 0 if only y is changed within its rounding: the signs
   * of its correlations stay, and entries that would change sign are rounding errors.
   */
  private boolean endsHere(Piece piece) {
    for (BigInteger slope : piece.slopes) {
      if (slope.abs().compareTo(piece.determinant) > 0) {
        return false;
      }
    }
    return rounding.explains(problem, withoutWrongSigns(piece));
  }

  /** x at μ = 0 with 0 for entries against the sign they have on the piece. */
  private static Rational[] withoutWrongSigns(Piece piece) {
    Rational[] x = piece.at(Rational.ZERO);
    for (int k = 0; k < piece.active.length; k++) {
      int j = piece.active[k];
      x[j] = x[j].signum() == -piece.signs[k] ? Rational.ZERO : x[j];
    }
    return x;
  }

  /** x at μ = 0, without entries that are rounding errors of y. */
  private Corner end(Piece piece) {
    Rational[] x = withoutWrongSigns(piece);
    for (int j : piece.active) {
      Rational[] without = x.clone();
      without[j] = Rational.ZERO;
      if (x[j].signum() != 0 && rounding.explains(problem, without)) {
        x = without;
      }
    }
    IntegerInverse support = passive.copy();
    int[] signs = new int[x.length];
    for (int j = 0; j < x.length; j++) {
      boolean tied = piece.slopes[j].abs().equals(piece.determinant);
      if (x[j].signum() == 0 && support.contains(j)) {
        support.remove(j);
      }
      signs[j] = tied && x[j].signum() == 0 ? piece.slopes[j].signum() : 0;
    }
    return new Corner(Rational.ZERO, x, face(support, signs).single());
  }

  private ExactFace face(IntegerInverse support, int[] signs) {
    return new ExactFace(problem, support, signs);
  }

  /** The piece of the passive columns with the signs {@code signs} of their correlations. */
  private Piece piece(int[] signs) {
    int[] active = passive.active();
    var ones = new BigInteger[signs.length];
    Arrays.setAll(ones, j -> BigInteger.valueOf(signs[j]));
    BigInteger[] solution = passive.solve(linear);
    BigInteger[] speed = passive.solve(ones);
    BigInteger[] fit = problem.products(problem.combination(active, solution));
    var constants = new BigInteger[signs.length];
    Arrays.setAll(constants, j -> passive.determinant().multiply(linear[j]).subtract(fit[j]));
    BigInteger[] slopes = problem.products(problem.combination(active, speed));
    int[] activeSigns = IntStream.of(active).map(j -> signs[j]).toArray();
    return new Piece(
        active, activeSigns, solution, speed, constants, slopes, passive.determinant());
  }

  /**
   * A piece of the path: x_P = (solution − μ·speed)/determinant and Aᵀ(y − Ax) = (constants +
   * μ·slopes)/determinant.
   */
  private record Piece(
      int[] active,
      int[] signs,
      BigInteger[] solution,
      BigInteger[] speed,
      BigInteger[] constants,
      BigInteger[] slopes,
      BigInteger determinant) {

    Rational[] at(Rational mu) {
      Rational[] x = ExactLeastSquares.zero(constants.length);
      for (int k = 0; k < active.length; k++) {
        x[active[k]] =
            Rational.of(
                solution[k].multiply(mu.denominator()).subtract(speed[k].multiply(mu.numerator())),
                determinant.multiply(mu.denominator()));
      }
      return x;
    }

    /** The signs of the correlations that are μ in size, 0 for the others; length d. */
    int[] tied(Rational mu) {
      int[] tied = new int[constants.length];
      BigInteger bound = determinant.multiply(mu.numerator());
      for (int j = 0; j < tied.length; j++) {
        BigInteger correlation =
            constants[j].multiply(mu.denominator()).add(slopes[j].multiply(mu.numerator()));
        tied[j] = correlation.abs().equals(bound) ? correlation.signum() : 0;
      }
      return tied;
    }

    /** The signs of the inactive correlations that are μ in size all along, 0 for the others. */
    int[] alwaysTied() {
      int[] tied = new int[constants.length];
      for (int j = 0; j < tied.length; j++) {
        boolean always = constants[j].signum() == 0 && slopes[j].abs().equals(determinant);
        tied[j] = always ? slopes[j].signum() : 0;
      }
      for (int j : active) {
        tied[j] = 0;
      }
      return tied;
    }

    /** The largest μ below {@code start} at which a coordinate enters or leaves, or 0. */
    Rational end(Rational start) {
      Rational end = Rational.ZERO;
      for (int k = 0; k < active.length; k++) {
        end = later(end, solution[k], speed[k], start);
      }
      boolean[] inside = new boolean[constants.length];
      for (int j : active) {
        inside[j] = true;
      }
      for (int j = 0; j < inside.length; j++) {
        if (!inside[j]) {
          end = later(end, constants[j], determinant.subtract(slopes[j]), start);
          end = later(end, constants[j].negate(), determinant.add(slopes[j]), start);
        }
      }
      return end;
    }

    /** numerator/denominator if it lies between {@code end} and {@code start}, else {@code end}. */
    private static Rational later(
        Rational end, BigInteger numerator, BigInteger denominator, Rational start) {
      if (numerator.signum() * denominator.signum() <= 0) {
        return end;
      }
      // Not in lowest terms: most candidates are only compared.
      var candidate = new Rational(numerator.abs(), denominator.abs());
      return candidate.compareTo(start) < 0 && candidate.compareTo(end) > 0
          ? Rational.of(candidate.numerator(), candidate.denominator())
          : end;
    }
  }
}
