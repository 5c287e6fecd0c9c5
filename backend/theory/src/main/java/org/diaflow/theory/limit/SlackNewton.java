package org.diaflow.theory.limit;

import java.util.Arrays;
import java.util.Random;
import org.diaflow.theory.linear.internal.WeightedLeastSquares;
import org.jspecify.annotations.Nullable;

/**
 * Damped Newton for the dual of the mirror projection (theory §3), with the slacks to the walls as
 * the quantities that carry the digits.
 *
 * <p>The mirror variable is s = s⁰ + δ; the unknowns are δ_β and the equations those of {@link
 * SlackProblem}. Slacks at s⁰ are given, so a slack is never a difference of numbers of the size of
 * a wall: on the face near_j is 0 (D > 2) and the slack is the unknown itself.
 *
 * <p>Newton's step is the least squares problem min_y ‖R·y + ρ‖ with the rows √h_j·(I, Θ)_j and
 * (x_j − g_j)/√h_j: see {@link WeightedLeastSquares}. Coordinates on the face and off it differ by
 * the factor α and are judged apart. One instance per run.
 */
final class SlackNewton {

  /** How steeply the dual may rise at the end of a step, relative to its fall at the start. */
  private static final double DECREASE = 0.9;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  private static final int PROBES = 3;

  /** By how much random probes may fall short of the worst perturbation. */
  private static final double CAUTION = 4;

  /**
   * Where the iteration ended.
   *
   * @param delta δ_β, length r
   * @param x predictor, length d
   * @param onFace estimated relative error of x_F in ‖·‖₁
   * @param offFace the same off F
   * @param iterations Newton steps taken
   */
  record Solution(double[] delta, double[] x, double onFace, double offFace, int iterations) {

    double error() {
      return Math.max(onFace, offFace);
    }
  }

  private final SlackProblem problem;
  private final SlackPoint point;

  private SlackNewton(SlackProblem problem) {
    this.problem = problem;
    this.point = new SlackPoint(problem);
  }

  /**
   * Iterates from {@code delta} until steps are at rounding, for at most {@code mostSteps} steps;
   * null if the start is outside the domain or a step leads nowhere.
   */
  static @Nullable Solution solve(SlackProblem problem, double[] delta, int mostSteps) {
    var newton = new SlackNewton(problem);
    return newton.point.moveTo(delta) ? newton.run(mostSteps) : null;
  }

  /**
   * The δ = −ε·{@code direction}, 0 < ε ≤ {@code longest}, at which the dual is least on this ray;
   * null where the ray leaves the domain. For D = 2 also negative ε of that size.
   */
  static double @Nullable [] onRay(SlackProblem problem, double[] direction, double longest) {
    boolean additive = problem.walls().hyperbolic();
    double low = additive ? -longest : Math.log(1e-300);
    double high = additive ? longest : Math.log(longest);
    for (int k = 0; k < 80; k++) {
      double middle = (low + high) / 2;
      double rising = rising(problem, direction, additive ? middle : Math.exp(middle));
      if (rising > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double[] delta = multiple(direction, additive ? high : Math.exp(high));
    return new SlackPoint(problem).moveTo(delta) ? delta : null;
  }

  private static double[] multiple(double[] direction, double length) {
    return Arrays.stream(direction).map(s -> -length * s).toArray();
  }

  /** ⟨x − g, direction⟩ on the ray; +∞ where the slopes leave the doubles. */
  private static double rising(SlackProblem problem, double[] direction, double length) {
    var point = new SlackPoint(problem);
    return point.moveTo(multiple(direction, length))
        ? point.slope(problem.spread(direction))
        : Double.POSITIVE_INFINITY;
  }

  private @Nullable Solution run(int mostSteps) {
    double previous = Double.POSITIVE_INFINITY;
    int resting = 0;
    for (int iteration = 1; iteration <= mostSteps; iteration++) {
      double[] step = point.equations().solve(point.rest());
      double[] spread = problem.spread(step);
      double change = Math.max(point.change(spread, true), point.change(spread, false));
      if (!(change <= Double.MAX_VALUE) || !search(step, spread, change)) {
        return null;
      }
      resting = change < SETTLING && change > previous / 2 ? resting + 1 : 0;
      previous = change;
      if (change < 1e-14 || (change < 1e-9 && resting > 1)) {
        return judged(iteration);
      }
    }
    return null;
  }

  /** Backtracks until the dual falls enough along the step, on the face and off it. */
  private boolean search(double[] step, double[] spread, double change) {
    double[] start = point.delta();
    double[] first = point.slopes(step);
    double longest = Math.min(1, 0.95 * point.room(spread));
    for (double t = longest; t > 1e-13 * longest; t /= 2) {
      double[] delta = new double[step.length];
      for (int a = 0; a < delta.length; a++) {
        delta[a] = start[a] + t * step[a];
      }
      if (point.moveTo(delta) && (change < SETTLING || fallen(first, point.slopes(step)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean fallen(double[] first, double[] now) {
    for (int block = 0; block < 2; block++) {
      double noise = first[2 + block] + now[2 + block];
      if (first[block] < -noise && !(now[block] <= DECREASE * Math.abs(first[block]) + noise)) {
        return false;
      }
    }
    double noise = first[2] + now[2] + first[3] + now[3];
    return now[0] + now[1] <= DECREASE * Math.abs(first[0] + first[1]) + noise;
  }

  /** The solution with what rounding, amplified by the conditioning, may have made of it. */
  private Solution judged(int iterations) {
    SlackPoint.Equations equations = point.equations();
    double[] last = problem.spread(equations.solve(point.rest()));
    double[] errors = point.logErrors();
    double onFace = 0;
    double offFace = 0;
    var random = new Random(14);
    for (int probe = 0; probe < PROBES; probe++) {
      double[] rest = new double[errors.length];
      for (int j = 0; j < rest.length; j++) {
        double sided = random.nextBoolean() ? 1 : -1;
        rest[j] = sided * Math.exp(errors[j] - 0.5 * point.logSlope(j));
      }
      double[] moved = problem.spread(equations.solve(rest));
      onFace = Math.max(onFace, point.change(moved, true));
      offFace = Math.max(offFace, point.change(moved, false));
    }
    double[] direct = new double[errors.length];
    Arrays.setAll(direct, j -> Math.exp(errors[j] - point.logSlope(j)));
    return new Solution(
        point.delta(),
        point.predictor(),
        point.change(last, true) + CAUTION * onFace + point.change(direct, true),
        point.change(last, false) + CAUTION * offFace + point.change(direct, false),
        iterations);
  }
}
