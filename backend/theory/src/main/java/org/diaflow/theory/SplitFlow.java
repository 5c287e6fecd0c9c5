package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
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
 * <p>Valid for as long as W is the set of coordinates at a wall; see {@link #refined}. Costs are
 * those of {@link MirrorFlow} and 2·|W|²·N multiplications per Jacobian.
 */
final class SplitFlow implements ResolvingFlow {

  /** Slack of a coordinate outside W below which it is to be taken in. */
  static final double UNRESOLVED = 1e-3;

  /**
   * By how much a q may grow before time is counted anew: steps shrink with the slack e^(−q), and a
   * double τ must resolve them.
   */
  private static final double APPROACH = Math.log(1e8);

  /** Roundings of sums of N products that may add up, for the comparison of Q₂ᵀy with 0. */
  private static final double ROUNDING = 8 * 0x1p-52;

  private final MirrorProblem problem;
  private final WallCoordinate coordinate;
  private final SupportSplit split;
  private final BlockedMatrix stacked;
  private final double[][] gramOn;
  private final double[] target;
  private final double[] side;
  private final double[] start;
  private final double[] thresholds;

  private final int on;
  private final double[] mirror;
  private final double[] mirrorOff;
  private final double[] valueOn;
  private final double[] valueOff;
  private final double[] rest;
  private final double[] velocity;
  private final double[] hessian;
  private final double[] column;

  private SplitFlow(MirrorProblem problem, SupportSplit split, MirrorPoint point) {
    int n = problem.rows();
    this.problem = problem;
    this.coordinate = problem.start().link().wall();
    this.split = split;
    this.on = split.sparsity();
    DenseMatrix both = stack(split, n);
    this.stacked = new BlockedMatrix(both);
    this.gramOn = gram(problem.matrix(), split.support());
    this.target = target(problem, split);
    this.side = Arrays.stream(split.support()).mapToDouble(j -> side(point, j)).toArray();
    this.thresholds = thresholds(problem);
    this.mirror = new double[n];
    this.mirrorOff = new double[both.columns()];
    this.valueOn = new double[on];
    this.valueOff = new double[both.columns()];
    this.rest = new double[n];
    this.velocity = new double[n];
    this.hessian = new double[n * n];
    this.column = new double[on];
    this.start = state(point);
  }

  /**
   * The flow from {@code point} on, split at its coordinates {@code atTheWall}; null if it cannot
   * be.
   */
  static @Nullable SplitFlow of(MirrorProblem problem, MirrorPoint point, int[] atTheWall) {
    SupportSplit split = SupportSplit.of(problem.matrix(), atTheWall, new double[atTheWall.length]);
    return split == null ? null : new SplitFlow(problem, split, point);
  }

  /** The x_j/σ at which coordinate j is {@value #UNRESOLVED} from its wall. */
  static double[] thresholds(MirrorProblem problem) {
    Link link = problem.start().link();
    double[] thresholds = new double[problem.columns()];
    Arrays.setAll(
        thresholds,
        j ->
            Double.isFinite(link.bound())
                ? problem.weights()[j] * link.value(1 - UNRESOLVED)
                : Double.POSITIVE_INFINITY);
    return thresholds;
  }

  private static double side(MirrorPoint point, int j) {
    return point.arguments()[j] < 0 ? -1 : 1;
  }

  /** (T; B), N × |Wᶜ|. */
  private static DenseMatrix stack(SupportSplit split, int n) {
    int m = Math.max(1, split.offSize());
    double[] entries = new double[n * m];
    if (split.onto() != null) {
      System.arraycopy(split.onto().entries(), 0, entries, 0, split.sparsity() * m);
    }
    if (split.kernel() != null) {
      System.arraycopy(
          split.kernel().entries(), 0, entries, split.sparsity() * m, split.freedom() * m);
    }
    return new DenseMatrix(n, m, entries);
  }

  /** A_WᵀA_W. */
  private static double[][] gram(DenseMatrix matrix, int[] support) {
    double[][] gram = new double[support.length][support.length];
    for (int i = 0; i < support.length; i++) {
      for (int k = 0; k < support.length; k++) {
        for (int l = 0; l < matrix.rows(); l++) {
          gram[i][k] += matrix.get(l, support[i]) * matrix.get(l, support[k]);
        }
      }
    }
    return gram;
  }

  /** (A_W⁺y, Q₂ᵀy), the second part 0 where it is of the size of its rounding. */
  private static double[] target(MirrorProblem problem, SupportSplit split) {
    int n = problem.rows();
    double[] y = problem.observations();
    double[] fit = split.leastSquares(y);
    double[] target = Arrays.copyOf(fit, n);
    boolean explained = true;
    for (int i = fit.length; i < n; i++) {
      double size = 0;
      double[] unit = split.orthonormal(i);
      for (int l = 0; l < n; l++) {
        target[i] += unit[l] * y[l];
        size += Math.abs(unit[l]) * (Math.abs(y[l]) + sizeOfFit(problem, split, fit, l));
      }
      explained &= Math.abs(target[i]) <= ROUNDING * n * size;
    }
    if (explained) {
      Arrays.fill(target, fit.length, n, 0);
    }
    return target;
  }

  /** (|A_W||A_W⁺y|)_l. */
  private static double sizeOfFit(MirrorProblem problem, SupportSplit split, double[] fit, int l) {
    double size = 0;
    for (int i = 0; i < fit.length; i++) {
      size += Math.abs(problem.matrix().get(l, split.support()[i]) * fit[i]);
    }
    return size;
  }

  /** (q, z) at {@code point}. */
  private double[] state(MirrorPoint point) {
    double[] state = new double[problem.rows()];
    for (int i = 0; i < on; i++) {
      state[i] = point.wall()[split.support()[i]];
    }
    for (int i = on; i < state.length; i++) {
      state[i] = LinearAlgebra.dot(split.orthonormal(i), point.dual());
    }
    return state;
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
      rest[i] = target[i] - rest[i] - (i < on ? valueOn[i] : 0);
    }
    for (int i = 0; i < rest.length; i++) {
      derivative[i] =
          problem.speed() * (i < on ? product(gramOn[i], rest) / rate(state, i) : rest[i]);
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

  /** ds_i/dq_i on W. */
  private double rate(double[] state, int i) {
    return problem.start().width()[split.support()[i]] * side[i] * coordinate.speed(state[i]);
  }

  /** Writes s_Wᶜ, x_W and x_Wᶜ. */
  private void evaluate(double[] state) {
    for (int i = 0; i < mirror.length; i++) {
      mirror[i] = state[i];
    }
    for (int i = 0; i < on; i++) {
      int j = split.support()[i];
      mirror[i] =
          problem.start().width()[j] * side[i] * coordinate.mirror(state[i])
              - problem.start().shift()[j];
      valueOn[i] = problem.weights()[j] * side[i] * coordinate.value(state[i]);
    }
    stacked.multiplyTransposed(mirror, mirrorOff);
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      valueOff[k] =
          problem.weights()[j] * problem.start().link().value(problem.argument(j, mirrorOff[k]));
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
    stacked.gram(mirrorOff, hessian);
    for (int c = 0; c < mirror.length; c++) {
      write(state, c, jacobian);
    }
  }

  /** Writes column {@code c} of the Jacobian from the Hessian (T; B)·diag(dx/ds)·(T; B)ᵀ. */
  private void write(double[] state, int c, double[] jacobian) {
    int n = mirror.length;
    double rate = c < on ? rate(state, c) : 1;
    for (int i = 0; i < on; i++) {
      column[i] = -hessian[i * n + c] * rate;
    }
    if (c < on) {
      int j = split.support()[c];
      column[c] -= problem.weights()[j] * side[c] * coordinate.slope(state[c]);
    }
    for (int i = 0; i < n; i++) {
      jacobian[i * n + c] =
          problem.speed()
              * (i < on ? product(gramOn[i], column) / rate(state, i) : -hessian[i * n + c] * rate);
    }
    if (c < on) {
      jacobian[c * n + c] += coordinate.bend() * velocity[c];
    }
  }

  @Override
  public @Nullable SplitFlow refined(double[] state, double[] x) {
    boolean approached = false;
    boolean changed = false;
    for (int i = 0; i < on; i++) {
      approached |= state[i] - start[i] > APPROACH;
      changed |= coordinate.bend() > 0 && Math.exp(-state[i]) > MirrorPoint.LEFT;
    }
    for (int k = 0; k < split.offSize() && !changed; k++) {
      int j = split.offSupport()[k];
      changed = Math.abs(x[j]) > thresholds[j];
    }
    if (!approached && !changed) {
      return null;
    }
    MirrorPoint point = point(state);
    int[] atTheWall = point.atTheWall(problem, split.support());
    boolean same = Arrays.equals(atTheWall, split.support());
    return same && !approached ? null : of(problem, point, atTheWall);
  }

  private MirrorPoint point(double[] state) {
    evaluate(state);
    double[] arguments = new double[problem.columns()];
    double[] wall = new double[problem.columns()];
    for (int i = 0; i < on; i++) {
      arguments[split.support()[i]] = side[i] * coordinate.mirror(state[i]);
      wall[split.support()[i]] = state[i];
    }
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      arguments[j] = problem.argument(j, mirrorOff[k]);
      wall[j] = coordinate.at(Math.abs(arguments[j]));
    }
    double[] onWall = Arrays.copyOf(mirror, on);
    double[] free = Arrays.copyOfRange(mirror, on, mirror.length);
    return new MirrorPoint(split.dual(onWall, free), arguments, wall);
  }
}
