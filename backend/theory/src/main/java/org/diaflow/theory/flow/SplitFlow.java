package org.diaflow.theory.flow;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.link.WallCoordinate;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * The flow of {@link MirrorFlow} in N coordinates of λ that resolve the walls of the link: with the
 * split of A at the set W of the coordinates at a wall ({@link SupportSplit}), the state is (q, z)
 * with
 *
 * <p>|s_W| = 1 − e^(−q) (D > 2), s_Wᶜ = Tᵀs_W + Bᵀz, λ = Q₁R⁻ᵀs_W + Q₂z,
 *
 * <p>ds_W/dτ = c·A_WᵀA_W·(A_W⁺y − x_W − T·x_Wᶜ), dz/dτ = c·(Q₂ᵀy − B·x_Wᶜ), c = ψ_D(1/α).
 *
 * <p>A double q knows the slack 1 − |s| to its last digit however small it is, and dz/dτ does not
 * see the rounding of the large x_W, so the slow relaxation of the small entries is resolved where
 * Ax − y is all rounding. Q₂ᵀy counts as 0 where rounding of y explains it, as it does once W holds
 * the support. Every λ is a state: no equation of the flow is given up, and Ax = y is met at its
 * limit only.
 *
 * <p>Other coordinates at a wall, whose columns depend on those of W, have their slacks from those
 * of W ({@link DependentWalls}); those that leave their wall again have a part of z as a variable
 * of their own ({@link LeavingWalls}). For D = 2, where no link has a wall, q = |s| and W are the
 * large entries once their columns alone give y ({@link ExplainingColumns}).
 *
 * <p>Valid for as long as W is the set of coordinates at a wall; see {@link #refined}. Costs are
 * those of {@link MirrorFlow} and 2·|W|²·N multiplications per Jacobian.
 */
final class SplitFlow implements ResolvingFlow {

  /**
   * By how much a q may grow before time is counted anew: steps shrink with the slack e^(−q), and a
   * double τ must resolve them.
   */
  private static final double APPROACH = Math.log(1e8);

  /** By how much q is below those of W when a coordinate is looked at as leaving. */
  private static final double LEAVING = 3;

  private final MirrorProblem problem;
  private final WallCoordinate coordinate;
  private final MirrorSplit geometry;
  private final SupportSplit split;
  private final DependentWalls dependents;
  private final BlockedMatrix stacked;
  private final double[] start;
  private final double[] thresholds;
  private final int[] idle;

  private final int on;
  private final int walls;
  private final double[] mirror;
  private final double[] mirrorOff;
  private final double[] slack;
  private final double[] wall;
  private final double[] valueOn;
  private final double[] valueOff;
  private final double[] rest;
  private final double[] velocity;
  private final double[] hessian;
  private final double[] column;

  /** The flow from {@code point} on. */
  SplitFlow(MirrorSplit geometry, MirrorPoint point) {
    this.problem = geometry.problem();
    this.coordinate = problem.start().link().wall();
    this.geometry = geometry;
    this.split = geometry.split();
    this.dependents = geometry.dependents();
    this.on = geometry.size();
    this.walls = geometry.walls().length;
    DenseMatrix both = geometry.stacked();
    this.stacked = new BlockedMatrix(both);
    this.thresholds = problem.thresholds();
    this.idle = geometry.explained() ? geometry.idle() : new int[0];
    int n = problem.rows();
    this.mirror = new double[n];
    this.mirrorOff = new double[both.columns()];
    this.slack = new double[walls];
    this.wall = new double[dependents.size()];
    this.valueOn = new double[on];
    this.valueOff = new double[both.columns()];
    this.rest = new double[n];
    this.velocity = new double[n];
    this.hessian = new double[n * n];
    this.column = new double[walls];
    this.start = geometry.state(point);
  }

  /** The flow from {@code point} on, split at its walls; null if it cannot be. */
  static @Nullable SplitFlow of(
      MirrorProblem problem, MirrorPoint point, MirrorPoint.AtTheWall atTheWall) {
    MirrorSplit geometry = MirrorSplit.of(problem, point, atTheWall);
    return geometry == null ? null : new SplitFlow(geometry, point);
  }

  /** The state at the point this flow was made for. */
  double[] start() {
    return start;
  }

  @Override
  public Chart chart() {
    return Chart.MIRROR;
  }

  @Override
  public int dimension() {
    return mirror.length;
  }

  @Override
  public void rightHandSide(double[] state, double[] derivative) {
    evaluate(state);
    stacked.multiply(valueOff, rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = geometry.target()[i] - rest[i] - (i < on ? valueOn[i] : 0);
    }
    for (int i = 0; i < rest.length; i++) {
      derivative[i] =
          problem.speed()
              * (i < walls ? product(geometry.gram()[i], rest) / rate(state, i) : rest[i]);
    }
  }

  /** The product of {@code row} with the first entries of {@code vector}. */
  private static double product(double[] row, double[] vector) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * vector[i];
    }
    return sum;
  }

  /** ds_i/dq_i on W, d(b_iᵀz)/d(−log ζ_i) for those that are leaving. */
  private double rate(double[] state, int i) {
    return problem.start().width()[geometry.walls()[i]]
        * geometry.side()[i]
        * coordinate.speed(state[i]);
  }

  /** Writes s_Wᶜ, x_W and x_Wᶜ. */
  private void evaluate(double[] state) {
    System.arraycopy(state, 0, mirror, 0, mirror.length);
    for (int i = 0; i < walls; i++) {
      int j = geometry.walls()[i];
      slack[i] = coordinate.speed(state[i]);
      double factor = problem.start().width()[j] * geometry.side()[i];
      if (i < on) {
        mirror[i] = factor * coordinate.mirror(state[i]) - problem.start().shift()[j];
        valueOn[i] = problem.weights()[j] * geometry.side()[i] * coordinate.value(state[i]);
      } else {
        mirror[i] = factor * (geometry.leaving().gap()[i - on] - slack[i]);
      }
    }
    stacked.multiplyTransposed(mirror, mirrorOff);
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      valueOff[k] =
          problem.weights()[j] * problem.start().link().value(problem.argument(j, mirrorOff[k]));
    }
    for (int k = 0; k < wall.length; k++) {
      int place = dependents.places()[k];
      wall[k] = dependents.wall(k, slack);
      valueOff[place] =
          problem.weights()[split.offSupport()[place]]
              * dependents.side()[k]
              * coordinate.value(wall[k]);
    }
  }

  @Override
  public void predictor(double[] state, double[] x) {
    evaluate(state);
    for (int i = 0; i < on; i++) {
      x[split.support()[i]] = valueOn[i];
    }
    for (int k = 0; k < split.offSize(); k++) {
      x[split.offSupport()[k]] = valueOff[k];
    }
  }

  @Override
  public void jacobian(double[] state, double[] jacobian) {
    rightHandSide(state, velocity);
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      mirrorOff[k] =
          problem.weights()[j]
              / problem.start().width()[j]
              * problem.start().link().derivative(problem.argument(j, mirrorOff[k]));
    }
    for (int k = 0; k < wall.length; k++) {
      int place = dependents.places()[k];
      int j = split.offSupport()[place];
      mirrorOff[place] =
          problem.weights()[j]
              * coordinate.slope(wall[k])
              / (problem.start().width()[j] * coordinate.speed(wall[k]));
    }
    stacked.gram(mirrorOff, hessian);
    for (int c = 0; c < mirror.length; c++) {
      write(state, c, jacobian);
    }
  }

  /** Writes column {@code c} of the Jacobian from the Hessian (T; B)·diag(dx/ds)·(T; B)ᵀ. */
  private void write(double[] state, int c, double[] jacobian) {
    int n = mirror.length;
    double rate = c < walls ? rate(state, c) : 1;
    for (int i = 0; i < walls; i++) {
      column[i] = -hessian[i * n + c] * rate;
    }
    if (c < on) {
      int j = split.support()[c];
      column[c] -= problem.weights()[j] * geometry.side()[c] * coordinate.slope(state[c]);
    }
    for (int i = 0; i < n; i++) {
      jacobian[i * n + c] =
          problem.speed()
              * (i < walls
                  ? product(geometry.gram()[i], column) / rate(state, i)
                  : -hessian[i * n + c] * rate);
    }
    if (c < walls) {
      jacobian[c * n + c] += coordinate.bend() * velocity[c];
    }
  }

  @Override
  public @Nullable SplitFlow refined(double[] state, double[] x) {
    if (coordinate.bend() == 0) {
      return null;
    }
    boolean approached = false;
    boolean changed = entered(x) || leaving(state);
    for (int i = 0; i < walls; i++) {
      approached |= state[i] - start[i] > APPROACH;
      changed |= i < on && Math.exp(-state[i]) > MirrorPoint.LEFT;
    }
    if (!approached && !changed) {
      evaluate(state);
      if (!dependents.misplaced(wall, slack)) {
        return null;
      }
    }
    MirrorPoint point = point(state);
    MirrorSplit next =
        MirrorSplit.of(problem, point, point.atTheWall(problem, geometry.atTheWall()));
    return next == null || (!approached && next.sameWalls(geometry))
        ? null
        : new SplitFlow(next, point);
  }

  /** Whether a coordinate of which y asks nothing is on its way off its wall. */
  private boolean leaving(double[] state) {
    double nearest = Double.NEGATIVE_INFINITY;
    double farthest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < on; i++) {
      if (Arrays.binarySearch(idle, geometry.walls()[i]) >= 0) {
        farthest = Math.min(farthest, state[i]);
      } else {
        nearest = Math.max(nearest, -state[i]);
      }
    }
    return farthest < -nearest - LEAVING;
  }

  /** Whether a coordinate that is not known to be at its wall has come near it. */
  private boolean entered(double[] x) {
    int next = 0;
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      if (next < wall.length && dependents.places()[next] == k) {
        next++;
      } else if (Math.abs(x[j]) > thresholds[j]) {
        return true;
      }
    }
    return false;
  }

  private MirrorPoint point(double[] state) {
    evaluate(state);
    double[] arguments = new double[problem.columns()];
    double[] near = new double[problem.columns()];
    for (int i = 0; i < on; i++) {
      arguments[split.support()[i]] = geometry.side()[i] * coordinate.mirror(state[i]);
      near[split.support()[i]] = state[i];
    }
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      arguments[j] = problem.argument(j, mirrorOff[k]);
      near[j] = coordinate.at(Math.abs(arguments[j]));
    }
    for (int k = 0; k < wall.length; k++) {
      int j = split.offSupport()[dependents.places()[k]];
      arguments[j] = dependents.side()[k] * coordinate.mirror(wall[k]);
      near[j] = wall[k];
    }
    return new MirrorPoint(geometry.dual(mirror), arguments, near);
  }
}
