package org.diaflow.theory;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The limit of gradient flow seen from the face of minimizers (theory §3, §7): for any start, and
 * for minimizers that are unique or not.
 *
 * <p>The dual point s⁰ from which slacks are counted lies on the walls of the face and well inside
 * off it; its slacks are computed in 32 digits, so that 1 − |s_j| keeps its digits where it is
 * small. The point of the face that the flow selects as α → 0 is the same problem without the
 * coordinates off the face and without the far walls, and gives the start.
 */
final class FaceLimit {

  private static final int MOST_STEPS = 300;

  private final Walls walls;
  private final MinimizerFace face;
  private final int[] order;
  private final double[][] theta;

  FaceLimit(Walls walls, MinimizerFace face) {
    this.walls = walls;
    this.face = face;
    this.order =
        IntStream.concat(Arrays.stream(face.basis()), Arrays.stream(face.nonbasic())).toArray();
    int r = rank();
    this.theta = new double[face.nonbasic().length][r];
    for (int k = 0; k < theta.length; k++) {
      int j = face.nonbasic()[k];
      Arrays.setAll(theta[k], i -> face.theta().get(i, j));
    }
  }

  private int rank() {
    return face.basis().length;
  }

  /**
   * Where Newton's method ended.
   *
   * @param x predictor, length d
   * @param onFace estimated relative error of x_F in ‖·‖₁
   * @param offFace the same off F
   * @param iterations Newton steps taken
   * @param branch the start that led here
   */
  record Found(
      double[] x, double onFace, double offFace, int iterations, ExactLimit.Branch branch) {}

  /** The point of the face that the flow selects as α → 0, length d; null if none is found. */
  double @Nullable [] selected() {
    double[] x = new double[order.length];
    for (int i = 0; i < rank(); i++) {
      x[face.basis()[i]] = face.values()[i];
    }
    if (face.isPoint()) {
      return x;
    }
    int[] kept = IntStream.range(0, order.length).filter(k -> face.face()[order[k]]).toArray();
    int size = (int) IntStream.range(0, rank()).filter(i -> face.face()[order[i]]).count();
    SlackNewton.Problem problem = onFace(kept, size);
    double[] start = selectedStart(problem);
    SlackNewton.Solution solution =
        start == null ? null : SlackNewton.solve(problem, start, MOST_STEPS);
    if (solution == null) {
      return null;
    }
    for (int k = 0; k < kept.length; k++) {
      x[order[kept[k]]] = solution.x()[k];
    }
    return x;
  }

  /** The problem without the coordinates off the face and without far walls. */
  private SlackNewton.Problem onFace(int[] kept, int size) {
    double[][] part = new double[kept.length - size][size];
    double[] orientation = new double[kept.length];
    double[] target = new double[size];
    double[] near = new double[kept.length];
    double[] far = new double[kept.length];
    boolean[] on = new boolean[kept.length];
    Arrays.fill(on, true);
    Arrays.fill(far, Double.POSITIVE_INFINITY);
    for (int k = 0; k < kept.length; k++) {
      orientation[k] = face.signs()[order[kept[k]]];
      near[k] = walls.hyperbolic() ? shapeSlack(order[kept[k]]) : 0;
      for (int i = 0; i < size; i++) {
        if (k < size) {
          target[k] = face.values()[kept[k]];
        } else {
          part[k - size][i] = theta[kept[k] - rank()][kept[i]];
        }
      }
    }
    return new SlackNewton.Problem(walls, part, on, orientation, near, far, target);
  }

  /** D = 2: the slack on the face at s_i = σ_i·level, which the shape alone decides. */
  private double shapeSlack(int j) {
    return face.signs()[j] > 0 ? walls.up()[j] : walls.down()[j];
  }

  /**
   * The start on the ray δ = −ε·(dual vertex), on which every slack of the face is ε times its wall
   * (D > 2) or grows by ε (D = 2).
   */
  private double @Nullable [] selectedStart(SlackNewton.Problem problem) {
    double[] direction = new double[problem.size()];
    int at = 0;
    for (int i = 0; i < rank(); i++) {
      if (face.face()[order[i]]) {
        direction[at] = face.dual()[i];
        at++;
      }
    }
    return SlackNewton.onRay(problem, direction, walls.hyperbolic() ? 1500 : 1e300);
  }

  /** The limit; null where Newton's method does not get there from any start. */
  @Nullable Found limit(double[] selected) {
    double[] start = new double[rank()];
    double[] reference = reference(selected, start);
    SlackNewton.Problem problem = problem(reference);
    List<Supplier<double @Nullable []>> starts =
        List.of(() -> start, () -> ray(problem, reference));
    ExactLimit.Branch[] branches = {ExactLimit.Branch.LEAST_MAXIMUM, ExactLimit.Branch.ORIGIN};
    for (int k = 0; k < branches.length; k++) {
      double[] delta = starts.get(k).get();
      SlackNewton.Solution solution =
          delta == null ? null : SlackNewton.solve(problem, delta, MOST_STEPS);
      if (solution != null) {
        return found(solution, branches[k]);
      }
    }
    return null;
  }

  private Found found(SlackNewton.Solution solution, ExactLimit.Branch branch) {
    double[] x = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      x[order[k]] = solution.x()[k];
    }
    return new Found(x, solution.onFace(), solution.offFace(), solution.iterations(), branch);
  }

  /** A point of λ = (1 − ε)·λ⁰, which leads from s⁰ to the start of the flow. */
  private double @Nullable [] ray(SlackNewton.Problem problem, double[] reference) {
    double unit = walls.hyperbolic() ? 1 : walls.level();
    return SlackNewton.onRay(problem, Arrays.stream(reference).map(s -> unit * s).toArray(), 1);
  }

  /**
   * s⁰_β in units of the walls' shape (D > 2) or of λ (D = 2), and the start δ_β that belongs to
   * the selected point.
   */
  private double[] reference(double[] selected, double[] start) {
    double[] reference = face.dual().clone();
    for (int i = 0; i < rank(); i++) {
      int j = order[i];
      if (face.face()[j]) {
        reference[i] = walls.hyperbolic() ? face.signs()[j] * walls.level() : face.dual()[i];
        start[i] = -face.signs()[j] * startSlack(j, selected[j]);
      } else if (walls.hyperbolic()) {
        reference[i] *= walls.level();
      }
    }
    return centred(reference, start);
  }

  /** The distance from s⁰ at which entry j of the predictor is near {@code x}. */
  private double startSlack(int j, double x) {
    double slack = walls.slackOf(x);
    if (walls.hyperbolic()) {
      double half = (walls.up()[j] + walls.down()[j]) / 2;
      double sine = Math.log(Math.abs(x)) + walls.level() + half;
      return sine > 20
          ? slack - shapeSlack(j)
          : walls.level() + shapeOffset(j) - HyperbolicLink.asinh(Math.exp(sine) / 2);
    }
    return Math.min(slack, 0.45 * walls.level() * (walls.up()[j] + walls.down()[j]));
  }

  /** D = 2: σ·(middle between the walls) with the sign of the face. */
  private double shapeOffset(int j) {
    return -face.signs()[j] * (walls.up()[j] - walls.down()[j]) / 2;
  }

  /** Moves the free part of s⁰ to where the largest |s_j| off the face is least. */
  private double[] centred(double[] reference, double[] start) {
    int[] free = IntStream.range(0, rank()).filter(i -> !face.face()[order[i]]).toArray();
    int[] off = IntStream.range(0, order.length).filter(k -> !face.face()[order[k]]).toArray();
    if (free.length == 0) {
      return reference;
    }
    double[] fixed = reference.clone();
    for (int i = 0; i < rank(); i++) {
      fixed[i] = face.face()[order[i]] ? fixed[i] + (walls.hyperbolic() ? start[i] : 0) : 0;
    }
    double[] c = new double[off.length];
    double[] entries = new double[free.length * off.length];
    for (int k = 0; k < off.length; k++) {
      int j = order[off[k]];
      double middle = (walls.up()[j] - walls.down()[j]) / 2;
      double half = walls.hyperbolic() ? 1 : (walls.up()[j] + walls.down()[j]) / 2;
      c[k] = -face.theta().remainder(middle, fixed, j) / half;
      for (int l = 0; l < free.length; l++) {
        entries[l * off.length + k] = face.theta().get(free[l], j) / half;
      }
    }
    LeastMaximum least = LeastMaximum.solve(c, new DenseMatrix(free.length, off.length, entries));
    double[] moved = reference.clone();
    for (int l = 0; l < free.length; l++) {
      moved[free[l]] = least.free()[l];
    }
    return walls.hyperbolic() || inside(moved, off) ? moved : reference;
  }

  private boolean inside(double[] reference, int[] off) {
    for (int k : off) {
      int j = order[k];
      if (!(face.theta().remainder(walls.up()[j], reference, j) > 0)
          || !(face.theta().remainder(-walls.down()[j], reference, j) < 0)) {
        return false;
      }
    }
    return true;
  }

  private SlackNewton.Problem problem(double[] reference) {
    int d = order.length;
    double[] orientation = new double[d];
    double[] near = new double[d];
    double[] far = new double[d];
    boolean[] on = new boolean[d];
    double unit = walls.hyperbolic() ? 1 : walls.level();
    double level = walls.hyperbolic() ? walls.level() : 0;
    for (int k = 0; k < d; k++) {
      int j = order[k];
      on[k] = face.face()[j];
      orientation[k] = on[k] ? face.signs()[j] : 1;
      if (on[k]) {
        near[k] = walls.hyperbolic() ? shapeSlack(j) : 0;
        far[k] = unit * (2 * level + walls.up()[j] + walls.down()[j]) - near[k];
      } else {
        double least = walls.hyperbolic() ? Double.NEGATIVE_INFINITY : 0;
        double up = face.theta().remainder(level + walls.up()[j], reference, j);
        double down = -face.theta().remainder(-level - walls.down()[j], reference, j);
        near[k] = unit * Math.max(least, up);
        far[k] = unit * Math.max(least, down);
      }
    }
    return new SlackNewton.Problem(walls, theta, on, orientation, near, far, face.values());
  }
}
