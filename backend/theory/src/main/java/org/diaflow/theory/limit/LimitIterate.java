package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * A point (z, e) of {@link LimitNewton} with values and slopes of the links there and what the
 * equations leave.
 */
final class LimitIterate {

  private final ExactLimit problem;
  private final SupportSplit split;
  private final SplitLink link;
  private final double logScale;
  private final double scale;

  private final int freedom;
  private final int sparsity;
  private final int off;

  private final double[] z;
  private final double[] e;
  private final double[] logSlopeOn;
  private double[] mirrorOn;
  private final double[] valueOff;
  private final double[] slopeOff;

  /** What the equations leave, divided by α·e^restLogOmega; null until it is asked for. */
  private double @Nullable [] rest;

  private double restLogOmega;

  LimitIterate(ExactLimit problem, SplitLink link, ExactLimit.Start start) {
    this.problem = problem;
    this.split = problem.split();
    this.link = link;
    this.logScale = link.logScale();
    this.scale = Math.exp(logScale);
    this.freedom = split.freedom();
    this.sparsity = split.sparsity();
    this.off = split.offSize();
    this.z = start.free().clone();
    this.e = start.error().clone();
    this.logSlopeOn = new double[sparsity];
    this.mirrorOn = new double[sparsity];
    this.valueOff = new double[off];
    this.slopeOff = new double[off];
    evaluate();
  }

  /**
   * A change of the iterate, linearized.
   *
   * @param free δz
   * @param mirrorOn δs_S
   * @param error δe
   */
  record Step(double[] free, double[] mirrorOn, double[] error) {}

  /** Goes to (z, e). */
  void moveTo(double[] free, double[] error) {
    System.arraycopy(free, 0, z, 0, freedom);
    System.arraycopy(error, 0, e, 0, sparsity);
    evaluate();
  }

  /** A copy of z. */
  double[] free() {
    return z.clone();
  }

  /** A copy of e. */
  double[] error() {
    return e.clone();
  }

  /** A copy of s_S. */
  double[] mirrorOn() {
    return mirrorOn.clone();
  }

  /** log h' of entry i of the support, times its weight. */
  double logSlopeOn(int i) {
    return logSlopeOn[i];
  }

  /** h' of entry j off the support, times its weight. */
  double slopeOff(int j) {
    return slopeOff[j];
  }

  /** log ω for ω = max h'(s_Sᶜ). */
  double logOmega() {
    return Math.log(omega());
  }

  /** ω = max h'(s_Sᶜ). */
  double omega() {
    return LinearAlgebra.normInfinity(slopeOff);
  }

  /** x_Sᶜ. */
  double[] offSupport() {
    double[] x = new double[off];
    Arrays.setAll(x, j -> scale * valueOff[j]);
    return x;
  }

  /** ‖(e, x_Sᶜ)‖₁/(scale·ω). */
  double size() {
    double omega = omega();
    double size = 0;
    for (int j = 0; j < off; j++) {
      size += Math.abs(valueOff[j]) / omega;
    }
    for (double error : e) {
      size += Math.abs(error) / scale / omega;
    }
    return size;
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

  /** What the digits of s_j = (Tᵀs_S + Bᵀz)_j and of h leave open of each h(s_j). */
  double[] openDigits() {
    double unit = Math.ulp(0.5);
    double[] factors = joined(z, mirrorOn);
    for (int i = 0; i < factors.length; i++) {
      factors[i] = Math.abs(factors[i]);
    }
    double[] open = new double[off];
    problem.stacked().multiplyTransposedMagnitudes(factors, open);
    for (int j = 0; j < off; j++) {
      double terms = Math.abs(link.shiftOff()[j]) + open[j];
      open[j] = unit * (2 * terms * slopeOff[j] + (8 + Math.abs(logScale)) * Math.abs(valueOff[j]));
    }
    return open;
  }

  /** What the equations leave, relative to the same sums of absolute values. */
  double relativeResidual() {
    double logOmega = logOmega();
    double omega = Math.exp(logOmega);
    double[] ones = new double[freedom + sparsity];
    Arrays.fill(ones, 1);
    double[] sums = new double[off];
    problem.stacked().multiplyTransposedMagnitudes(ones, sums);
    double size = 0;
    for (int j = 0; j < off; j++) {
      size += sums[j] * (Math.abs(valueOff[j]) / omega);
    }
    for (double error : e) {
      size += Math.abs(error) / scale / omega;
    }
    return size == 0 ? 0 : LinearAlgebra.norm1(scaledResidual(logOmega)) / size;
  }

  /** (z, s_S), the factors of the rows of (B; T). */
  private double[] joined(double[] free, double[] onSupport) {
    double[] joined = Arrays.copyOf(free, freedom + sparsity);
    System.arraycopy(onSupport, 0, joined, freedom, sparsity);
    return joined;
  }

  /** (B·h, e/scale + T·h)/ω at the current iterate. */
  double[] scaledResidual(double logOmega) {
    double[] known = rest;
    if (known == null) {
      known = residual(logOmega);
      rest = known;
      restLogOmega = logOmega;
    }
    double factor = logOmega == restLogOmega ? 1 : Math.exp(restLogOmega - logOmega);
    double[] residual = known.clone();
    for (int i = 0; i < residual.length && factor != 1; i++) {
      residual[i] *= factor;
    }
    return residual;
  }

  private double[] residual(double logOmega) {
    double omega = Math.exp(logOmega);
    double[] h = new double[off];
    for (int j = 0; j < off; j++) {
      h[j] = valueOff[j] / omega;
    }
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
  double relativeChange(Step step) {
    double[] change = new double[off];
    problem.stacked().multiplyTransposed(joined(step.free(), step.mirrorOn()), change);
    double norm = 0;
    double size = 0;
    double omega = LinearAlgebra.normInfinity(slopeOff);
    for (int j = 0; j < off; j++) {
      norm += Math.abs(change[j]) * (slopeOff[j] / omega);
      size += Math.abs(valueOff[j]) / omega;
    }
    for (int i = 0; i < sparsity; i++) {
      norm += Math.abs(step.error()[i]) / scale / omega;
      size += Math.abs(e[i]) / scale / omega;
    }
    return size == 0 ? (norm == 0 ? 0 : 1) : norm / size;
  }

  /** Derivative of the dual objective along (δz, δs_S), divided by α·e^logOmega. */
  double slope(double[] deltaZ, double[] deltaS, double logOmega) {
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
    rest = null;
    mirrorOn = link.mirrorOn(split.values(), e);
    for (int i = 0; i < sparsity; i++) {
      logSlopeOn[i] =
          link.link().logDerivativeAtInverse(link.logMagnitude(split.values()[i] + e[i], i))
              + link.logWeightOn()[i];
    }
    double[] mirrorOff = new double[off];
    problem.stacked().multiplyTransposed(joined(z, mirrorOn), mirrorOff);
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
