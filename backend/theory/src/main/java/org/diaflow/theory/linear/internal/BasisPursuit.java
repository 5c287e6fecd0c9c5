package org.diaflow.theory.linear.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The linear programme min Σ_j up_j·x_j⁺ + down_j·x_j⁻ subject to Mx = b, by the primal simplex
 * method in the form of I. Barrodale and F. Roberts (SIAM J. Numer. Anal. 10 (1973)): costs are
 * V-shaped, so every basis is feasible, and a step goes on through the zeros of basic entries as
 * long as the cost falls.
 *
 * <p>Rows and columns are equilibrated first, so units do not matter. Ties are parted by moving the
 * basic entries a little; then the walk goes on from there without that. What ends it is checked
 * with refined dual vectors against what rounding explains, not against a fixed tolerance.
 */
public final class BasisPursuit {

  /** By how much ties are parted, relative to the largest entry; the last walk is on b itself. */
  private static final double[] PARTED = {1e-4, 1e-9, 0};

  /** Excess of |M_jᵀπ| over the cost, relative to |M_j|ᵀ|π| + cost, that counts at first. */
  private static final double COARSE = 1e-10;

  /** Entries of a direction below this part of the largest do not leave. */
  private static final double PIVOT = 1e-9;

  private static final int RENEWAL = 64;

  private final Equilibration units;
  private final DenseMatrix matrix;
  private final double[] b;
  private final double[] up;
  private final double[] down;
  private final BasisInverse inverse;
  private final double[] signs;

  /** The same that rounding of refined π explains. */
  private final double rounding;

  private double[] rightHandSide;
  private double[] x;
  private int untilRenewal = RENEWAL;

  private BasisPursuit(
      Equilibration units,
      DenseMatrix matrix,
      double[] b,
      double[] up,
      double[] down,
      BasisInverse inverse) {
    this.units = units;
    this.matrix = matrix;
    this.b = b;
    this.up = up;
    this.down = down;
    this.inverse = inverse;
    this.signs = new double[matrix.rows()];
    Arrays.fill(signs, 1);
    this.rightHandSide = b;
    this.rounding = 0x1p-52 * (8 + matrix.rows() / 16.0);
    this.x = inverse.refined(b);
  }

  /**
   * An optimal vertex.
   *
   * @param x minimizer, length n, at most m entries not 0
   * @param basis its m columns, increasing
   * @param dual π of length m: M_jᵀπ is up_j where x_j > 0, −down_j where x_j < 0, between
   *     elsewhere
   */
  public record Vertex(double[] x, int[] basis, double[] dual) {}

  /**
   * The optimal vertex of a programme whose matrix has full row rank; null where it has not, to
   * working precision.
   *
   * @param start a vector (length n) near the minimizer, whose largest entries are tried first as
   *     basis, or null
   * @throws IllegalStateException if the walk does not end
   */
  public static @Nullable Vertex solve(
      DenseMatrix matrix, double[] b, double[] up, double[] down, double @Nullable [] start) {
    Equilibration units = Equilibration.ofComparableRows(matrix);
    DenseMatrix scaled = units.applied(matrix);
    double[] preference = new double[matrix.columns()];
    for (int j = 0; start != null && j < preference.length; j++) {
      preference[j] = Math.scalb(Math.abs(start[j]), -units.columns()[j]);
    }
    int[] basis = IndependentColumns.of(scaled, order(preference));
    BasisInverse inverse = basis.length < matrix.rows() ? null : BasisInverse.of(scaled, basis);
    if (inverse == null) {
      return null;
    }
    return new BasisPursuit(
            units,
            scaled,
            Equilibration.scaled(b, units.rows()),
            Equilibration.scaled(up, units.columns()),
            Equilibration.scaled(down, units.columns()),
            inverse)
        .walk();
  }

  private static int[] order(double[] preference) {
    return IntStream.range(0, preference.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -preference[j]))
        .mapToInt(j -> j)
        .toArray();
  }

  private Vertex walk() {
    for (double part : PARTED) {
      partTies(part);
      if (!optimize()) {
        throw new IllegalStateException(
            "The linear programme with a %d × %d matrix has not ended."
                .formatted(matrix.rows(), matrix.columns()));
      }
    }
    return vertex();
  }

  /** Moves every basic entry away from 0 by {@code part} of the largest, more or less. */
  private void partTies(double part) {
    rightHandSide = b.clone();
    settle();
    double size = part * LinearAlgebra.normInfinity(x);
    if (size == 0) {
      return;
    }
    var random = new Random(1);
    for (int k = 0; k < x.length; k++) {
      double shift = size * (1 + random.nextDouble()) * signs[k];
      x[k] += shift;
      for (int i = 0; i < b.length; i++) {
        rightHandSide[i] += matrix.get(i, inverse.basis()[k]) * shift;
      }
    }
  }

  /**
   * Computes the basic entries afresh. One that rounding of b alone explains, which moves it by
   * 2⁻⁵³·|M_B⁻¹|(|M_B||x| + |b|), is 0 and keeps its sign.
   */
  private void settle() {
    x = inverse.refined(rightHandSide);
    double[] noise = inverse.noise(rightHandSide, x);
    for (int k = 0; k < x.length; k++) {
      if (Math.abs(x[k]) > noise[k]) {
        signs[k] = Math.signum(x[k]);
      } else {
        x[k] = 0;
      }
    }
  }

  /** Walks until no column promises a fall; false if that takes too long or fails. */
  private boolean optimize() {
    int most = 200 + 50 * (matrix.rows() + 10);
    for (int pivot = 0; pivot < most; pivot++) {
      int entering = entering(inverse.solveTransposed(costs()), COARSE);
      if (entering < 0) {
        if (untilRenewal < RENEWAL && !renewed()) {
          return false;
        }
        entering = entering(inverse.refinedTransposed(costs()), rounding);
        if (entering < 0) {
          return true;
        }
      }
      if (!step(entering)) {
        return false;
      }
    }
    return false;
  }

  private boolean renewed() {
    untilRenewal = RENEWAL;
    if (!inverse.renew()) {
      return false;
    }
    settle();
    return true;
  }

  /** Slope of the cost in every basic entry, length m. */
  private double[] costs() {
    double[] costs = new double[signs.length];
    Arrays.setAll(costs, k -> signs[k] > 0 ? up[inverse.basis()[k]] : -down[inverse.basis()[k]]);
    return costs;
  }

  /**
   * The column with the largest excess over its cost, −1 if none exceeds it by more than rounding.
   */
  private int entering(double[] dual, double tolerance) {
    double[] excess = new double[matrix.columns()];
    matrix.multiplyTransposed(dual, excess);
    for (int j = 0; j < excess.length; j++) {
      excess[j] = Math.abs(excess[j]) - (excess[j] > 0 ? up[j] : down[j]);
    }
    for (int j : inverse.basis()) {
      excess[j] = 0;
    }
    while (true) {
      int best = 0;
      for (int j = 1; j < excess.length; j++) {
        best = excess[j] > excess[best] ? j : best;
      }
      if (!(excess[best] > 0)) {
        return -1;
      }
      if (excess[best] > tolerance * size(dual, best)) {
        return best;
      }
      excess[best] = 0;
    }
  }

  /** |M_j|ᵀ|π| and the larger cost of column j. */
  private double size(double[] dual, int j) {
    double size = Math.max(up[j], down[j]);
    for (int i = 0; i < dual.length; i++) {
      size += Math.abs(matrix.get(i, j) * dual[i]);
    }
    return size;
  }

  /** Brings column {@code entering} into the basis; false if nothing can leave. */
  private boolean step(int entering) {
    double[] dual = inverse.solveTransposed(costs());
    double correlation = 0;
    for (int i = 0; i < dual.length; i++) {
      correlation += dual[i] * matrix.get(i, entering);
    }
    double sign = Math.signum(correlation);
    double slope = (sign > 0 ? up[entering] : down[entering]) - Math.abs(correlation);
    double[] column = inverse.column(entering);
    double largest = LinearAlgebra.normInfinity(column);
    int[] kinks =
        IntStream.range(0, column.length)
            .filter(k -> Math.abs(column[k]) > PIVOT * largest && kink(column, sign, k) >= 0)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> kink(column, sign, k)))
            .mapToInt(k -> k)
            .toArray();
    int leaving = -1;
    for (int k : kinks) {
      leaving = k;
      slope += Math.abs(column[k]) * (up[inverse.basis()[k]] + down[inverse.basis()[k]]);
      if (slope >= 0) {
        break;
      }
    }
    if (leaving < 0) {
      return false;
    }
    exchange(entering, sign, column, leaving);
    return untilRenewal-- > 0 || renewed();
  }

  /**
   * How far the step goes until the k-th basic entry is 0; negative if it moves away from there.
   */
  private double kink(double[] column, double sign, int k) {
    double towards = signs[k] * sign * column[k];
    return towards > 0 ? Math.max(0, signs[k] * x[k]) / towards : -1;
  }

  private void exchange(int entering, double sign, double[] column, int leaving) {
    double length = kink(column, sign, leaving);
    for (int k = 0; k < x.length; k++) {
      x[k] -= length * sign * column[k];
      if (k != leaving && x[k] != 0) {
        signs[k] = Math.signum(x[k]);
      }
    }
    x[leaving] = length * sign;
    signs[leaving] = sign;
    inverse.exchange(leaving, entering, column);
  }

  private Vertex vertex() {
    double[] solution = new double[matrix.columns()];
    for (int k = 0; k < x.length; k++) {
      int j = inverse.basis()[k];
      solution[j] = Math.scalb(x[k], units.columns()[j]);
    }
    double[] dual = Equilibration.scaled(inverse.refinedTransposed(costs()), units.rows());
    int[] basis = inverse.basis().clone();
    Arrays.sort(basis);
    return new Vertex(solution, basis, dual);
  }
}
