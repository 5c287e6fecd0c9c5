package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.certificate.Bracket;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.internal.KernelRatios;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * Rigorous bounds of ‖x^∞ − g*‖₁ at one scale (theory §5).
 *
 * @param weightedRho R_α = min{‖A_Sᶜᵀν‖_∞ : A_Sᵀν = σ ⊙ ψ_D(|g*_S|/α)}
 * @param lower lower bound, 0 where theory gives none
 * @param upper upper bound, +∞ where R_α ≥ 1 and D > 2
 * @param upperOffSupport upper bound |Sᶜ|·α·h_D(R_α) of ‖x^∞_Sᶜ‖₁
 */
public record Bounds(double weightedRho, double lower, double upper, double upperOffSupport) {

  /**
   * Relative widening that covers rounding: R_α is up to 700 and enters through an exponential, so
   * its last bits move a bound by about 700·1e-16 times the conditioning of the active set.
   */
  private static final double SLACK = 1e-9;

  /** Part of the intervals of R⁻ that parts ties of R_α: far above rounding, far below 1. */
  private static final double NARROW = 0x1p-12;

  /**
   * The bounds at {@code split} with its {@code ratios}; {@code least} solves the programme for
   * R_α. Where {@code exact} is known they are computed from it.
   */
  static Bounds of(
      SupportSplit split,
      @Nullable ExactSplit exact,
      Certificate certificate,
      DiagonalNetwork network,
      LeastMaximum least,
      KernelRatios ratios) {
    var slack = exact == null || network.depth() == 2 ? null : new SlackBounds(exact, network);
    double off =
        slack == null
            ? split.offSize()
                * scaledValue(Link.of(network.depth()), least.value(), network.scale())
            : slack.upperOffSupport(least);
    double upper = factor(certificate, ratios) * off * (1 + SLACK);
    return new Bounds(
        least.value(),
        lower(split, slack, network, least, errors(ratios, off)) * (1 - SLACK),
        upper,
        off);
  }

  /** ‖n‖₁ ≤ factor·‖n_Sᶜ‖₁. */
  private static double factor(Certificate certificate, KernelRatios ratios) {
    Bracket tilde = certificate.rhoTilde();
    return 1 + (tilde == null ? ratios.norm() : Math.min(tilde.upper(), ratios.norm()));
  }

  /** E_i ≥ |n_i|, i ∈ S, where {@code off} bounds ‖x^∞_Sᶜ‖₁. */
  private static double[] errors(KernelRatios ratios, double off) {
    return Arrays.stream(ratios.entries()).map(ratio -> ratio == 0 ? 0 : ratio * off).toArray();
  }

  private static double lower(
      SupportSplit split,
      @Nullable SlackBounds slack,
      DiagonalNetwork network,
      LeastMaximum least,
      double[] errors) {
    if (!Arrays.stream(errors).allMatch(Double::isFinite)) {
      return 0;
    }
    double[] direction = direction(split, network, least, errors);
    double norm = LinearAlgebra.norm1(direction);
    if (norm == 0) {
      return 0;
    }
    double[] w = Arrays.stream(direction).map(value -> value / norm).toArray();
    return slack == null ? lower(split, network, w, errors) : slack.lower(w, least.free(), errors);
  }

  /**
   * The n_Sᶜ of the vector of ker A that bounds R⁻ from below: the one at which R_α is attained,
   * and where it is attained at several, the best of those, which is found with intervals that are
   * too narrow to make others better.
   */
  private static double[] direction(
      SupportSplit split, DiagonalNetwork network, LeastMaximum least, double[] errors) {
    if (!least.tied()) {
      return least.kernelPart();
    }
    Link link = Link.of(network.depth());
    double[] low = new double[errors.length];
    double[] high = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      double value = split.values()[i];
      double s = link.inverseAt(value, network.scale());
      low[i] = s + NARROW * (link.inverseAt(value - errors[i], network.scale()) - s);
      high[i] = s + NARROW * (link.inverseAt(value + errors[i], network.scale()) - s);
    }
    return LowerProgramme.kernelPart(split, low, high, least);
  }

  /**
   * ℓ·(1 + R⁻/ψ_D(max_i(|g*_i| + E_i)/α)) with ℓ = α·h_D(R⁻), where R⁻ is bounded from below
   * through the vector of ker A with n_Sᶜ = {@code w}, ‖w‖₁ = 1.
   */
  private static double lower(
      SupportSplit split, DiagonalNetwork network, double[] w, double[] errors) {
    Link link = Link.of(network.depth());
    double alpha = network.scale();
    double[] negative = split.onto(w);
    double rho = 0;
    for (int i = 0; i < negative.length; i++) {
      double n = -negative[i];
      double shifted = split.values()[i] + errors[i] * Math.signum(n);
      rho -= n * link.inverseAt(shifted, alpha);
    }
    if (rho <= 0) {
      return 0;
    }
    double largest = largest(split.values(), errors);
    double smallest = scaledValue(link, rho, alpha);
    return smallest * (1 + rho / link.inverseAt(largest, alpha));
  }

  /** The largest |g_i| + E_i. */
  static double largest(double[] values, double[] errors) {
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, Math.abs(values[i]) + errors[i]);
    }
    return largest;
  }

  /** α·h_D(s) for s ≥ 0, +∞ outside the domain, without overflow on the way. */
  static double scaledValue(Link link, double s, double alpha) {
    if (s >= link.bound()) {
      return Double.POSITIVE_INFINITY;
    }
    double value = link.value(s);
    return value <= Double.MAX_VALUE ? alpha * value : Math.exp(s + Math.log(alpha));
  }
}
