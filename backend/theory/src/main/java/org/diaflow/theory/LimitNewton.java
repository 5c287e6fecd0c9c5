package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;

/** One run of damped Newton for {@link ExactLimit}; holds the current iterate. */
final class LimitNewton {

  /** How steeply the dual may rise at the end of a step, relative to its fall at the start. */
  private static final double DECREASE = 0.9;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  private final SupportSplit split;
  private final DenseMatrix stacked;
  private final Link link;
  private final double alpha;
  private final double logAlpha;

  private final int freedom;
  private final int sparsity;
  private final int off;

  private final double[] z;
  private final double[] e;
  private final double[] logSlopeOn;
  private final double[] mirrorOn;
  private double[] mirrorOff;
  private final double[] valueOff;
  private final double[] slopeOff;

  LimitNewton(
      SupportSplit split, DenseMatrix stacked, DiagonalNetwork network, double[] z, double[] e) {
    this.split = split;
    this.stacked = stacked;
    this.link = Link.of(network.depth());
    this.alpha = network.scale();
    this.logAlpha = Math.log(network.scale());
    this.freedom = split.freedom();
    this.sparsity = split.sparsity();
    this.off = split.offSize();
    this.z = z;
    this.e = e;
    this.logSlopeOn = new double[sparsity];
    this.mirrorOn = new double[sparsity];
    this.mirrorOff = new double[off];
    this.valueOff = new double[off];
    this.slopeOff = new double[off];
    evaluate();
  }

  /** Whether the iterate lies in the domain of the link, with finite slopes. */
  boolean feasible() {
    for (int j = 0; j < off; j++) {
      if (!(Math.abs(mirrorOff[j]) < link.bound())
          || !(Math.abs(valueOff[j]) <= Double.MAX_VALUE)
          || !(slopeOff[j] <= Double.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /** Iterates until the Newton step is at round-off, for at most {@code mostSteps} steps. */
  ExactLimit.Limit run(int mostSteps) {
    double accuracy = Double.POSITIVE_INFINITY;
    int iteration = 0;
    while (iteration < mostSteps) {
      iteration++;
      double previous = accuracy;
      accuracy = step();
      boolean settled = accuracy < 1e-15 || (accuracy < 1e-10 && accuracy >= previous / 2);
      if (settled || Double.isNaN(accuracy)) {
        break;
      }
    }
    double[] x = new double[off];
    Arrays.setAll(x, j -> alpha * valueOff[j]);
    return new ExactLimit.Limit(
        e.clone(), x, z.clone(), iteration, Double.isNaN(accuracy) ? 1 : accuracy);
  }

  /**
   * Takes one damped Newton step; returns ‖δx_Sᶜ‖₁/‖x_Sᶜ‖₁ of the full step, NaN if none can be
   * taken.
   */
  private double step() {
    double logOmega = Math.log(LinearAlgebra.normInfinity(slopeOff));
    double[] shrink = new double[sparsity];
    Arrays.setAll(shrink, i -> Math.exp(0.5 * (logOmega - logSlopeOn[i])));
    double[] direction =
        LinearAlgebra.solvePositiveDefinite(
            newtonMatrix(logOmega, shrink), rightHandSide(logOmega, shrink));
    double[] deltaZ = Arrays.copyOf(direction, freedom);
    double[] deltaS = new double[sparsity];
    double[] deltaE = new double[sparsity];
    for (int i = 0; i < sparsity; i++) {
      deltaS[i] = shrink[i] * direction[freedom + i];
      deltaE[i] = Math.exp(logAlpha + 0.5 * (logOmega + logSlopeOn[i])) * direction[freedom + i];
    }
    double relative = relativeChange(deltaZ, deltaS);
    return search(deltaZ, deltaS, deltaE, relative) ? relative : Double.NaN;
  }

  private double[] newtonMatrix(double logOmega, double[] shrink) {
    int n = freedom + sparsity;
    double[] matrix = new double[n * n];
    double[] a = stacked.entries();
    double[] weighted = new double[off];
    double omega = Math.exp(logOmega);
    for (int i = 0; i < n; i++) {
      double rowScale = i < freedom ? 1 : shrink[i - freedom];
      for (int j = 0; j < off; j++) {
        weighted[j] = rowScale * a[i * off + j] * (slopeOff[j] / omega);
      }
      for (int k = 0; k <= i; k++) {
        double sum = 0;
        for (int j = 0; j < off; j++) {
          sum += weighted[j] * a[k * off + j];
        }
        sum *= k < freedom ? 1 : shrink[k - freedom];
        matrix[i * n + k] = sum;
        matrix[k * n + i] = sum;
      }
      if (i >= freedom) {
        matrix[i * n + i] += 1;
      }
    }
    return matrix;
  }

  /** −(B·h, E(e/α + T·h))/ω. */
  private double[] rightHandSide(double logOmega, double[] shrink) {
    double[] residual = scaledResidual(logOmega);
    for (int i = 0; i < residual.length; i++) {
      residual[i] *= i < freedom ? -1 : -shrink[i - freedom];
    }
    return residual;
  }

  /** (B·h, e/α + T·h)/ω at the current iterate. */
  private double[] scaledResidual(double logOmega) {
    double omega = Math.exp(logOmega);
    double[] h = new double[off];
    Arrays.setAll(h, j -> valueOff[j] / omega);
    double[] residual = new double[freedom + sparsity];
    stacked.multiply(h, residual);
    for (int i = 0; i < sparsity; i++) {
      residual[freedom + i] +=
          e[i] == 0
              ? 0
              : Math.signum(e[i]) * Math.exp(Math.log(Math.abs(e[i])) - logAlpha - logOmega);
    }
    return residual;
  }

  private double relativeChange(double[] deltaZ, double[] deltaS) {
    double[] change = split.offSupportMirror(deltaS, deltaZ);
    double norm = 0;
    double size = 0;
    double omega = LinearAlgebra.normInfinity(slopeOff);
    for (int j = 0; j < off; j++) {
      norm += Math.abs(change[j]) * (slopeOff[j] / omega);
      size += Math.abs(valueOff[j]) / omega;
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
                  : alpha * link.value(startS[i] + t * deltaS[i]) - split.values()[i];
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
                  * Math.exp(Math.log(Math.abs(deltaE[i])) - logAlpha - logSlopeOn[i]);
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
    for (int i = 0; i < sparsity; i++) {
      double x = split.values()[i] + e[i];
      double logMagnitude = Math.log(Math.abs(x)) - logAlpha;
      mirrorOn[i] = link.inverse(logMagnitude, Math.signum(x));
      logSlopeOn[i] = link.logDerivativeAtInverse(logMagnitude);
    }
    mirrorOff = split.offSupportMirror(mirrorOn, z);
    for (int j = 0; j < off; j++) {
      valueOff[j] = link.value(mirrorOff[j]);
      slopeOff[j] = link.derivative(mirrorOff[j]);
    }
  }
}
