package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.theory.linear.internal.WeightedLeastSquares;

/**
 * A point δ_β of a {@link SlackProblem} with x and its slopes h = dx/ds there, as logarithms: they
 * may differ by hundreds of decades.
 */
final class SlackPoint {

  private final SlackProblem problem;
  private final int size;
  private final int count;
  private double[] delta;
  private double[] shift;
  private final double[] sign;
  private final double[] logValue;
  private final double[] logSlope;

  SlackPoint(SlackProblem problem) {
    this.problem = problem;
    this.size = problem.size();
    this.count = problem.coordinates();
    this.delta = new double[size];
    this.shift = new double[count];
    this.sign = new double[count];
    this.logValue = new double[count];
    this.logSlope = new double[count];
  }

  /** Goes to {@code next}, length r; false outside the domain. */
  boolean moveTo(double[] next) {
    delta = next.clone();
    shift = problem.spread(delta);
    return evaluate();
  }

  /** δ_β, length r. */
  double[] delta() {
    return delta;
  }

  /** x, length d. */
  double[] predictor() {
    double[] x = new double[count];
    Arrays.setAll(x, this::value);
    return x;
  }

  /** log h_j. */
  double logSlope(int j) {
    return logSlope[j];
  }

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

  /** ‖h ⊙ δs‖₁/‖x‖₁ on or off the face; 0 where there is nothing. */
  double change(double[] spread, boolean onFace) {
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

  /** Derivative ⟨x − g, direction⟩ of the dual along {@code direction}, of length d. */
  double slope(double[] direction) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      double g = j < size ? problem.target()[j] : 0;
      sum += (value(j) - g) * direction[j];
    }
    return sum;
  }

  /** How far the step may go before a slack is used up. */
  double room(double[] spread) {
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
  double[] slopes(double[] step) {
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

  /**
   * Newton's equations at a point.
   *
   * @param factors of the rows √h_j·(I, Θ)_j in units in which the largest entry of every column is
   *     1
   * @param logScale logarithms of these units, length r
   */
  record Equations(WeightedLeastSquares factors, double[] logScale) {

    /** The step δ_β that answers {@code rest}, length d. */
    double[] solve(double[] rest) {
      double[] y = factors.solve(rest);
      double[] step = new double[y.length];
      Arrays.setAll(step, a -> y[a] * Math.exp(-logScale[a]));
      return step;
    }
  }

  /** Newton's equations here, factored. */
  Equations equations() {
    double[] logScale = new double[size];
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
    return new Equations(new WeightedLeastSquares(rows, size), logScale);
  }

  /** (x_j − g_j)/√h_j. */
  double[] rest() {
    double[] rest = new double[count];
    for (int j = 0; j < count; j++) {
      rest[j] =
          j < size && problem.target()[j] != 0
              ? (value(j) - problem.target()[j]) * Math.exp(-0.5 * logSlope[j])
              : sign[j] == 0 ? 0 : sign[j] * Math.exp(logValue[j] - 0.5 * logSlope[j]);
    }
    return rest;
  }

  /** Logarithms of what rounding may have made of each x_j − g_j. */
  double[] logErrors() {
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
