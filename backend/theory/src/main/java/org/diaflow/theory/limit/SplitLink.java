package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.link.internal.StartedLink;
import org.diaflow.theory.problem.SupportSplit;

/**
 * The links of all coordinates, sorted by the support: x_j = weight_j·h_D(s_j + shift_j), with the
 * weights kept relative to one scale so that they neither over- nor underflow.
 *
 * @param link h_D
 * @param logScale logarithm of the common scale, log α for the uniform start
 * @param logWeightOn log(weight/scale) on the support, length |S|
 * @param shiftOn shift on the support, length |S|
 * @param weightOff weight/scale off the support, length |Sᶜ|
 * @param shiftOff shift off the support, length |Sᶜ|
 */
record SplitLink(
    Link link,
    double logScale,
    double[] logWeightOn,
    double[] shiftOn,
    double[] weightOff,
    double[] shiftOff) {

  /** The links of the uniform start. */
  static SplitLink uniform(SupportSplit split, DiagonalNetwork network) {
    double[] ones = new double[split.offSize()];
    Arrays.fill(ones, 1);
    return new SplitLink(
        Link.of(network.depth()),
        Math.log(network.scale()),
        new double[split.sparsity()],
        new double[split.sparsity()],
        ones,
        new double[split.offSize()]);
  }

  /**
   * The links of x' = width ⊙ x for any start, where {@code split} belongs to the matrix whose
   * columns are divided by the widths: then s' = A'ᵀλ and x'_j = width_j·weight_j·h(s'_j +
   * shift_j/width_j).
   */
  static SplitLink of(SupportSplit split, StartedLink started) {
    int d = started.width().length;
    double[] logWeight = new double[d];
    double[] shift = new double[d];
    for (int j = 0; j < d; j++) {
      logWeight[j] = started.logWeight()[j] + Math.log(started.width()[j]);
      shift[j] = started.shift()[j] / started.width()[j];
    }
    double logScale = Arrays.stream(logWeight).max().orElse(0);
    return new SplitLink(
        started.link(),
        logScale,
        Arrays.stream(split.support()).mapToDouble(j -> logWeight[j] - logScale).toArray(),
        Arrays.stream(split.support()).mapToDouble(j -> shift[j]).toArray(),
        Arrays.stream(split.offSupport())
            .mapToDouble(j -> Math.exp(logWeight[j] - logScale))
            .toArray(),
        Arrays.stream(split.offSupport()).mapToDouble(j -> shift[j]).toArray());
  }

  /** The same links at another common scale. */
  SplitLink at(double otherLogScale) {
    return new SplitLink(link, otherLogScale, logWeightOn, shiftOn, weightOff, shiftOff);
  }

  /** s_S at the predictor g*_S + e. */
  double[] mirrorOn(double[] values, double[] e) {
    double[] s = new double[values.length];
    for (int i = 0; i < s.length; i++) {
      double x = values[i] + e[i];
      s[i] = link.inverse(logMagnitude(x, i), Math.signum(x)) - shiftOn[i];
    }
    return s;
  }

  /** x of the i-th coordinate of the support at the mirror variable s. */
  double predictorOn(double s, int i) {
    return Math.exp(logScale + logWeightOn[i]) * link.value(s + shiftOn[i]);
  }

  /** log|x/weight| for the i-th coordinate of the support. */
  double logMagnitude(double x, int i) {
    return Math.log(Math.abs(x)) - logScale - logWeightOn[i];
  }

  /** Tᵀs_S + shift_Sᶜ at x_S = g*_S: the constant part of the programme for R_α. */
  double[] weighted(SupportSplit split) {
    double[] s = split.transposedOnto(mirrorOn(split.values(), new double[split.sparsity()]));
    for (int j = 0; j < s.length; j++) {
      s[j] += shiftOff[j];
    }
    return s;
  }
}
