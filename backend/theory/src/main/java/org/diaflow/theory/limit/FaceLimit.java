package org.diaflow.theory.limit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

  /** Estimated relative error from which on no digits are to be gained. */
  private static final double EXACT = 1e-13;

  private static final int MOST_ROUNDS = 4;

  /** Estimated relative error from which on no other start is tried. */
  private static final double GOOD = 1e-11;

  private final Walls walls;
  private final MinimizerFace face;
  private final int[] order;
  private final double[][] theta;

  FaceLimit(Walls walls, MinimizerFace face) {
    this.walls = walls;
    this.face = face;
    this.order = face.order();
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
      double[] x, double onFace, double offFace, int iterations, ExactLimit.Branch branch) {

    double error() {
      return Math.max(onFace, offFace);
    }
  }

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
    SlackProblem problem = onFace(kept, size);
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
  private SlackProblem onFace(int[] kept, int size) {
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
      near[k] = walls.hyperbolic() ? face.shape(walls, order[kept[k]]) : 0;
      for (int i = 0; i < size; i++) {
        if (k < size) {
          target[k] = face.values()[kept[k]];
        } else {
          part[k - size][i] = theta[kept[k] - rank()][kept[i]];
        }
      }
    }
    double[] difference = new double[kept.length];
    Arrays.fill(difference, Double.NEGATIVE_INFINITY);
    return new SlackProblem(walls, part, on, orientation, near, far, difference, target);
  }

  /**
   * The start on the ray δ = −ε·(dual vertex), on which every slack of the face is ε times its wall
   * (D > 2) or grows by ε (D = 2).
   */
  private double @Nullable [] selectedStart(SlackProblem problem) {
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
    double[] zero = new double[rank()];
    FaceReference at = FaceReference.of(walls, face, selected);
    double[] reference = at.dual();
    List<Supplier<@Nullable Found>> attempts =
        List.of(
            () -> from(reference, at.start(), ExactLimit.Branch.LEAST_MAXIMUM),
            () -> from(zero, zero, ExactLimit.Branch.ORIGIN),
            () -> from(reference, ray(reference), ExactLimit.Branch.CONTINUATION));
    Found best = null;
    for (Supplier<@Nullable Found> attempt : attempts) {
      Found found = best != null && best.error() < GOOD ? null : attempt.get();
      best = found != null && (best == null || found.error() < best.error()) ? found : best;
    }
    return best;
  }

  /**
   * Newton's method from s⁰ + δ, and once more from where it ends, with the slacks there counted
   * afresh in 32 digits, as long as that gains digits.
   */
  private @Nullable Found from(
      double[] reference, double @Nullable [] delta, ExactLimit.Branch branch) {
    double[] offset = new double[rank()];
    Found best = null;
    for (int round = 0; round < MOST_ROUNDS && delta != null; round++) {
      SlackNewton.Solution solution =
          SlackNewton.solve(problem(reference, offset), delta, MOST_STEPS);
      if (solution == null || (best != null && solution.error() >= best.error())) {
        return best;
      }
      boolean settled =
          solution.error() < EXACT || (best != null && solution.error() > best.error() / 2);
      best = found(solution, branch);
      if (settled) {
        return best;
      }
      for (int i = 0; i < offset.length; i++) {
        offset[i] += solution.delta()[i] / unit();
      }
      delta = new double[rank()];
    }
    return best;
  }

  /** What λ is counted in: κ for D > 2. */
  private double unit() {
    return walls.hyperbolic() ? 1 : walls.level();
  }

  private Found found(SlackNewton.Solution solution, ExactLimit.Branch branch) {
    double[] x = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      x[order[k]] = solution.x()[k];
    }
    return new Found(x, solution.onFace(), solution.offFace(), solution.iterations(), branch);
  }

  /** A point of λ = (1 − ε)·λ⁰, which leads from s⁰ to the start of the flow. */
  private double @Nullable [] ray(double[] reference) {
    SlackProblem problem = problem(reference, new double[rank()]);
    return SlackNewton.onRay(problem, Arrays.stream(reference).map(s -> unit() * s).toArray(), 1);
  }

  /** The problem seen from s⁰_β = reference + offset; zero references are the start of the flow. */
  private SlackProblem problem(double[] reference, double[] offset) {
    int d = order.length;
    double[] orientation = new double[d];
    double[] near = new double[d];
    double[] far = new double[d];
    double[] difference = new double[d];
    boolean[] on = new boolean[d];
    boolean origin = Arrays.stream(reference).allMatch(s -> s == 0);
    for (int k = 0; k < d; k++) {
      int j = order[k];
      on[k] = face.face()[j];
      boolean atWall = on[k] && !origin;
      orientation[k] = atWall ? face.signs()[j] : 1;
      double[] slacks = atWall ? slacksAtWall(offset, j) : slacks(reference, offset, j);
      near[k] = unit() * slacks[0];
      far[k] = unit() * slacks[1];
      difference[k] = unit() * slacks[2];
    }
    return new SlackProblem(walls, theta, on, orientation, near, far, difference, face.values());
  }

  /** On the face s⁰ lies on the wall, whatever its digits, up to the offset. */
  private double[] slacksAtWall(double[] offset, int j) {
    double level = walls.hyperbolic() ? walls.level() : 0;
    double[] signed = Arrays.stream(offset).map(s -> face.signs()[j] * s).toArray();
    double own = walls.hyperbolic() ? face.shape(walls, j) : 0;
    double width = 2 * level + walls.up()[j] + walls.down()[j];
    return new double[] {
      face.theta().remainder(own, signed, j),
      face.theta().remainder(width - own, negative(signed), j),
      face.theta().remainder(2 * own - width, signed, signed, j)
    };
  }

  private double[] slacks(double[] reference, double[] offset, int j) {
    double level = walls.hyperbolic() ? walls.level() : 0;
    double least = walls.hyperbolic() ? Double.NEGATIVE_INFINITY : 0;
    double up = face.theta().remainder(level + walls.up()[j], reference, offset, j);
    double down =
        face.theta().remainder(level + walls.down()[j], negative(reference), negative(offset), j);
    double[] twice = Arrays.stream(reference).map(s -> 2 * s).toArray();
    double[] twiceOffset = Arrays.stream(offset).map(s -> 2 * s).toArray();
    double difference =
        face.theta().remainder(walls.up()[j] - walls.down()[j], twice, twiceOffset, j);
    return new double[] {Math.max(least, up), Math.max(least, down), difference};
  }

  private static double[] negative(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
