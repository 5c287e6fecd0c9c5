package org.diaflow.theory.limit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.link.PowerLink;
import org.jspecify.annotations.Nullable;

/**
 * The limit of gradient flow of the uniform start by plain dual Newton in λ with hundreds of
 * digits: an oracle for small problems and α down to 1e-60.
 *
 * <p>It starts from the dual vector of a limit to be checked. The dual is strictly convex, so where
 * the gradient vanishes to 40 digits is the limit, whatever the start was.
 */
final class ExtendedLimit {

  private static final MathContext DIGITS = new MathContext(320);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final int MOST_STEPS = 200;

  private final BigDecimal[][] matrix;
  private final BigDecimal[] y;
  private final double depth;
  private final BigDecimal alpha;

  ExtendedLimit(RegressionProblem problem, double depth, double alpha) {
    this.depth = depth;
    this.alpha = new BigDecimal(alpha);
    this.matrix = new BigDecimal[problem.rows()][problem.columns()];
    this.y =
        Arrays.stream(problem.observations()).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = new BigDecimal(problem.matrix().get(i, j));
      }
    }
  }

  /** Depths whose powers are products and square roots. */
  static final double[] DEPTHS = {2, 2.5, 3, 4, 10};

  /** The limit near {@code x}; null where Newton's method does not converge from there. */
  double @Nullable [] near(double[] x) {
    BigDecimal[] lambda = dual(x);
    if (lambda == null) {
      return null;
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      BigDecimal[] value = new BigDecimal[x.length];
      BigDecimal[] slope = new BigDecimal[x.length];
      for (int j = 0; j < x.length; j++) {
        BigDecimal[] link = link(correlation(j, lambda));
        if (link == null) {
          return null;
        }
        value[j] = alpha.multiply(link[0], DIGITS);
        slope[j] = alpha.multiply(link[1], DIGITS);
      }
      BigDecimal[] change = solve(hessian(slope), gradient(value));
      if (change == null) {
        return null;
      }
      double largest = 0;
      for (int j = 0; j < x.length; j++) {
        BigDecimal moved = slope[j].multiply(correlation(j, change), DIGITS);
        largest = Math.max(largest, relative(moved, value[j]));
      }
      for (int i = 0; i < lambda.length; i++) {
        lambda[i] = lambda[i].add(change[i], DIGITS);
      }
      if (largest < 1e-25) {
        return Arrays.stream(value).mapToDouble(BigDecimal::doubleValue).toArray();
      }
    }
    return null;
  }

  /** Relative to x_j, or to 1e-40·α where symmetry makes x_j zero. */
  private double relative(BigDecimal moved, BigDecimal value) {
    BigDecimal size = value.abs().add(alpha.movePointLeft(40));
    return moved.divide(size, new MathContext(20)).abs().doubleValue();
  }

  private BigDecimal correlation(int j, BigDecimal[] lambda) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < lambda.length; i++) {
      sum = sum.add(matrix[i][j].multiply(lambda[i], DIGITS), DIGITS);
    }
    return sum;
  }

  private BigDecimal[] gradient(BigDecimal[] value) {
    BigDecimal[] rest = y.clone();
    for (int i = 0; i < rest.length; i++) {
      for (int j = 0; j < value.length; j++) {
        rest[i] = rest[i].subtract(matrix[i][j].multiply(value[j], DIGITS), DIGITS);
      }
    }
    return rest;
  }

  private BigDecimal[][] hessian(BigDecimal[] slope) {
    int n = y.length;
    BigDecimal[][] hessian = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        hessian[i][k] = BigDecimal.ZERO;
        for (int j = 0; j < slope.length; j++) {
          BigDecimal term = matrix[i][j].multiply(matrix[k][j], DIGITS).multiply(slope[j], DIGITS);
          hessian[i][k] = hessian[i][k].add(term, DIGITS);
        }
      }
    }
    return hessian;
  }

  /** h and h' at s, or null outside the domain. */
  private BigDecimal @Nullable [] link(BigDecimal s) {
    if (depth == 2) {
      if (s.abs().doubleValue() > 3000) {
        return null;
      }
      BigDecimal up = exp(s);
      BigDecimal down = ONE.divide(up, DIGITS);
      return new BigDecimal[] {up.subtract(down, DIGITS), up.add(down, DIGITS)};
    }
    BigDecimal near = ONE.subtract(s, DIGITS);
    BigDecimal far = ONE.add(s, DIGITS);
    if (near.signum() <= 0 || far.signum() <= 0) {
      return null;
    }
    BigDecimal up = power(near);
    BigDecimal down = power(far);
    BigDecimal p = new BigDecimal(depth).divide(new BigDecimal(depth - 2), DIGITS);
    BigDecimal slope = up.divide(near, DIGITS).add(down.divide(far, DIGITS), DIGITS);
    return new BigDecimal[] {up.subtract(down, DIGITS), p.multiply(slope, DIGITS)};
  }

  /** t^(−p). */
  private BigDecimal power(BigDecimal t) {
    BigDecimal power =
        depth == 10
            ? t.multiply(t.sqrt(DIGITS).sqrt(DIGITS), DIGITS)
            : t.pow((int) Math.round(depth / (depth - 2)), DIGITS);
    return ONE.divide(power, DIGITS);
  }

  private static BigDecimal exp(BigDecimal s) {
    BigDecimal small = s.divide(new BigDecimal(2).pow(40), DIGITS);
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(small, DIGITS).divide(new BigDecimal(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < 40; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** λ from ψ_D(x_j/α) at independent columns with the largest |x_j|. */
  private BigDecimal @Nullable [] dual(double[] x) {
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, j -> j);
    Arrays.sort(order, (i, j) -> Double.compare(Math.abs(x[j]), Math.abs(x[i])));
    int n = y.length;
    BigDecimal[][] rows = new BigDecimal[n][];
    BigDecimal[] right = new BigDecimal[n];
    int found = 0;
    for (int k = 0; k < order.length && found < n; k++) {
      BigDecimal[] column = new BigDecimal[n];
      for (int i = 0; i < n; i++) {
        column[i] = matrix[i][order[k]];
      }
      rows[found] = column;
      right[found] = inverse(x[order[k]]);
      if (independent(rows, found + 1)) {
        found++;
      }
    }
    return found < n ? null : solve(rows, right);
  }

  private BigDecimal inverse(double x) {
    double logMagnitude = Math.log(Math.abs(x)) - Math.log(alpha.doubleValue());
    if (depth == 2) {
      return new BigDecimal(Link.of(2).inverse(logMagnitude, Math.signum(x)));
    }
    BigDecimal slack = new BigDecimal(new PowerLink(depth).slackAtInverse(logMagnitude));
    return ONE.subtract(slack).multiply(new BigDecimal(Math.signum(x)));
  }

  private static boolean independent(BigDecimal[][] rows, int count) {
    BigDecimal[][] copy = new BigDecimal[count][];
    for (int i = 0; i < count; i++) {
      copy[i] = rows[i].clone();
    }
    for (int i = 0; i < count; i++) {
      int pivot = -1;
      for (int j = 0; j < copy[i].length && pivot < 0; j++) {
        pivot = copy[i][j].abs().doubleValue() > 1e-30 ? j : -1;
      }
      if (pivot < 0) {
        return false;
      }
      for (int k = i + 1; k < count; k++) {
        BigDecimal factor = copy[k][pivot].divide(copy[i][pivot], DIGITS);
        for (int j = 0; j < copy[i].length; j++) {
          copy[k][j] = copy[k][j].subtract(factor.multiply(copy[i][j], DIGITS), DIGITS);
        }
      }
    }
    return true;
  }

  /** Gaussian elimination with row exchanges; null for a singular matrix. */
  private static BigDecimal @Nullable [] solve(BigDecimal[][] given, BigDecimal[] right) {
    int n = right.length;
    BigDecimal[][] m = Arrays.stream(given).map(BigDecimal[]::clone).toArray(BigDecimal[][]::new);
    BigDecimal[] b = right.clone();
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k; i < n; i++) {
        pivot = m[i][k].abs().compareTo(m[pivot][k].abs()) > 0 ? i : pivot;
      }
      if (m[pivot][k].signum() == 0) {
        return null;
      }
      BigDecimal[] row = m[k];
      m[k] = m[pivot];
      m[pivot] = row;
      BigDecimal value = b[k];
      b[k] = b[pivot];
      b[pivot] = value;
      for (int i = 0; i < n; i++) {
        if (i != k) {
          BigDecimal factor = m[i][k].divide(m[k][k], DIGITS);
          for (int j = k; j < n; j++) {
            m[i][j] = m[i][j].subtract(factor.multiply(m[k][j], DIGITS), DIGITS);
          }
          b[i] = b[i].subtract(factor.multiply(b[k], DIGITS), DIGITS);
        }
      }
    }
    for (int k = 0; k < n; k++) {
      b[k] = b[k].divide(m[k][k], DIGITS);
    }
    return b;
  }
}
