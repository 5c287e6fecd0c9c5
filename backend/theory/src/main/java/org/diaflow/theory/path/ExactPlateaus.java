package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diaflow.spi.DenseMatrix;

/**
 * The saddle-to-saddle path in exact arithmetic, where ties are ties (see {@link SaddleToSaddle}).
 * What a jump costs grows with the number of jumps before it: the denominator of q is a product.
 */
final class ExactPlateaus {

  private final IntegerProblem problem;
  private final RoundingLevel rounding;
  private final IntegerInverse passive;
  private final BigInteger[] linear;
  private final ExactWork work;
  private final List<Plateau> plateaus = new ArrayList<>();
  private Rational[] x;
  private Rational time = Rational.ZERO;
  private BigInteger[] q;
  private BigInteger denominator = BigInteger.ONE;

  /**
   * A plateau, in the units of the integer problem.
   *
   * @param time τ at which it is reached
   * @param x the minimizer of the loss there, length d: one in the relative interior of all
   * @param unique whether x is the only one
   */
  record Plateau(Rational time, Rational[] x, boolean unique) {}

  private ExactPlateaus(DenseMatrix matrix, double[] y, IntegerProblem problem, ExactWork work) {
    this.problem = problem;
    this.work = work;
    this.rounding = new RoundingLevel(matrix, y);
    this.passive = new IntegerInverse(problem, work);
    this.linear = problem.products(problem.observations());
    this.x = ExactLeastSquares.zero(problem.size());
    this.q = new BigInteger[problem.size()];
    Arrays.fill(q, BigInteger.ZERO);
  }

  /**
   * The plateaus in order; the last one solves Ax = y, up to rounding where y was rounded.
   *
   * @throws ExactWork.ExceededException where they cost more than {@code work} allows
   */
  static List<Plateau> of(DenseMatrix matrix, double[] y, IntegerProblem problem, ExactWork work) {
    var path = new ExactPlateaus(matrix, y, problem, work);
    path.walk();
    return path.plateaus;
  }

  private void walk() {
    BigInteger[] force = linear;
    BigInteger unit = BigInteger.ONE;
    while (Arrays.stream(force).anyMatch(entry -> entry.signum() != 0)) {
      work.count(4L * q.length, denominator.bitLength());
      moveCertificate(force, unit);
      int[] signs = new int[q.length];
      Arrays.setAll(signs, i -> q[i].abs().equals(denominator) ? q[i].signum() : 0);
      x = ExactLeastSquares.solve(problem, passive, linear, signs, x);
      CommonDenominator common = CommonDenominator.of(x);
      force = problem.products(common.residual(problem));
      unit = common.denominator();
      ExactConditions.requireMinimum(x, signs, force, plateaus.size() + 1);
      plateaus.add(plateau(signs, force));
      if (rounding.explains(problem, x)) {
        return;
      }
    }
  }

  /**
   * Moves q by −∇L = {@code force}/{@code unit} until the next |q_i| is 1: after the time min (1 −
   * s_i q_i)/|∇_iL| with s = sign(−∇L).
   */
  private void moveCertificate(BigInteger[] force, BigInteger unit) {
    BigInteger distance = null;
    BigInteger speed = BigInteger.ONE;
    for (int i = 0; i < q.length; i++) {
      if (force[i].signum() != 0) {
        BigInteger left =
            force[i].signum() > 0 ? denominator.subtract(q[i]) : denominator.add(q[i]);
        BigInteger size = force[i].abs();
        if (distance == null || left.multiply(speed).compareTo(distance.multiply(size)) < 0) {
          distance = left;
          speed = size;
        }
      }
    }
    if (distance == null || distance.signum() <= 0) {
      throw new IllegalStateException(
          "The saddle-to-saddle path finds no time of its jump %d.".formatted(plateaus.size() + 1));
    }
    BigInteger before = denominator;
    denominator = denominator.multiply(speed);
    time = time.plus(Rational.of(distance.multiply(unit), before.multiply(speed)));
    for (int i = 0; i < q.length; i++) {
      q[i] = q[i].multiply(speed).add(distance.multiply(force[i]));
    }
    reduce();
  }

  /** Divides q and its denominator by what they have in common. */
  private void reduce() {
    BigInteger common = denominator;
    for (int i = 0; i < q.length && !common.equals(BigInteger.ONE); i++) {
      common = common.gcd(q[i]);
    }
    if (!common.equals(BigInteger.ONE)) {
      denominator = denominator.divide(common);
      for (int i = 0; i < q.length; i++) {
        q[i] = q[i].divide(common);
      }
    }
  }

  private Plateau plateau(int[] signs, BigInteger[] force) {
    int[] others = new int[signs.length];
    Arrays.setAll(others, j -> force[j].signum() == 0 && x[j].signum() == 0 ? signs[j] : 0);
    var face = new ExactFace(problem, passive, others);
    boolean unique = face.single();
    return new Plateau(time, unique ? x : face.interior(x), unique);
  }
}
