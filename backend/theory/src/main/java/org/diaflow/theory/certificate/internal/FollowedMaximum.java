package org.diaflow.theory.certificate.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.BasisInverse;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.RowsAndColumns;
import org.jspecify.annotations.Nullable;

/**
 * The programme of {@link LeastMaximum} for one B and a row of c that change little from one to the
 * next, as along a path of scales: the vertex of the last one is verified, and left by pivots only
 * where it is not optimal any more.
 *
 * <p>In the standard form max ⟨(c, −c), u⟩ subject to Σ_j (b_j, −b_j)u_j = 0, Σ u_j = 1, u ≥ 0 a
 * vertex stays feasible whatever c is, so the revised simplex method goes on from it. A vertex with
 * fewer than q + 1 nonzero entries, a walk that does not end or a result that rounding does not
 * explain are left to {@link LeastMaximum}. Not thread-safe.
 */
public final class FollowedMaximum {

  /** Excess over the least maximum that a walk leaves before solutions are refined. */
  private static final double COARSE = 1e-10;

  /** Entries of a direction below this part of the largest do not leave. */
  private static final double PIVOT = 1e-9;

  /** Most pivots of a walk, in bases; a walk from scratch takes about one. */
  private static final int MOST_BASES = 3;

  /** Pivots after which the inverse is computed afresh; solutions are refined all the same. */
  private static final int RENEWAL = 32;

  /** What a walk finds that ends because the optimum is below what was asked for. */
  private static final LeastMaximum BELOW =
      new LeastMaximum(0, 0, new double[0], new double[0], new int[0]);

  private final @Nullable StandardForm form;
  private @Nullable LeastMaximum latest;
  private @Nullable BasisInverse inverse;
  private double[] weights = new double[0];
  private int pivots;

  /** Programmes of {@code form}, null meaning q = 0; walks start from scratch. */
  public FollowedMaximum(@Nullable StandardForm form) {
    this.form = form;
  }

  /** The same with the solution of a programme of {@code form} to start from. */
  public FollowedMaximum(@Nullable StandardForm form, LeastMaximum start) {
    this.form = form;
    this.latest = start;
    if (form != null) {
      settleAt(start, form);
    }
  }

  /** Another walk, which starts where {@code other} is. */
  public FollowedMaximum(FollowedMaximum other) {
    this.form = other.form;
    this.latest = other.latest;
    this.inverse = other.inverse == null ? null : other.inverse.copy();
    this.weights = other.weights.clone();
    this.pivots = other.pivots;
  }

  /**
   * The B of a programme and the matrix of its standard form, which many walks share.
   *
   * @param kernel B, q × m
   * @param products B by rows and columns
   * @param columns the columns (b_j; 1), then (−b_j; 1): (q + 1) × 2m
   */
  public record StandardForm(DenseMatrix kernel, RowsAndColumns products, DenseMatrix columns) {

    /** The standard form of B. */
    public static StandardForm of(DenseMatrix kernel) {
      return of(kernel, new RowsAndColumns(kernel));
    }

    /** The same with the {@code products} of B that are there already. */
    public static StandardForm of(DenseMatrix kernel, RowsAndColumns products) {
      int q = kernel.rows();
      int m = kernel.columns();
      double[] entries = new double[(q + 1) * 2 * m];
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < m; j++) {
          entries[i * 2 * m + j] = kernel.get(i, j);
          entries[i * 2 * m + m + j] = -kernel.get(i, j);
        }
      }
      Arrays.fill(entries, q * 2 * m, (q + 1) * 2 * m, 1);
      return new StandardForm(kernel, products, new DenseMatrix(q + 1, 2 * m, entries));
    }
  }

  /**
   * Solves the programme for {@code c}, length m. Costs 2·q·m multiplications where the last vertex
   * is still optimal.
   *
   * @throws IllegalStateException if a walk from scratch does not end
   */
  public LeastMaximum solve(double[] c) {
    if (form == null) {
      return LeastMaximum.solve(c, null);
    }
    LeastMaximum found = followed(c, form, 0);
    if (found == null) {
      found = LeastMaximum.solve(c, form.kernel(), latest);
      settleAt(found, form);
    }
    latest = found;
    return found;
  }

  /** Takes {@code known} as the vertex to go on from, if its basis is complete. */
  private void settleAt(LeastMaximum known, StandardForm standard) {
    inverse = null;
    int m = standard.kernel().columns();
    double[] w = known.kernelPart();
    int[] basis = new int[standard.kernel().rows() + 1];
    int size = 0;
    for (int j = 0; j < m; j++) {
      if (w[j] != 0) {
        if (size == basis.length) {
          return;
        }
        basis[size++] = w[j] > 0 ? j : m + j;
      }
    }
    if (size == basis.length) {
      inverse = BasisInverse.of(standard.columns(), basis);
      pivots = 0;
      weights = weights();
    }
  }

  /** u on the basis. */
  private double[] weights() {
    if (inverse == null) {
      return weights;
    }
    double[] unit = new double[inverse.basis().length];
    unit[unit.length - 1] = 1;
    return inverse.refined(unit);
  }

  /**
   * Whether the optimum for {@code c} is above {@code floor}: the walk ends as soon as a dual
   * vector shows that it is not. Returns the optimum, or {@code floor} where that is larger.
   */
  public double above(double floor, double[] c) {
    LeastMaximum found = form == null ? null : followed(c, form, floor);
    return found == BELOW ? floor : Math.max(floor, (found == null ? solve(c) : found).optimum());
  }

  private @Nullable LeastMaximum followed(double[] c, StandardForm standard, double floor) {
    BasisInverse at = inverse;
    if (at == null) {
      return null;
    }
    int q = standard.kernel().rows();
    boolean moved = false;
    for (int pivot = 0; pivot < MOST_BASES * (q + 10); pivot++) {
      double[] dual = at.solveTransposed(costs(c, at));
      double[] s = mirror(c, standard.products(), dual);
      int worst = largest(s);
      if (Math.abs(s[worst]) <= dual[q] * (1 + COARSE)) {
        return verified(c, standard, at, moved);
      }
      if (Math.abs(s[worst]) < floor * (1 - COARSE)) {
        return BELOW;
      }
      if (!exchange(at, s[worst] > 0 ? worst : c.length + worst)) {
        return null;
      }
      moved = true;
    }
    return null;
  }

  /** c with its signs, on the basis. */
  private static double[] costs(double[] c, BasisInverse at) {
    int[] basis = at.basis();
    double[] costs = new double[basis.length];
    for (int k = 0; k < basis.length; k++) {
      costs[k] = basis[k] < c.length ? c[basis[k]] : -c[basis[k] - c.length];
    }
    return costs;
  }

  /** c − Bᵀπ for the first q entries of {@code dual}. */
  private static double[] mirror(double[] c, RowsAndColumns rows, double[] dual) {
    double[] s = new double[c.length];
    rows.multiplyTransposed(dual, s);
    for (int j = 0; j < s.length; j++) {
      s[j] = c[j] - s[j];
    }
    return s;
  }

  private static int largest(double[] s) {
    int largest = 0;
    for (int j = 1; j < s.length; j++) {
      largest = Math.abs(s[j]) > Math.abs(s[largest]) ? j : largest;
    }
    return largest;
  }

  /** Brings {@code entering} in for the entry that reaches 0 first; false if none does. */
  private boolean exchange(BasisInverse at, int entering) {
    double[] direction = at.column(entering);
    double least = PIVOT * LinearAlgebra.normInfinity(direction);
    int leaving = -1;
    double length = Double.POSITIVE_INFINITY;
    for (int k = 0; k < direction.length; k++) {
      double ratio = direction[k] > least ? Math.max(0, weights[k]) / direction[k] : length;
      if (ratio < length) {
        length = ratio;
        leaving = k;
      }
    }
    if (leaving < 0) {
      return false;
    }
    for (int k = 0; k < direction.length; k++) {
      weights[k] -= length * direction[k];
    }
    weights[leaving] = length;
    at.exchange(leaving, entering, direction);
    pivots++;
    return true;
  }

  /** The vertex with refined solutions; null where rounding does not explain what is left. */
  private @Nullable LeastMaximum verified(
      double[] c, StandardForm standard, BasisInverse at, boolean moved) {
    if (pivots > RENEWAL) {
      pivots = 0;
      if (!at.renew()) {
        return null;
      }
    }
    if (moved) {
      weights = weights();
    }
    double[] dual = at.refinedTransposed(costs(c, at));
    double[] z = new double[dual.length - 1];
    for (int i = 0; i < z.length; i++) {
      z[i] = -dual[i];
    }
    double[] w = new double[c.length];
    int[] basis = at.basis();
    for (int k = 0; k < basis.length; k++) {
      if (!(weights[k] > 0)) {
        return null;
      }
      int j = basis[k] % c.length;
      w[j] = basis[k] < c.length ? weights[k] : -weights[k];
    }
    return LeastMaximum.verified(c, standard.kernel(), standard.products(), z, w);
  }
}
