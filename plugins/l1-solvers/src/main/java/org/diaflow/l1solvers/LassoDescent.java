package org.diaflow.l1solvers;

import java.util.Arrays;
import org.diaflow.spi.Matrix;
import org.diaflow.theory.linear.internal.ActiveFactor;

/**
 * The way down the lasso path, along the minimizers of ½‖Ax − y‖² + Σ p_j|x_j| while the penalties
 * p_j fall to 0, on a working set of columns that grows on the way: the method of {@link
 * org.diaflow.theory.path.LassoWalk}, which walks on columns given, with products that vectorize.
 *
 * <p>With p_j = μω_j for a weight ω_j this is the lasso path, which ends in the ℓ¹ minimizer. A
 * column that comes late, with |c_j| = |a_jᵀ(y − Ax)| beyond its penalty, starts at p_j = |c_j|,
 * for which x is a minimizer, and its penalty then moves to the common one.
 *
 * <p>On a piece, x_J moves by (A_JᵀA_J)⁻¹(σ ⊙ δp_J) and the correlations c by what that changes:
 * one product of the working columns with the motion of Ax. A piece costs N·m for m working columns
 * and at most 10·N·|J| for the factor. Not thread-safe.
 */
final class LassoDescent {

  /** What ended a piece. */
  enum Piece {
    /** A coordinate entered or left; the descent goes on. */
    CORNER,
    /** μ has reached the value asked for. */
    REACHED,
    /** No event is left before μ = 0, where the descent now is. */
    END,
    /** Corners of no length follow each other without end. */
    STALLED
  }

  /** μ relative to its start below which correlations are rounding errors. */
  private static final double FLOOR = 1e-13;

  /** Relative difference of slopes below which a correlation never meets its penalty. */
  private static final double PARALLEL = 1e-12;

  /** Relative excess of a correlation over its penalty that is more than rounding. */
  private static final double EXCESS = 1e-9;

  /** Corners after which, and fall of μ at which, correlations are computed afresh. */
  private static final int REFRESH = 32;

  private static final double REFRESH_FALL = 0.1;

  private final Matrix matrix;
  private final double[] y;
  private final WorkingColumns working;
  private final ActiveFactor factor;
  private final double floor;
  private double[] residual;
  private double[] weights = new double[0];
  private double[] penalties = new double[0];
  private double[] correlations = new double[0];
  private double[] fall = new double[0];
  private double[] slopes = new double[0];
  private double[] x = new double[0];
  private double[] signs = new double[0];
  private boolean[] blocked = new boolean[0];
  private int[] active = new int[16];
  private double mu;
  private boolean uniform = true;
  private int withoutLength;
  private int sinceRefresh;
  private double refreshedAt;
  private double eventLength;
  private double eventSign;
  private int eventColumn;

  /**
   * Starts at the smallest μ with x = 0.
   *
   * @param matrix A, N × d
   * @param y observations, length N
   * @param all Aᵀy, not 0, length d
   * @param near columns with |a_jᵀy| at least this part of the largest are worked on at first
   */
  LassoDescent(Matrix matrix, double[] y, double[] all, double near) {
    this.matrix = matrix;
    this.y = y;
    this.residual = y;
    this.working = new WorkingColumns(matrix);
    this.factor = new ActiveFactor(y);
    double largest = 0;
    for (double correlation : all) {
      largest = Math.max(largest, Math.abs(correlation));
    }
    working.select(all, near * largest);
    grow();
    for (int k = 0; k < x.length; k++) {
      correlations[k] = all[working.indices()[k]];
      mu = Math.max(mu, Math.abs(correlations[k]) / weights[k]);
    }
    Arrays.setAll(penalties, k -> mu * weights[k]);
    this.floor = FLOOR * mu;
    this.refreshedAt = mu;
  }

  /** μ ≥ 0: every penalty is μω_j, or on its way there. */
  double mu() {
    return mu;
  }

  /** The columns worked on; others may be selected before {@link #lookAtAll}. */
  WorkingColumns working() {
    return working;
  }

  /** x on all columns, length d. */
  double[] x() {
    double[] expanded = new double[matrix.columns()];
    for (int k = 0; k < x.length; k++) {
      expanded[working.indices()[k]] = x[k];
    }
    return expanded;
  }

  /** Ax, length N. */
  double[] image() {
    double[] image = new double[y.length];
    working.multiply(x, image);
    return image;
  }

  /** y − Ax where all columns were looked at last, or at the end; not to be written to. */
  double[] residual() {
    return residual;
  }

  /** The ν of least norm with A_Jᵀν = σ, length N. */
  double[] dual() {
    double[] ones = new double[factor.size()];
    Arrays.setAll(ones, k -> signs[active[k]]);
    return factor.image(factor.solveTransposed(ones));
  }

  /**
   * Looks at all columns: writes Aᵀ(y − Ax) into {@code all} (length d) and works on those, too,
   * whose correlation is at least {@code near}·μ.
   */
  void lookAtAll(double[] all, double near) {
    settle();
    matrix.multiplyTransposed(residual, all);
    working.select(all, near * mu);
    int before = x.length;
    grow();
    for (int k = 0; k < x.length; k++) {
      correlations[k] = all[working.indices()[k]];
    }
    for (int k = before; k < x.length; k++) {
      penalties[k] = mu * weights[k];
      liftPenalty(k);
    }
  }

  private void grow() {
    int before = x.length;
    int m = working.size();
    weights = Arrays.copyOf(weights, m);
    for (int k = before; k < m; k++) {
      weights[k] = working.weight(k);
    }
    penalties = Arrays.copyOf(penalties, m);
    correlations = Arrays.copyOf(correlations, m);
    fall = new double[m];
    slopes = new double[m];
    x = Arrays.copyOf(x, m);
    signs = Arrays.copyOf(signs, m);
    blocked = new boolean[m];
  }

  /** Goes back up to {@code higher} on the last piece, from its end at 0. */
  void rise(double higher) {
    mu = higher;
    Arrays.setAll(penalties, k -> mu * weights[k]);
  }

  /** Walks to the next corner, but not past μ = {@code reach}. */
  Piece advance(double reach) {
    double target = uniform ? 0 : Math.min(reach, mu);
    for (int k = 0; k < fall.length; k++) {
      fall[k] = penalties[k] - target * weights[k];
    }
    double[] motion = factor.solveTransposed(signed(fall));
    double[] direction = factor.solve(motion);
    working.multiplyTransposed(image(motion, direction), slopes);
    findEvent(direction);
    double length = Math.min(1, eventLength);
    if (uniform) {
      if (mu * (1 - length) < floor) {
        length = 1;
      } else if (mu * (1 - length) < reach) {
        length = 1 - reach / mu;
      }
    }
    boolean met = length < 1 && length == eventLength;
    move(length, target, direction);
    if (met) {
      return meet() ? Piece.CORNER : Piece.STALLED;
    }
    return mu == 0 ? Piece.END : Piece.REACHED;
  }

  /** Qz = A_J·(R⁻¹z): the latter where A_J is sparse. */
  private double[] image(double[] z, double[] solved) {
    if (!working.sparse()) {
      return factor.image(z);
    }
    double[] expanded = new double[x.length];
    for (int k = 0; k < solved.length; k++) {
      expanded[active[k]] = solved[k];
    }
    double[] image = new double[y.length];
    working.multiply(expanded, image);
    return image;
  }

  /** Finds the first event and its length, as a fraction of the way; +∞ if there is none. */
  private void findEvent(double[] direction) {
    eventLength = Double.POSITIVE_INFINITY;
    for (int k = 0; k < slopes.length; k++) {
      if (signs[k] == 0 && !blocked[k]) {
        tryEntering(k, penalties[k] - correlations[k], fall[k] - slopes[k], 1);
        tryEntering(k, penalties[k] + correlations[k], fall[k] + slopes[k], -1);
      }
    }
    for (int n = 0; n < factor.size(); n++) {
      int k = active[n];
      if (direction[n] * signs[k] < 0) {
        tryEvent(k, Math.max(0, -x[k] / direction[n]), 0);
      }
    }
  }

  /** Column {@code k} meets its penalty where the {@code closing} has used up the {@code gap}. */
  private void tryEntering(int k, double gap, double closing, double sign) {
    if (gap < eventLength * closing && closing > PARALLEL * Math.abs(fall[k])) {
      tryEvent(k, Math.max(0, gap / closing), sign);
    }
  }

  private void tryEvent(int k, double length, double sign) {
    if (length < eventLength) {
      eventLength = length;
      eventColumn = k;
      eventSign = sign;
    }
  }

  private void move(double length, double target, double[] direction) {
    if (length > 0) {
      for (int k = 0; k < slopes.length; k++) {
        correlations[k] -= length * slopes[k];
      }
      for (int k = 0; k < slopes.length; k++) {
        penalties[k] -= length * fall[k];
      }
      for (int n = 0; n < direction.length; n++) {
        x[active[n]] += length * direction[n];
      }
      Arrays.fill(blocked, false);
    }
    withoutLength = length > 1e-15 ? 0 : withoutLength + 1;
    mu = uniform && length == 1 ? target : mu + length * (target - mu);
    if (length == 1) {
      uniform = true;
      Arrays.setAll(penalties, k -> mu * weights[k]);
    }
    if (length == 1 || ++sinceRefresh >= REFRESH || mu < REFRESH_FALL * refreshedAt) {
      settle();
      working.multiplyTransposed(residual, correlations);
    }
  }

  /** Lets the column of the event enter or leave; false if that leads nowhere. */
  private boolean meet() {
    if (signs[eventColumn] != 0) {
      drop(eventColumn);
    } else {
      enter(eventColumn, eventSign);
    }
    return withoutLength <= 10 * (y.length + x.length);
  }

  private void enter(int k, double sign) {
    liftPenalty(k);
    if (!append(k, sign) && !exchange(k, sign)) {
      blocked[k] = true;
    }
  }

  private boolean append(int k, double sign) {
    int position = factor.size();
    if (!factor.append(working.column(k), true)) {
      return false;
    }
    if (position == active.length) {
      active = Arrays.copyOf(active, 2 * position);
    }
    active[position] = k;
    signs[k] = sign;
    return true;
  }

  /**
   * Lets column {@code k} = A_J·v enter and the first active one leave that becomes 0 when x moves
   * by (−v, 1) times the sign: along minimizers, since the penalties of both are equal.
   */
  private boolean exchange(int k, double sign) {
    double[] v = factor.solve(factor.project(working.column(k)));
    double length = Double.POSITIVE_INFINITY;
    int leaving = -1;
    for (int n = 0; n < v.length; n++) {
      double decline = sign * v[n] * signs[active[n]];
      double step = Math.max(0, Math.abs(x[active[n]]) / decline);
      if (decline > PARALLEL && step < length) {
        length = step;
        leaving = active[n];
      }
    }
    if (leaving < 0) {
      return false;
    }
    for (int n = 0; n < v.length; n++) {
      x[active[n]] -= sign * length * v[n];
    }
    drop(leaving);
    x[k] = sign * length;
    return append(k, sign);
  }

  private void drop(int k) {
    int position = 0;
    while (active[position] != k) {
      position++;
    }
    factor.remove(position);
    System.arraycopy(active, position + 1, active, position, factor.size() - position);
    signs[k] = 0;
    x[k] = 0;
    blocked[k] = withoutLength > 0;
  }

  /** Where the correlation of an inactive column exceeds its penalty, that is its penalty. */
  private void liftPenalty(int k) {
    double size = Math.abs(correlations[k]);
    if (size > penalties[k] * (1 + EXCESS)) {
      penalties[k] = size;
      uniform = false;
    }
  }

  /** Computes x and the residual afresh from J, σ and the penalties. */
  private void settle() {
    sinceRefresh = 0;
    refreshedAt = mu;
    double[] z = factor.solveTransposed(signed(penalties));
    double[] rest = factor.projection();
    for (int n = 0; n < rest.length; n++) {
      rest[n] -= z[n];
    }
    double[] values = factor.solve(rest);
    for (int n = 0; n < values.length; n++) {
      x[active[n]] = values[n];
    }
    residual = factor.unexplained();
    double[] along = factor.image(z);
    for (int i = 0; i < residual.length; i++) {
      residual[i] += along[i];
    }
  }

  /** σ ⊙ values on the active set, in its order. */
  private double[] signed(double[] values) {
    double[] result = new double[factor.size()];
    Arrays.setAll(result, n -> signs[active[n]] * values[active[n]]);
    return result;
  }
}
