package org.diaflow.theory;

import java.util.Arrays;
import java.util.Random;

/** One run of damped Newton for {@link ExactLimit}; holds the current iterate. */
final class LimitNewton {

  /** How steeply the dual may rise at the end of a step, relative to its fall at the start. */
  private static final double DECREASE = 0.9;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  /** Relative step below which the factors of the last step serve for the next. */
  private static final double CHORD = 1e-3;

  /** Steps near the solution that may pass without halving the smallest step so far. */
  private static final int PATIENCE = 6;

  private static final int PROBES = 3;

  /** By how much random probes may fall short of the worst perturbation. */
  private static final double CAUTION = 4;

  private final ExactLimit problem;
  private final SupportSplit split;
  private final SplitLink link;
  private final double logScale;
  private final double scale;

  private final int freedom;
  private final int sparsity;
  private final int off;

  private final ExactLimit.Branch branch;
  private final double[] z;
  private final double[] e;
  private final double[] logSlopeOn;
  private double[] mirrorOn;
  private final double[] valueOff;
  private final double[] slopeOff;

  LimitNewton(ExactLimit problem, SplitLink link, ExactLimit.Start start) {
    this.problem = problem;
    this.split = problem.split();
    this.link = link;
    this.logScale = link.logScale();
    this.scale = Math.exp(logScale);
    this.freedom = split.freedom();
    this.sparsity = split.sparsity();
    this.off = split.offSize();
    this.branch = start.branch();
    this.z = start.free().clone();
    this.e = start.error().clone();
    this.logSlopeOn = new double[sparsity];
    this.mirrorOn = new double[sparsity];
    this.valueOff = new double[off];
    this.slopeOff = new double[off];
    evaluate();
  }

  /** The Newton matrix of one iterate, factored, with the scaling it is written in. */
  private record Factored(double logOmega, double[] logShrink, PositiveDefinite matrix) {

    double[] shrink() {
      return Arrays.stream(logShrink).map(Math::exp).toArray();
    }
  }

  /** Whether the iterate lies in the domain of the link, with finite slopes. */
  boolean feasible() {
    for (int j = 0; j < off; j++) {
      if (!(Math.abs(valueOff[j]) <= Double.MAX_VALUE) || !(slopeOff[j] <= Double.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /** Iterates until the Newton step is at round-off, for at most {@code mostSteps} steps. */
  ExactLimit.Limit run(int mostSteps) {
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
        break;
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
    return limit(iteration, Double.isNaN(accuracy) ? 1 : accuracy);
  }

  /** Whether this step is at round-off, or the next would be if the steps go on shrinking so. */
  private static boolean settled(double accuracy, double previous) {
    return accuracy < 1e-15
        || (accuracy < 1e-10
            && (accuracy >= previous / 2 || accuracy * (accuracy / previous) < 1e-15));
  }

  private ExactLimit.Limit limit(int iterations, double lastStep) {
    double[] x = new double[off];
    Arrays.setAll(x, j -> scale * valueOff[j]);
    double accuracy = lastStep > ExactLimit.REACHED ? lastStep : lastStep + rounding();
    return new ExactLimit.Limit(
        e.clone(), x, z.clone(), iterations, accuracy, relativeResidual(), branch);
  }

  /**
   * What rounding may have made of the error: the response of the equations, linearized, to random
   * perturbations of every x_j by what the digits of s_j and of the link leave open.
   */
  private double rounding() {
    double omega = LinearAlgebra.normInfinity(slopeOff);
    Factored factored = factored();
    double[] open = openDigits();
    double direct = 0;
    double size = 0;
    for (int j = 0; j < off; j++) {
      direct += open[j] / omega;
      size += Math.abs(valueOff[j]) / omega;
    }
    for (double error : e) {
      size += Math.abs(error) / scale / omega;
    }
    double worst = 0;
    var random = new Random(14);
    for (int probe = 0; probe < PROBES; probe++) {
      double[] perturbed = new double[off];
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
    double[] direction = factored.matrix().solve(scaled);
    double[] deltaS = new double[sparsity];
    double[] deltaE = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      deltaS[i] = shrink[i] * direction[freedom + i];
      deltaE[i] =
          Math.exp(logScale + logSlopeOn[i] + factored.logShrink()[i]) * direction[freedom + i];
    }
    return relativeChange(Arrays.copyOf(direction, freedom), deltaS, deltaE);
  }

  /** What the digits of s_j = (Tᵀs_S + Bᵀz)_j and of h leave open of each h(s_j). */
  private double[] openDigits() {
    double unit = Math.ulp(0.5);
    double[] entries = problem.stacked().entries();
    double[] open = new double[off];
    for (int j = 0; j < off; j++) {
      double terms = Math.abs(link.shiftOff()[j]);
      for (int i = 0; i < freedom + sparsity; i++) {
        double factor = i < freedom ? z[i] : mirrorOn[i - freedom];
        terms += Math.abs(entries[i * off + j] * factor);
      }
      open[j] = unit * (2 * terms * slopeOff[j] + (8 + Math.abs(logScale)) * Math.abs(valueOff[j]));
    }
    return open;
  }

  private double relativeResidual() {
    double logOmega = Math.log(LinearAlgebra.normInfinity(slopeOff));
    double[] rest = scaledResidual(logOmega);
    double omega = Math.exp(logOmega);
    double size = 0;
    double[] entries = problem.stacked().entries();
    for (int i = 0; i < rest.length; i++) {
      for (int j = 0; j < off; j++) {
        size += Math.abs(entries[i * off + j]) * (Math.abs(valueOff[j]) / omega);
      }
    }
    for (double error : e) {
      size += Math.abs(error) / scale / omega;
    }
    return size == 0 ? 0 : LinearAlgebra.norm1(rest) / size;
  }

  /**
   * Takes one damped Newton step; returns the relative change of the error by the full step, NaN if
   * none can be taken.
   */
  private double step(Factored factored) {
    double logOmega = factored.logOmega();
    double[] shrink = factored.shrink();
    double[] direction = factored.matrix().solve(rightHandSide(logOmega, shrink));
    double[] deltaZ = Arrays.copyOf(direction, freedom);
    double[] deltaS = new double[sparsity];
    double[] deltaE = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      deltaS[i] = shrink[i] * direction[freedom + i];
      deltaE[i] =
          Math.exp(logScale + logSlopeOn[i] + factored.logShrink()[i]) * direction[freedom + i];
    }
    double relative = relativeChange(deltaZ, deltaS, deltaE);
    return search(deltaZ, deltaS, deltaE, relative) ? relative : Double.NaN;
  }

  private Factored factored() {
    double logOmega = Math.log(LinearAlgebra.normInfinity(slopeOff));
    double omega = Math.exp(logOmega);
    double[] logShrink = new double[sparsity];
    Arrays.setAll(logShrink, i -> 0.5 * (logOmega - logSlopeOn[i]));
    double[] shrink = Arrays.stream(logShrink).map(Math::exp).toArray();
    double[] weights = new double[off];
    Arrays.setAll(weights, j -> slopeOff[j] / omega);
    int n = freedom + sparsity;
    double[] matrix = new double[n * n];
    problem.gram().write(weights, matrix);
    for (int i = freedom; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double scaled = matrix[i * n + k] * shrink[i - freedom];
        scaled *= k < freedom ? 1 : shrink[k - freedom];
        matrix[i * n + k] = scaled;
        matrix[k * n + i] = scaled;
      }
      matrix[i * n + i] += 1;
    }
    return new Factored(logOmega, logShrink, new PositiveDefinite(matrix, n));
  }

  /** −(B·h, E(e/scale + T·h))/ω. */
  private double[] rightHandSide(double logOmega, double[] shrink) {
    double[] residual = scaledResidual(logOmega);
    for (int i = 0; i < residual.length; i++) {
      residual[i] *= i < freedom ? -1 : -shrink[i - freedom];
    }
    return residual;
  }

  /** (B·h, e/scale + T·h)/ω at the current iterate. */
  private double[] scaledResidual(double logOmega) {
    double omega = Math.exp(logOmega);
    double[] h = new double[off];
    Arrays.setAll(h, j -> valueOff[j] / omega);
    double[] residual = new double[freedom + sparsity];
    problem.stacked().multiply(h, residual);
    for (int i = 0; i < sparsity; i++) {
      residual[freedom + i] +=
          e[i] == 0
              ? 0
              : Math.signum(e[i]) * Math.exp(Math.log(Math.abs(e[i])) - logScale - logOmega);
    }
    return residual;
  }

  /** ‖(δe, δx_Sᶜ)‖₁ / ‖(e, x_Sᶜ)‖₁, linearized. */
  private double relativeChange(double[] deltaZ, double[] deltaS, double[] deltaE) {
    double[] change = split.offSupportMirror(deltaS, deltaZ);
    double norm = 0;
    double size = 0;
    double omega = LinearAlgebra.normInfinity(slopeOff);
    for (int j = 0; j < off; j++) {
      norm += Math.abs(change[j]) * (slopeOff[j] / omega);
      size += Math.abs(valueOff[j]) / omega;
    }
    for (int i = 0; i < sparsity; i++) {
      norm += Math.abs(deltaE[i]) / scale / omega;
      size += Math.abs(e[i]) / scale / omega;
    }
    return size == 0 ? (norm == 0 ? 0 : 1) : norm / size;
  }

  /**
   * Backtracks until the slope of the convex dual along the step has fallen; false if it never
   * does.
   *
   * <p>The path linear in e keeps the relative accuracy of small errors. The path linear in s_S is
   * the one along which the dual is convex, so it succeeds where the first does not; it subtracts
   * g* and is followed by steps of the first kind.
   */
  private boolean search(double[] deltaZ, double[] deltaS, double[] deltaE, double relative) {
    double logOmega = Math.log(LinearAlgebra.normInfinity(slopeOff));
    double[] startZ = z.clone();
    double[] startE = e.clone();
    double[] startS = mirrorOn.clone();
    double startSlope = slope(deltaZ, deltaS, logOmega);
    for (boolean linearInError : new boolean[] {true, false}) {
      double shortest = linearInError ? 0.2 : 1e-9;
      for (double t = 1; t > shortest; t /= 2) {
        for (int i = 0; i < freedom; i++) {
          z[i] = startZ[i] + t * deltaZ[i];
        }
        for (int i = 0; i < sparsity; i++) {
          e[i] =
              linearInError
                  ? startE[i] + t * deltaE[i]
                  : link.predictorOn(startS[i] + t * deltaS[i], i) - split.values()[i];
        }
        evaluate();
        if (feasible()
            && (relative < SETTLING
                || slope(deltaZ, deltaS(deltaS, deltaE, linearInError), logOmega)
                    <= DECREASE * Math.abs(startSlope))) {
          return true;
        }
      }
    }
    System.arraycopy(startZ, 0, z, 0, freedom);
    System.arraycopy(startE, 0, e, 0, sparsity);
    evaluate();
    return false;
  }

  /** Velocity of s_S along the path at the current iterate. */
  private double[] deltaS(double[] deltaS, double[] deltaE, boolean linearInError) {
    if (!linearInError) {
      return deltaS;
    }
    double[] velocity = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      velocity[i] =
          deltaE[i] == 0
              ? 0
              : Math.signum(deltaE[i])
                  * Math.exp(Math.log(Math.abs(deltaE[i])) - logScale - logSlopeOn[i]);
    }
    return velocity;
  }

  /** Derivative of the dual objective along (δz, δs_S), divided by α·e^logOmega. */
  private double slope(double[] deltaZ, double[] deltaS, double logOmega) {
    double[] residual = scaledResidual(logOmega);
    double slope = 0;
    for (int i = 0; i < freedom; i++) {
      slope += residual[i] * deltaZ[i];
    }
    for (int i = 0; i < sparsity; i++) {
      slope += residual[freedom + i] * deltaS[i];
    }
    return slope;
  }

  private void evaluate() {
    mirrorOn = link.mirrorOn(split.values(), e);
    for (int i = 0; i < sparsity; i++) {
      logSlopeOn[i] =
          link.link().logDerivativeAtInverse(link.logMagnitude(split.values()[i] + e[i], i))
              + link.logWeightOn()[i];
    }
    double[] mirrorOff = split.offSupportMirror(mirrorOn, z);
    for (int j = 0; j < off; j++) {
      mirrorOff[j] += link.shiftOff()[j];
    }
    link.link().evaluate(mirrorOff, valueOff, slopeOff);
    for (int j = 0; j < off; j++) {
      valueOff[j] *= link.weightOff()[j];
      slopeOff[j] *= link.weightOff()[j];
    }
  }
}
