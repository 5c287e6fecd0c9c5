package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
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

  /**
   * The bounds at {@code split}; {@code least} solves the programme for R_α. Where {@code exact} is
   * known they are computed from it.
   */
  static Bounds of(
      SupportSplit split,
      @Nullable ExactSplit exact,
      Certificate certificate,
      DiagonalNetwork network,
      LeastMaximum least) {
    if (exact != null && network.depth() > 2) {
      var slack = new SlackBounds(exact, network);
      double off = slack.upperOffSupport(least);
      double upper = factor(split, certificate) * off * (1 + SLACK);
      return new Bounds(least.value(), slack.lower(least, off) * (1 - SLACK), upper, off);
    }
    Link link = Link.of(network.depth());
    double alpha = network.scale();
    double off = split.offSize() * scaledValue(link, least.value(), alpha);
    double upper = factor(split, certificate) * off * (1 + SLACK);
    return new Bounds(least.value(), lower(split, network, least, off), upper, off);
  }

  /** ‖n‖₁ ≤ factor·‖n_Sᶜ‖₁. */
  private static double factor(SupportSplit split, Certificate certificate) {
    double onto = split.ontoNorm();
    Bracket tilde = certificate.rhoTilde();
    return 1 + (tilde == null ? onto : Math.min(tilde.upper(), onto));
  }

  /**
   * ℓ·(1 + R⁻/ψ_D((max|g*_S| + E)/α)) with ℓ = α·h_D(R⁻), where R⁻ is bounded from below through
   * one vector of ker A, and E = max|T_ij|·‖x^∞_Sᶜ‖₁.
   */
  private static double lower(
      SupportSplit split, DiagonalNetwork network, LeastMaximum least, double off) {
    if (!(off <= Double.MAX_VALUE)) {
      return 0;
    }
    Link link = Link.of(network.depth());
    double alpha = network.scale();
    double largestError = split.largestOnto() * off;
    double norm = LinearAlgebra.norm1(least.kernelPart());
    if (norm == 0) {
      return 0;
    }
    double[] w = Arrays.stream(least.kernelPart()).map(value -> value / norm).toArray();
    double[] negative = split.onto(w);
    double rho = 0;
    for (int i = 0; i < negative.length; i++) {
      double n = -negative[i];
      double shifted = split.values()[i] + largestError * Math.signum(n);
      rho -= n * link.inverseAt(shifted, alpha);
    }
    if (rho <= 0) {
      return 0;
    }
    double largest = LinearAlgebra.normInfinity(split.values()) + largestError;
    double smallest = scaledValue(link, rho, alpha);
    return smallest * (1 + rho / link.inverseAt(largest, alpha)) * (1 - SLACK);
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
