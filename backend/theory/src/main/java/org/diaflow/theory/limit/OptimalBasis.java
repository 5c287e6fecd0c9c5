package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.UnsolvableProblemException;
import org.jspecify.annotations.Nullable;

/**
 * An optimal basis β of min Σ up_j·x_j⁺ + down_j·x_j⁻ subject to Ax = y, with the problem written
 * in its coordinates: x_β + Θ·x_N = g, and Aᵀλ = (s_β, Θᵀs_β).
 *
 * <p>The primal simplex method in 32 digits, walking over all sign changes that pay in one pivot
 * (I. Barrodale, F. Roberts, SIAM J. Numer. Anal. 10 (1973)). Every basis is feasible, since every
 * column may enter with either sign, so there is no first phase; digits to spare replace
 * tolerances: costs may span 24 decades, and a reduced cost is right to its own last digits. A
 * pivot costs N·d multiplications of 32 digits.
 */
final class OptimalBasis {

  /** Relative violation of a reduced cost that 32 digits cannot feign. */
  private static final double VIOLATION = 1e-20;

  /** Relative size from which on a pivot is not rounding of the tableau. */
  private static final double PIVOT = 1e-22;

  /** Relative size up to which an entry of a basic solution is rounding of the tableau. */
  private static final double NOTHING = 1e-27;

  private final DenseMatrix matrix;
  private final double[] observations;
  private final double[] up;
  private final double[] down;
  private final int rank;
  private final int[] basis;
  private final double[] signs;
  private DoubleDoubleMatrix tableau;

  private OptimalBasis(
      DenseMatrix matrix, double[] observations, int rank, double[] up, double[] down) {
    this.matrix = matrix;
    this.observations = observations;
    this.up = up;
    this.down = down;
    this.rank = rank;
    this.basis = new int[rank];
    this.signs = new double[rank];
    this.tableau = new DoubleDoubleMatrix(0, 0);
  }

  /**
   * The optimal basis of A (of rank {@code rank}) and y.
   *
   * @param up cost of a unit of x_j > 0
   * @param down cost of a unit of x_j < 0; up_j + down_j > 0
   * @throws UnsolvableProblemException where the cost has no lower bound or the walk no end
   */
  static OptimalBasis of(
      DenseMatrix matrix, double[] observations, int rank, double[] up, double[] down) {
    var optimal = new OptimalBasis(matrix, observations, rank, up, down);
    optimal.eliminate(new int[0]);
    optimal.walk();
    optimal.refresh();
    return optimal;
  }

  /**
   * A basis that holds the columns {@code support}, which are independent, whatever its cost: the
   * support of a minimizer that is known. The signs are those of its basic solution.
   */
  static OptimalBasis at(DenseMatrix matrix, double[] observations, int rank, int[] support) {
    double[] ones = new double[matrix.columns()];
    Arrays.fill(ones, 1);
    var given = new OptimalBasis(matrix, observations, rank, ones, ones);
    given.eliminate(support);
    return given;
  }

  /** β in the order of the rows of the tableau, length r. */
  int[] basis() {
    return basis;
  }

  /** The sign with which each x_β enters, also where it is 0; length r. */
  double[] signs() {
    return signs;
  }

  /** Θ in the columns of A, r × d; unit vectors in those of β. */
  DoubleDoubleMatrix tableau() {
    return tableau;
  }

  /** g_i, the i-th entry of the basic solution, 0 where it is no more than rounding of A and y. */
  double value(int i) {
    return Math.abs(value(tableau, i)) <= rounding(i) ? 0 : value(tableau, i);
  }

  private double value(DoubleDoubleMatrix rows, int i) {
    return rows.get(i, matrix.columns());
  }

  /** (|A_β⁻¹|(|y| + |A_β||g|))_i in units of rounding: what rounding of A and y moves g_i by. */
  private double rounding(int i) {
    double moved = 0;
    for (int k = 0; k < matrix.rows(); k++) {
      double size = Math.abs(observations[k]);
      for (int l = 0; l < rank; l++) {
        size += Math.abs(matrix.get(k, basis[l]) * value(tableau, l));
      }
      moved += Math.abs(tableau.get(i, matrix.columns() + 1 + k)) * size;
    }
    return 2 * rank * Math.ulp(1.0) * moved;
  }

  /** s_β of the optimal dual vertex: the cost of each basic column with its sign; length r. */
  double[] dual() {
    double[] s = new double[rank];
    Arrays.setAll(s, i -> signs[i] > 0 ? up[basis[i]] : -down[basis[i]]);
    return s;
  }

  /** Brings the columns {@code first} into the basis, then others, largest pivots first. */
  private void eliminate(int[] first) {
    int n = matrix.rows();
    int d = matrix.columns();
    var fresh = new DoubleDoubleMatrix(n, d + 1 + n);
    for (int i = 0; i < n; i++) {
      double largest = 0;
      for (int j = 0; j < d; j++) {
        largest = Math.max(largest, Math.abs(matrix.get(i, j)));
      }
      int exponent = largest == 0 ? 0 : -Math.getExponent(largest);
      for (int j = 0; j < d; j++) {
        fresh.set(i, j, Math.scalb(matrix.get(i, j), exponent));
      }
      fresh.set(i, d, Math.scalb(observations[i], exponent));
      fresh.set(i, d + 1 + i, Math.scalb(1.0, exponent));
    }
    int[] all = IntStream.range(0, d).toArray();
    for (int k = 0; k < rank; k++) {
      int[] allowed = k < first.length ? first : all;
      int row = k;
      int column = -1;
      double largest = 0;
      for (int j : allowed) {
        for (int i = k; i < n; i++) {
          if (Math.abs(fresh.get(i, j)) > largest) {
            largest = Math.abs(fresh.get(i, j));
            row = i;
            column = j;
          }
        }
      }
      if (column < 0) {
        throw failed("has fewer independent columns than its rank");
      }
      fresh.swapRows(k, row);
      fresh.pivot(k, column);
      basis[k] = column;
    }
    tableau = fresh;
    for (int i = 0; i < rank; i++) {
      signs[i] = value(fresh, i) < 0 ? -1 : 1;
    }
  }

  private UnsolvableProblemException failed(String what) {
    return new UnsolvableProblemException(
        "The linear programme for the minimizer " + what + ".",
        "problem",
        "%d × %d matrix of rank %d".formatted(matrix.rows(), matrix.columns(), rank),
        "Rescale the columns of A, or the shape of the start, to similar sizes.");
  }

  private void walk() {
    int most = 50 * (matrix.columns() + rank);
    int still = 0;
    for (int step = 0; step < most; step++) {
      boolean careful = still > 2 * rank + 20;
      Entering entering = entering(careful);
      if (entering == null) {
        return;
      }
      still = exchange(entering, careful) ? 0 : still + 1;
    }
    throw failed("did not end after %d pivots".formatted(most));
  }

  /** A column that pays, the sign it enters with and what a unit of it costs, &lt; 0. */
  private record Entering(int column, double sign, double cost) {}

  /** The most violated reduced cost, or the first one if {@code careful} (R. Bland). */
  private @Nullable Entering entering(boolean careful) {
    double[] s = dual();
    double[] opposite = Arrays.stream(s).map(value -> -value).toArray();
    boolean[] basic = new boolean[matrix.columns()];
    for (int j : basis) {
      basic[j] = true;
    }
    Entering best = null;
    double worst = VIOLATION;
    for (int j = 0; j < basic.length; j++) {
      if (basic[j]) {
        continue;
      }
      double size = size(s, j);
      double forward = tableau.remainder(up[j], s, j);
      double backward = tableau.remainder(down[j], opposite, j);
      double least = Math.min(forward, backward);
      double violation = -least / (Math.max(Math.abs(up[j]), Math.abs(down[j])) + size);
      if (violation > worst && -least > VIOLATION * size) {
        boolean isUp = forward <= backward;
        best = new Entering(j, isUp ? 1 : -1, least);
        worst = violation;
        if (careful) {
          return best;
        }
      }
    }
    return best;
  }

  /** Σ_i |Θ_ij·s_i|: what the digits of a reduced cost are counted from. */
  private double size(double[] s, int j) {
    double size = 0;
    for (int i = 0; i < rank; i++) {
      size += Math.abs(tableau.get(i, j) * s[i]);
    }
    return size;
  }

  /** Where a basic entry reaches 0 as the entering one grows. */
  private record Crossing(int row, double length) {}

  /** Pivots; returns whether the cost has fallen. */
  private boolean exchange(Entering entering, boolean careful) {
    int j = entering.column();
    double largest = 0;
    for (int i = 0; i < rank; i++) {
      largest = Math.max(largest, Math.abs(tableau.get(i, j)));
    }
    double nothing = NOTHING * largestValue();
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      double falling = signs[i] * entering.sign() * tableau.get(i, j);
      if (falling > PIVOT * largest) {
        double value = signs[i] * value(tableau, i);
        crossings.add(new Crossing(i, value > nothing ? value / falling : 0));
      }
    }
    crossings.sort(
        Comparator.comparingDouble(Crossing::length).thenComparingInt(c -> basis[c.row()]));
    double cost = entering.cost();
    for (Crossing crossing : crossings) {
      int i = crossing.row();
      cost += (up[basis[i]] + down[basis[i]]) * Math.abs(tableau.get(i, j));
      if (cost >= 0 || careful) {
        tableau.pivot(i, j);
        basis[i] = j;
        signs[i] = entering.sign();
        return crossing.length() > 0;
      }
      signs[i] = -signs[i];
    }
    throw failed("has no lower bound");
  }

  private double largestValue() {
    double largest = 0;
    for (int i = 0; i < rank; i++) {
      largest = Math.max(largest, Math.abs(value(tableau, i)));
    }
    return largest;
  }

  /** Eliminates once more from A itself, so that nothing depends on the way to the basis. */
  private void refresh() {
    double[] signOf = new double[matrix.columns()];
    for (int i = 0; i < rank; i++) {
      signOf[basis[i]] = signs[i];
    }
    eliminate(basis.clone());
    for (int i = 0; i < rank; i++) {
      signs[i] = signOf[basis[i]];
    }
  }

  /** Exchanges the i-th column of the basis for column {@code j}, whose sign is {@code sign}. */
  void replace(int i, int j, double sign) {
    tableau.pivot(i, j);
    basis[i] = j;
    signs[i] = sign;
  }
}
