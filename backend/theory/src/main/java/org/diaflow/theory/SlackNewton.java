package org.diaflow.theory;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Damped Newton for the dual of the mirror projection (theory §3), with the slacks to the walls as
 * the quantities that carry the digits.
 *
 * <p>The mirror variable is s = s⁰ + δ with δ_N = Θᵀδ_β, and x_j = o_j·(φ(near_j − o_jδ_j) −
 * φ(far_j + o_jδ_j)); the unknowns are δ_β and the equations x_β + Θ·x_N = g. Slacks at s⁰ are
 * given, so a slack is never a difference of numbers of the size of a wall: on the face near_j is 0
 * (D > 2) and the slack is the unknown itself.
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
   * The problem: coordinates in the order (β, N).
   *
   * @param walls φ
   * @param theta Θ by columns, (d − r) × r
   * @param face which coordinates are on the face, length d
   * @param orientation o, length d
   * @param near slack at s⁰ to the wall in direction o, length d
   * @param far slack to the other, ∞ where it does not count, length d
   * @param difference near − far with digits of its own, length d
   * @param target g, length r
   */
  record Problem(
      Walls walls,
      double[][] theta,
      boolean[] face,
      double[] orientation,
      double[] near,
      double[] far,
      double[] difference,
      double[] target) {

    int size() {
      return target.length;
    }

    int coordinates() {
      return near.length;
    }

    /** (I, Θ)ᵀ·values for {@code values} of length r. */
    double[] spread(double[] values) {
      double[] all = Arrays.copyOf(values, coordinates());
      for (int k = 0; k < theta.length; k++) {
        all[size() + k] = LinearAlgebra.dot(theta[k], values);
      }
      return all;
    }

    /** The entry (I, Θ)_aj. */
    double entry(int a, int j) {
      return j < size() ? (j == a ? 1 : 0) : theta[j - size()][a];
    }
  }

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

  private final Problem problem;
  private final int size;
  private final int count;
  private double[] delta;
  private double[] shift;
  private final double[] sign;
  private final double[] logValue;
  private final double[] logSlope;
  private double[] logScale = new double[0];

  private SlackNewton(Problem problem, double[] delta) {
    this.problem = problem;
    this.size = problem.size();
    this.count = problem.coordinates();
    this.delta = delta.clone();
    this.shift = problem.spread(delta);
    this.sign = new double[count];
    this.logValue = new double[count];
    this.logSlope = new double[count];
  }

  /**
   * Iterates from {@code delta} until steps are at rounding, for at most {@code mostSteps} steps;
   * null if the start is outside the domain or a step leads nowhere.
   */
  static @Nullable Solution solve(Problem problem, double[] delta, int mostSteps) {
    var newton = new SlackNewton(problem, delta);
    return newton.evaluate() ? newton.run(mostSteps) : null;
  }

  /**
   * The δ = −ε·{@code direction}, 0 < ε ≤ {@code longest}, at which the dual is least on this ray;
   * null where the ray leaves the domain. For D = 2 also negative ε of that size.
   */
  static double @Nullable [] onRay(Problem problem, double[] direction, double longest) {
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
    return new SlackNewton(problem, delta).evaluate() ? delta : null;
  }

  private static double[] multiple(double[] direction, double length) {
    return Arrays.stream(direction).map(s -> -length * s).toArray();
  }

  /** ⟨x − g, direction⟩ on the ray; +∞ where the slopes leave the doubles. */
  private static double rising(Problem problem, double[] direction, double length) {
    var newton = new SlackNewton(problem, multiple(direction, length));
    if (!newton.evaluate()) {
      return Double.POSITIVE_INFINITY;
    }
    double[] spread = problem.spread(direction);
    double sum = 0;
    for (int j = 0; j < newton.count; j++) {
      double g = j < newton.size ? problem.target()[j] : 0;
      sum += (newton.value(j) - g) * spread[j];
    }
    return sum;
  }

  private @Nullable Solution run(int mostSteps) {
    double previous = Double.POSITIVE_INFINITY;
    int resting = 0;
    for (int iteration = 1; iteration <= mostSteps; iteration++) {
      WeightedLeastSquares factors = new WeightedLeastSquares(rows(), size);
      double[] step = scaled(factors.solve(rest()));
      double[] spread = problem.spread(step);
      double change = Math.max(change(spread, true), change(spread, false));
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

  /** Evaluates the links at the current δ; false outside the domain. */
  private boolean evaluate() {
    for (int j = 0; j < count; j++) {
      double o = problem.orientation()[j];
      double near = problem.near()[j] - o * shift[j];
      double far = problem.far()[j] + o * shift[j];
      double least = Math.min(near, far);
      if (Double.isNaN(least) || (!problem.walls().hyperbolic() && !(least > 0))) {
        return false;
      }
      double difference = problem.difference()[j] - 2 * o * shift[j];
      double ratio = logRatio(least, Math.abs(difference));
      sign[j] = difference == 0 ? 0 : -o * Math.signum(difference);
      double value = problem.walls().logValue(least);
      logValue[j] = value + Math.log(-Math.expm1(-ratio));
      logSlope[j] =
          problem.walls().hyperbolic()
              ? value + Math.log1p(Math.exp(-ratio))
              : value
                  + Math.log(problem.walls().power() / least)
                  + Math.log1p(Math.exp(-ratio * (1 + 1 / problem.walls().power())));
      if (!(logSlope[j] < 700 && logSlope[j] > -1e6)) {
        return false;
      }
    }
    return true;
  }

  /** log φ(least)/φ(least + difference) ≥ 0. */
  private double logRatio(double least, double difference) {
    return problem.walls().hyperbolic()
        ? difference
        : problem.walls().power() * Math.log1p(difference / least);
  }

  /** x_j. */
  private double value(int j) {
    return sign[j] == 0 ? 0 : sign[j] * Math.exp(logValue[j]);
  }

  /** √h_j·(I, Θ)_j in units in which the largest entry of every column is 1. */
  private double[][] rows() {
    logScale = new double[size];
    Arrays.fill(logScale, Double.NEGATIVE_INFINITY);
    for (int j = 0; j < count; j++) {
      for (int a = 0; a < size; a++) {
        double entry = Math.abs(problem.entry(a, j));
        if (entry != 0) {
          logScale[a] = Math.max(logScale[a], 0.5 * logSlope[j] + Math.log(entry));
        }
      }
    }
    double[][] rows = new double[count][size];
    for (int j = 0; j < count; j++) {
      for (int a = 0; a < size; a++) {
        double entry = problem.entry(a, j);
        rows[j][a] = entry == 0 ? 0 : entry * Math.exp(0.5 * logSlope[j] - logScale[a]);
      }
    }
    return rows;
  }

  /** (x_j − g_j)/√h_j. */
  private double[] rest() {
    double[] rest = new double[count];
    for (int j = 0; j < count; j++) {
      rest[j] =
          j < size && problem.target()[j] != 0
              ? (value(j) - problem.target()[j]) * Math.exp(-0.5 * logSlope[j])
              : sign[j] == 0 ? 0 : sign[j] * Math.exp(logValue[j] - 0.5 * logSlope[j]);
    }
    return rest;
  }

  private double[] scaled(double[] y) {
    double[] step = new double[size];
    Arrays.setAll(step, a -> y[a] * Math.exp(-logScale[a]));
    return step;
  }

  /** ‖h ⊙ δs‖₁/‖x‖₁ on or off the face; 0 where there is nothing. */
  private double change(double[] spread, boolean onFace) {
    double unit = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      unit = problem.face()[j] == onFace ? Math.max(unit, logSlope[j]) : unit;
    }
    double norm = 0;
    double total = 0;
    for (int j = 0; j < count; j++) {
      if (problem.face()[j] == onFace) {
        norm += Math.abs(spread[j]) * Math.exp(logSlope[j] - unit);
        total += sign[j] == 0 ? 0 : Math.exp(logValue[j] - unit);
      }
    }
    return norm == 0 ? 0 : total == 0 ? 1 : norm / total;
  }

  /** Backtracks until the dual falls enough along the step, on the face and off it. */
  private boolean search(double[] step, double[] spread, double change) {
    double[] start = delta;
    double[] startShift = shift;
    double[] first = slopes(step);
    double longest = Math.min(1, 0.95 * room(spread));
    for (double t = longest; t > 1e-13 * longest; t /= 2) {
      delta = new double[size];
      for (int a = 0; a < size; a++) {
        delta[a] = start[a] + t * step[a];
      }
      shift = problem.spread(delta);
      if (evaluate() && (change < SETTLING || fallen(first, slopes(step)))) {
        return true;
      }
    }
    delta = start;
    shift = startShift;
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

  /** How far the step may go before a slack is used up. */
  private double room(double[] spread) {
    double room = Double.POSITIVE_INFINITY;
    for (int j = 0; j < count && !problem.walls().hyperbolic(); j++) {
      double toward = problem.orientation()[j] * spread[j];
      double slack =
          toward > 0
              ? problem.near()[j] - problem.orientation()[j] * shift[j]
              : problem.far()[j] + problem.orientation()[j] * shift[j];
      room = toward == 0 ? room : Math.min(room, slack / Math.abs(toward));
    }
    return room;
  }

  /**
   * Derivatives of the dual along the parts of the step in the rows on and off the face, and what
   * rounding makes of each.
   */
  private double[] slopes(double[] step) {
    double[] on = step.clone();
    double[] off = step.clone();
    for (int a = 0; a < size; a++) {
      (problem.face()[a] ? off : on)[a] = 0;
    }
    double[] slopes = new double[4];
    double[] onSpread = problem.spread(on);
    double[] offSpread = problem.spread(off);
    for (int j = 0; j < count; j++) {
      double x = value(j);
      double g = j < size ? problem.target()[j] : 0;
      slopes[0] += (x - g) * onSpread[j];
      slopes[2] += 1e-15 * (Math.abs(x) + Math.abs(g)) * Math.abs(onSpread[j]);
      if (!problem.face()[j]) {
        slopes[1] += x * offSpread[j];
        slopes[3] += 1e-15 * Math.abs(x * offSpread[j]);
      }
    }
    return slopes;
  }

  /** The solution with what rounding, amplified by the conditioning, may have made of it. */
  private Solution judged(int iterations) {
    WeightedLeastSquares factors = new WeightedLeastSquares(rows(), size);
    double[] last = problem.spread(scaled(factors.solve(rest())));
    double[] errors = logErrors();
    double onFace = 0;
    double offFace = 0;
    var random = new Random(14);
    for (int probe = 0; probe < PROBES; probe++) {
      double[] rest = new double[count];
      for (int j = 0; j < count; j++) {
        double sided = random.nextBoolean() ? 1 : -1;
        rest[j] = sided * Math.exp(errors[j] - 0.5 * logSlope[j]);
      }
      double[] moved = problem.spread(scaled(factors.solve(rest)));
      onFace = Math.max(onFace, change(moved, true));
      offFace = Math.max(offFace, change(moved, false));
    }
    double[] direct = new double[count];
    Arrays.setAll(direct, j -> Math.exp(errors[j] - logSlope[j]));
    double[] x = new double[count];
    Arrays.setAll(x, this::value);
    return new Solution(
        delta,
        x,
        change(last, true) + CAUTION * onFace + change(direct, true),
        change(last, false) + CAUTION * offFace + change(direct, false),
        iterations);
  }

  /** Logarithms of what rounding may have made of each x_j − g_j. */
  private double[] logErrors() {
    double[] size = new double[count];
    double unit = Math.ulp(0.5);
    for (int j = 0; j < count; j++) {
      double o = problem.orientation()[j];
      double terms = Math.abs(shift[j]);
      for (int a = 0; a < this.size && j >= this.size; a++) {
        terms += Math.abs(problem.entry(a, j) * delta[a]);
      }
      double slack = problem.near()[j] - o * shift[j];
      double other = problem.far()[j] + o * shift[j];
      double least = slack <= other ? problem.near()[j] : problem.far()[j];
      double count = Math.min(Math.abs(least), Math.abs(problem.difference()[j]));
      double ofSlack = Math.log(unit * (terms + count)) + logSlope[j];
      double ofValue = Math.log(unit * (8 + 3 * Math.abs(logValue[j]))) + logValue[j];
      double g = j < this.size ? Math.abs(problem.target()[j]) : 0;
      double ofTarget = Math.log(2 * unit * g);
      size[j] = Math.max(ofTarget, Math.max(ofSlack, sign[j] == 0 ? ofSlack : ofValue));
    }
    return size;
  }
}
