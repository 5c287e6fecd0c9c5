package org.diaflow.theory.path;

import java.util.Arrays;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.linear.internal.ActiveFactor;

/**
 * A walk along the minimizers of ½‖Ax − y‖² + Σ p_j|x_j| while the penalties p move on straight
 * lines: x is piecewise linear, and a piece ends where a coordinate enters or leaves the active set
 * J (M. Osborne, B. Presnell, B. Turlach, IMA J. Numer. Anal. 20 (2000)).
 *
 * <p>With p_j = μω_j for a weight ω_j and μ falling to 0 this is the lasso path, which ends in the
 * ℓ¹ minimizer. Columns may be added on the way: a column whose correlation c_j = a_jᵀ(y − Ax)
 * exceeds its penalty starts at p_j = |c_j|, for which x is a minimizer, and its penalty then moves
 * to the common one.
 *
 * <p>On a piece, x_J moves by (A_JᵀA_J)⁻¹(σ ⊙ δp_J). A piece costs two per stored entry of the m
 * columns and at most 10·N·|J| for the factor. Not thread-safe.
 */
public final class LassoWalk {

  /** What ended a piece. */
  public enum Piece {
    /** A coordinate entered or left; the walk goes on. */
    CORNER,
    /** μ has reached the value asked for. */
    REACHED,
    /** No event is left before μ = 0, where the walk now is. */
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

  private final double[] y;
  private final double floor;
  private final ActiveFactor factor;
  private Matrix columns;
  private double[] weights;
  private double[] penalties;
  private double[] correlations;
  private double[] x;
  private double[] signs;
  private boolean[] blocked;
  private int[] active = new int[16];
  private double mu;
  private boolean uniform = true;
  private int withoutLength;
  private int sinceRefresh;
  private double refreshedAt;

  /**
   * Starts at the smallest μ with x = 0.
   *
   * @param columns the columns walked on, N × m
   * @param y observations, length N
   * @param weights ω > 0, length m
   */
  public LassoWalk(Matrix columns, double[] y, double[] weights) {
    int m = columns.columns();
    this.y = y;
    this.columns = columns;
    this.weights = weights;
    this.factor = new ActiveFactor(y);
    this.correlations = new double[m];
    columns.multiplyTransposed(y, correlations);
    for (int j = 0; j < m; j++) {
      mu = Math.max(mu, Math.abs(correlations[j]) / weights[j]);
    }
    this.floor = FLOOR * mu;
    this.refreshedAt = mu;
    this.penalties = new double[m];
    Arrays.setAll(penalties, j -> mu * weights[j]);
    this.x = new double[m];
    this.signs = new double[m];
    this.blocked = new boolean[m];
  }

  /** μ ≥ 0: every penalty is μω_j, or on its way there. */
  public double mu() {
    return mu;
  }

  /** x on the columns walked on, length m; not to be written to. */
  public double[] x() {
    return x;
  }

  /** Whether column {@code j} is active. */
  public boolean active(int j) {
    return signs[j] != 0;
  }

  /** y − Ax, length N. */
  public double[] residual() {
    double[] residual = factor.image(factor.solveTransposed(signed(penalties)));
    double[] rest = factor.unexplained();
    for (int i = 0; i < rest.length; i++) {
      residual[i] += rest[i];
    }
    return residual;
  }

  /** The ν of least norm with A_Jᵀν = σ, length N. */
  public double[] dual() {
    double[] ones = new double[signs.length];
    Arrays.fill(ones, 1);
    return factor.image(factor.solveTransposed(signed(ones)));
  }

  /**
   * Adds columns on the right: {@code grown} begins with the columns walked on so far, {@code
   * grownWeights} with their weights.
   */
  public void grow(Matrix grown, double[] grownWeights) {
    int m = grown.columns();
    int before = x.length;
    columns = grown;
    weights = grownWeights;
    correlations = Arrays.copyOf(correlations, m);
    penalties = Arrays.copyOf(penalties, m);
    x = Arrays.copyOf(x, m);
    signs = Arrays.copyOf(signs, m);
    blocked = new boolean[m];
    for (int j = before; j < m; j++) {
      penalties[j] = mu * weights[j];
    }
    refresh();
    for (int j = before; j < m; j++) {
      liftPenalty(j);
    }
  }

  /** Goes back up to {@code higher} on the last piece, from its end at 0. */
  public void rise(double higher) {
    mu = higher;
    Arrays.setAll(penalties, j -> mu * weights[j]);
    refresh();
  }

  /** Walks to the next corner, but not past μ = {@code reach}. */
  public Piece advance(double reach) {
    double target = uniform ? 0 : Math.min(reach, mu);
    double[] fall = new double[weights.length];
    Arrays.setAll(fall, j -> penalties[j] - target * weights[j]);
    double[] motion = factor.solveTransposed(signed(fall));
    double[] direction = factor.solve(motion);
    double[] slopes = new double[weights.length];
    columns.multiplyTransposed(image(motion, direction), slopes);
    Event event = nextEvent(fall, slopes, direction);
    double length = Math.min(1, event.length());
    if (uniform) {
      if (mu * (1 - length) < floor) {
        length = 1;
      } else if (mu * (1 - length) < reach) {
        length = 1 - reach / mu;
      }
    }
    boolean met = length < 1 && length == event.length();
    move(length, target, fall, slopes, direction);
    if (met) {
      return meet(event) ? Piece.CORNER : Piece.STALLED;
    }
    return mu == 0 ? Piece.END : Piece.REACHED;
  }

  /** Qz = A_J·(R⁻¹z): the latter where A_J is sparse. */
  private double[] image(double[] z, double[] solved) {
    if (!(columns instanceof SparseMatrix)) {
      return factor.image(z);
    }
    double[] expanded = new double[x.length];
    for (int k = 0; k < solved.length; k++) {
      expanded[active[k]] = solved[k];
    }
    double[] image = new double[y.length];
    columns.multiply(expanded, image);
    return image;
  }

  /** The first event as a fraction of the way; {@code column} −1 if there is none before 1. */
  private record Event(double length, int column, double sign) {}

  private Event nextEvent(double[] fall, double[] slopes, double[] direction) {
    double length = Double.POSITIVE_INFINITY;
    int column = -1;
    double sign = 0;
    for (int j = 0; j < slopes.length; j++) {
      if (signs[j] != 0 || blocked[j]) {
        continue;
      }
      for (int side = -1; side <= 1; side += 2) {
        double closing = fall[j] - side * slopes[j];
        if (closing > PARALLEL * Math.abs(fall[j])) {
          double step = Math.max(0, (penalties[j] - side * correlations[j]) / closing);
          if (step < length) {
            length = step;
            column = j;
            sign = side;
          }
        }
      }
    }
    for (int k = 0; k < factor.size(); k++) {
      int j = active[k];
      if (direction[k] * signs[j] < 0) {
        double step = Math.max(0, -x[j] / direction[k]);
        if (step < length) {
          length = step;
          column = j;
        }
      }
    }
    return new Event(length, column, sign);
  }

  private void move(
      double length, double target, double[] fall, double[] slopes, double[] direction) {
    if (length > 0) {
      for (int j = 0; j < slopes.length; j++) {
        correlations[j] -= length * slopes[j];
        penalties[j] -= length * fall[j];
      }
      for (int k = 0; k < direction.length; k++) {
        x[active[k]] += length * direction[k];
      }
      Arrays.fill(blocked, false);
    }
    withoutLength = length > 1e-15 ? 0 : withoutLength + 1;
    mu = uniform && length == 1 ? target : mu + length * (target - mu);
    if (length == 1) {
      uniform = true;
      Arrays.setAll(penalties, j -> mu * weights[j]);
    }
    if (length == 1 || ++sinceRefresh >= REFRESH || mu < REFRESH_FALL * refreshedAt) {
      refresh();
    }
  }

  /** Lets the column of {@code event} enter or leave; false if that leads nowhere. */
  private boolean meet(Event event) {
    int j = event.column();
    if (signs[j] != 0) {
      drop(j);
    } else {
      enter(j, event.sign());
    }
    return withoutLength <= 10 * (y.length + x.length);
  }

  private void enter(int j, double sign) {
    liftPenalty(j);
    if (!append(j, sign) && !exchange(j, sign)) {
      blocked[j] = true;
    }
  }

  private boolean append(int j, double sign) {
    int position = factor.size();
    if (!factor.append(columns.column(j), columns instanceof SparseMatrix)) {
      return false;
    }
    if (position == active.length) {
      active = Arrays.copyOf(active, 2 * position);
    }
    active[position] = j;
    signs[j] = sign;
    return true;
  }

  /**
   * Lets column {@code j} = A_J·v enter and the first active one leave that becomes 0 when x moves
   * by (−v, 1) times the sign: along minimizers, since the penalties of both are equal.
   */
  private boolean exchange(int j, double sign) {
    double[] v = factor.solve(factor.project(columns.column(j)));
    double length = Double.POSITIVE_INFINITY;
    int leaving = -1;
    for (int k = 0; k < v.length; k++) {
      double decline = sign * v[k] * signs[active[k]];
      double step = Math.max(0, Math.abs(x[active[k]]) / decline);
      if (decline > PARALLEL && step < length) {
        length = step;
        leaving = active[k];
      }
    }
    if (leaving < 0) {
      return false;
    }
    for (int k = 0; k < v.length; k++) {
      x[active[k]] -= sign * length * v[k];
    }
    drop(leaving);
    x[j] = sign * length;
    return append(j, sign);
  }

  private void drop(int j) {
    int position = 0;
    while (active[position] != j) {
      position++;
    }
    factor.remove(position);
    System.arraycopy(active, position + 1, active, position, factor.size() - position);
    signs[j] = 0;
    x[j] = 0;
    blocked[j] = withoutLength > 0;
  }

  /** Where the correlation of an inactive column exceeds its penalty, that is its penalty. */
  private void liftPenalty(int j) {
    double size = Math.abs(correlations[j]);
    if (size > penalties[j] * (1 + EXCESS)) {
      penalties[j] = size;
      uniform = false;
    }
  }

  /** Computes x and the correlations afresh from J, σ and the penalties. */
  private void refresh() {
    sinceRefresh = 0;
    refreshedAt = mu;
    double[] z = factor.solveTransposed(signed(penalties));
    double[] rest = factor.projection();
    for (int k = 0; k < rest.length; k++) {
      rest[k] -= z[k];
    }
    double[] values = factor.solve(rest);
    for (int k = 0; k < values.length; k++) {
      x[active[k]] = values[k];
    }
    columns.multiplyTransposed(residual(), correlations);
  }

  /** σ ⊙ values on the active set, in its order. */
  private double[] signed(double[] values) {
    double[] result = new double[factor.size()];
    Arrays.setAll(result, k -> signs[active[k]] * values[active[k]]);
    return result;
  }
}
