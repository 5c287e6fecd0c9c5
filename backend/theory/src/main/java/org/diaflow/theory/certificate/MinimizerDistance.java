package org.diaflow.theory.certificate;

import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;

/**
 * Measures x − g* of a vector x that solves Ax = y, with relative accuracy even where the
 * difference is far below the rounding of x.
 *
 * <p>Entries off the support are their own errors. On the support, x_S − g*_S = −T·x_Sᶜ for every
 * solution ({@link SupportSplit}), which subtracts no numbers of the size of g*; so the error of x
 * is known as soon as the equations hold. How well they do shows in the defect x_S − g*_S + T·x_Sᶜ.
 */
public final class MinimizerDistance {

  /**
   * Defect relative to ‖g*‖₁ below which x counts as a solution: ten times the residual that flows
   * are run to.
   */
  private static final double SOLVED = 1e-11;

  /** Defect relative to the error that nobody sees: then the plain difference is the error. */
  private static final double NEGLIGIBLE = 1e-9;

  private final SupportSplit split;

  /** Distances from the minimizer that {@code split} belongs to. */
  public MinimizerDistance(SupportSplit split) {
    this.split = split;
  }

  /** ‖x − g*‖₁ for x of length d. */
  public double of(double[] x) {
    Parts parts = parts(x);
    return parts.plainly() || !parts.solves() ? parts.plain() : parts.resolved();
  }

  /**
   * x − g*, length d, for x of length d: every entry with relative accuracy where x solves Ax = y,
   * the plain difference elsewhere.
   */
  public double[] error(double[] x) {
    Parts parts = parts(x);
    double[] error = x.clone();
    double[] shift = split.onto(offSupport(x));
    boolean plain = parts.plainly() || !parts.solves();
    for (int i = 0; i < shift.length; i++) {
      int j = split.support()[i];
      error[j] = plain ? x[j] - split.values()[i] : -shift[i];
    }
    return error;
  }

  /** Whether x meets the equations so well that the error is known, however small it is. */
  public boolean known(double[] x) {
    Parts parts = parts(x);
    return parts.plainly() || parts.solves();
  }

  /**
   * The error of x in two ways.
   *
   * @param defect ‖x_S − g*_S + T·x_Sᶜ‖₁
   * @param plain ‖x − g*‖₁ by subtraction
   * @param resolved the same through T·x_Sᶜ
   * @param size ‖g*‖₁
   */
  private record Parts(double defect, double plain, double resolved, double size) {

    boolean plainly() {
      return defect <= NEGLIGIBLE * plain;
    }

    boolean solves() {
      return defect <= SOLVED * size;
    }
  }

  private Parts parts(double[] x) {
    double[] off = offSupport(x);
    double[] shift = split.onto(off);
    double[] error = new double[shift.length];
    double defect = 0;
    for (int i = 0; i < error.length; i++) {
      error[i] = x[split.support()[i]] - split.values()[i];
      defect += Math.abs(error[i] + shift[i]);
    }
    double small = LinearAlgebra.norm1(off);
    return new Parts(
        defect,
        small + LinearAlgebra.norm1(error),
        small + LinearAlgebra.norm1(shift),
        LinearAlgebra.norm1(split.values()));
  }

  /** ‖x_Sᶜ‖₁ for x of length d. */
  public double offSupportSize(double[] x) {
    return LinearAlgebra.norm1(offSupport(x));
  }

  /**
   * How far the entries off the support are from balance: ‖B·x_Sᶜ‖₁ relative to the same sums of
   * absolute values, dimensionless, in [0, 1]; 0 where |S| is the number of equations.
   */
  public double imbalance(double[] x) {
    double[] off = offSupport(x);
    double[] sums = split.kernel(off);
    double size = 0;
    for (int i = 0; i < sums.length && split.kernel() != null; i++) {
      for (int j = 0; j < off.length; j++) {
        size += Math.abs(split.kernel().get(i, j) * off[j]);
      }
    }
    return size == 0 ? 0 : LinearAlgebra.norm1(sums) / size;
  }

  /**
   * The componentwise backward error max_i |Ax − y|_i/(|A||x| + |y|)_i of W. Oettli and W. Prager,
   * Numer. Math. 6 (1964) 405–409, dimensionless, 0/0 = 0: how well x meets every equation,
   * whatever its units and however large the others are.
   */
  public static double equationError(RegressionProblem problem, double[] x) {
    double[] rest = new double[problem.rows()];
    problem.matrix().multiply(x, rest);
    double[] sizes = sizes(problem, x);
    double largest = 0;
    for (int i = 0; i < rest.length; i++) {
      double error = Math.abs(rest[i] - problem.observations()[i]);
      largest = Math.max(largest, error == 0 ? 0 : error / sizes[i]);
    }
    return largest;
  }

  /** |A||x| + |y|. */
  private static double[] sizes(RegressionProblem problem, double[] x) {
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    double[] sizes = new double[problem.rows()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(problem.observations()[i]);
      for (int j = 0; j < x.length; j++) {
        sizes[i] += Math.abs(matrix.get(i, j) * x[j]);
      }
    }
    return sizes;
  }

  private double[] offSupport(double[] x) {
    double[] off = new double[split.offSize()];
    for (int k = 0; k < off.length; k++) {
      off[k] = x[split.offSupport()[k]];
    }
    return off;
  }
}
