package org.diaflow.theory.limit;

import java.util.Arrays;
import java.util.Random;
import org.diaflow.theory.linear.internal.PositiveDefinite;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/** A run of damped Newton for {@link ExactLimit}. */
final class LimitNewton {

  /** How steeply the dual may rise at the end of a step, relative to its fall at the start. */
  private static final double DECREASE = 0.9;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  /** Relative step below which the factors of the last step serve for the next. */
  private static final double CHORD = 1e-2;

  /** Steps near the solution that may pass without halving the smallest step so far. */
  private static final int PATIENCE = 6;

  private static final int PROBES = 3;

  /** By how much random probes may fall short of the worst perturbation. */
  private static final double CAUTION = 4;

  private final ExactLimit problem;
  private final SupportSplit split;
  private final SplitLink link;
  private final int freedom;
  private final int sparsity;
  private final ExactLimit.Branch branch;
  private final LimitIterate iterate;

  LimitNewton(ExactLimit problem, SplitLink link, ExactLimit.Start start) {
    this.problem = problem;
    this.split = problem.split();
    this.link = link;
    this.freedom = split.freedom();
    this.sparsity = split.sparsity();
    this.branch = start.branch();
    this.iterate = new LimitIterate(problem, link, start);
  }

  /** Whether the iterate lies in the domain of the link, with finite slopes. */
  boolean feasible() {
    return iterate.feasible();
  }

  /** The Newton matrix of one iterate, factored, with the scaling it is written in. */
  private record Factored(double logOmega, double[] logShrink, PositiveDefinite matrix) {

    double[] shrink() {
      return Arrays.stream(logShrink).map(Math::exp).toArray();
    }
  }

  /** Iterates until the Newton step is at round-off, for at most {@code mostSteps} steps. */
  ExactLimit.Limit run(int mostSteps) {
    return run(mostSteps, 0);
  }

  /**
   * The same, but ends as soon as the next step is expected to be below {@code enough}; what
   * rounding may have done is not looked at then.
   */
  ExactLimit.Limit run(int mostSteps, double enough) {
    double accuracy = Double.POSITIVE_INFINITY;
    double smallest = accuracy;
    int sinceSmallest = 0;
    int iteration = 0;
    Factored factored = null;
    while (iteration < mostSteps && !Double.isNaN(accuracy)) {
      iteration++;
      double previous = accuracy;
      boolean fresh = factored == null;
      factored = factored == null ? factored() : factored;
      accuracy = step(factored);
      if (settled(accuracy, previous)) {
        return limit(iteration, Math.min(accuracy, next(accuracy, previous)), factored);
      }
      if (accuracy < CHORD && next(accuracy, previous) < enough) {
        return limit(iteration, next(accuracy, previous));
      }
      sinceSmallest = accuracy < smallest / 2 ? 0 : sinceSmallest + 1;
      smallest = Math.min(smallest, accuracy);
      if (accuracy < SETTLING && sinceSmallest > PATIENCE) {
        break;
      }
      boolean contracting = fresh || accuracy < previous / 10;
      if (!(accuracy < CHORD && contracting)) {
        accuracy = fresh || !Double.isNaN(accuracy) ? accuracy : previous;
        factored = null;
      }
    }
    return limit(iteration, Double.isNaN(accuracy) ? 1 : accuracy, factored);
  }

  /** Whether this step is at round-off, or the next would be if the steps go on shrinking so. */
  static boolean settled(double accuracy, double previous) {
    return accuracy < 1e-15
        || (accuracy < 1e-10 && (accuracy >= previous / 2 || next(accuracy, previous) < 1e-15));
  }

  /** The step after one of {@code accuracy} if steps go on shrinking as they did. */
  private static double next(double accuracy, double previous) {
    return accuracy * (accuracy / previous);
  }

  private ExactLimit.Limit limit(int iterations, double lastStep, @Nullable Factored last) {
    double accuracy =
        lastStep > ExactLimit.REACHED
            ? lastStep
            : lastStep + rounding(last == null ? factored() : last);
    return limit(iterations, accuracy);
  }

  private ExactLimit.Limit limit(int iterations, double accuracy) {
    return new ExactLimit.Limit(
        iterate.error(),
        iterate.offSupport(),
        iterate.free(),
        iterations,
        accuracy,
        iterate.relativeResidual(),
        branch);
  }

  /**
   * What rounding may have made of the error: the response of the equations, linearized, to random
   * perturbations of every x_j by what the digits of s_j and of the link leave open. Factors within
   * a step of {@value #CHORD} of the end are good enough for that.
   */
  private double rounding(Factored factored) {
    double omega = Math.exp(factored.logOmega());
    double[] open = iterate.openDigits();
    double direct = 0;
    for (double digits : open) {
      direct += digits / omega;
    }
    double size = iterate.size();
    double worst = 0;
    var random = new Random(14);
    for (int probe = 0; probe < PROBES; probe++) {
      double[] perturbed = new double[open.length];
      Arrays.setAll(perturbed, j -> (random.nextBoolean() ? 1 : -1) * open[j] / omega);
      double[] moved = new double[freedom + sparsity];
      problem.stacked().multiply(perturbed, moved);
      worst = Math.max(worst, response(factored, moved));
    }
    return size == 0 ? 0 : direct / size + CAUTION * worst;
  }

  /** Relative change of the error by which the equations answer a residual, linearized. */
  private double response(Factored factored, double[] residual) {
    double[] shrink = factored.shrink();
    double[] scaled = residual.clone();
    for (int i = 0; i < sparsity; i++) {
      scaled[freedom + i] *= shrink[i];
    }
    return iterate.relativeChange(step(factored, scaled));
  }

  /** The step that solves the Newton equations for {@code rightHandSide}. */
  private LimitIterate.Step step(Factored factored, double[] rightHandSide) {
    double[] shrink = factored.shrink();
    double[] direction = factored.matrix().solve(rightHandSide);
    double[] mirrorOn = new double[sparsity];
    double[] error = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      mirrorOn[i] = shrink[i] * direction[freedom + i];
      error[i] =
          Math.exp(link.logScale() + iterate.logSlopeOn(i) + factored.logShrink()[i])
              * direction[freedom + i];
    }
    return new LimitIterate.Step(Arrays.copyOf(direction, freedom), mirrorOn, error);
  }

  /**
   * Takes one damped Newton step; returns the relative change of the error by the full step, NaN if
   * none can be taken.
   */
  private double step(Factored factored) {
    LimitIterate.Step step = step(factored, rightHandSide(factored.logOmega(), factored.shrink()));
    double relative = iterate.relativeChange(step);
    return search(step, relative) ? relative : Double.NaN;
  }

  private Factored factored() {
    double logOmega = iterate.logOmega();
    double omega = Math.exp(logOmega);
    double[] logShrink = new double[sparsity];
    Arrays.setAll(logShrink, i -> 0.5 * (logOmega - iterate.logSlopeOn(i)));
    double[] shrink = Arrays.stream(logShrink).map(Math::exp).toArray();
    double[] weights = new double[split.offSize()];
    Arrays.setAll(weights, j -> iterate.slopeOff(j) / omega);
    double[][] matrix = problem.gram().lower(weights);
    for (int i = freedom; i < matrix.length; i++) {
      double[] row = matrix[i];
      double factor = shrink[i - freedom];
      for (int k = 0; k < freedom; k++) {
        row[k] *= factor;
      }
      for (int k = freedom; k <= i; k++) {
        row[k] *= factor * shrink[k - freedom];
      }
      row[i] += 1;
    }
    return new Factored(logOmega, logShrink, new PositiveDefinite(matrix));
  }

  /** −(B·h, E(e/scale + T·h))/ω. */
  private double[] rightHandSide(double logOmega, double[] shrink) {
    double[] residual = iterate.scaledResidual(logOmega);
    for (int i = 0; i < residual.length; i++) {
      residual[i] *= i < freedom ? -1 : -shrink[i - freedom];
    }
    return residual;
  }

  /**
   * Backtracks until the slope of the convex dual along the step has fallen; false if it never
   * does.
   *
   * <p>The path linear in e keeps the relative accuracy of small errors. The path linear in s_S is
   * the one along which the dual is convex, so it succeeds where the first does not; it subtracts
   * g* and is followed by steps of the first kind.
   */
  private boolean search(LimitIterate.Step step, double relative) {
    double logOmega = iterate.logOmega();
    double[] startZ = iterate.free();
    double[] startE = iterate.error();
    double[] startS = iterate.mirrorOn();
    double startSlope = iterate.slope(step.free(), step.mirrorOn(), logOmega);
    double[] z = new double[freedom];
    double[] e = new double[sparsity];
    for (boolean linearInError : new boolean[] {true, false}) {
      double shortest = linearInError ? 0.2 : 1e-9;
      for (double t = 1; t > shortest; t /= 2) {
        for (int i = 0; i < freedom; i++) {
          z[i] = startZ[i] + t * step.free()[i];
        }
        for (int i = 0; i < sparsity; i++) {
          e[i] =
              linearInError
                  ? startE[i] + t * step.error()[i]
                  : link.predictorOn(startS[i] + t * step.mirrorOn()[i], i) - split.values()[i];
        }
        iterate.moveTo(z, e);
        if (iterate.feasible()
            && (relative < SETTLING
                || iterate.slope(step.free(), velocity(step, linearInError), logOmega)
                    <= DECREASE * Math.abs(startSlope))) {
          return true;
        }
      }
    }
    iterate.moveTo(startZ, startE);
    return false;
  }

  /** Velocity of s_S along the path at the current iterate. */
  private double[] velocity(LimitIterate.Step step, boolean linearInError) {
    if (!linearInError) {
      return step.mirrorOn();
    }
    double[] velocity = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      double delta = step.error()[i];
      velocity[i] =
          delta == 0
              ? 0
              : Math.signum(delta)
                  * Math.exp(Math.log(Math.abs(delta)) - link.logScale() - iterate.logSlopeOn(i));
    }
    return velocity;
  }
}
