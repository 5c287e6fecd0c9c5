package org.diaflow.theory.certificate;

import java.util.Objects;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.certificate.internal.FollowedMaximum;
import org.diaflow.theory.certificate.internal.KernelRatios;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * The null space constants of a support pattern (theory §4): with n over ker A ∖ 0,
 *
 * <p>ϱ̃ = sup ‖n_S‖₁/‖n_Sᶜ‖₁ and ϱ⁻ = sup Σ_S (−σ_i n_i)₊ / ‖n_Sᶜ‖₁.
 *
 * <p>For |S| = r both are column norms of T. Otherwise each sign pattern costs one linear
 * programme; beyond {@value #ENUMERATED} support entries the constants are bracketed by ϱ and the
 * bound of {@link KernelRatios}.
 *
 * @param rhoTilde bracket of ϱ̃
 * @param rhoMinus bracket of ϱ⁻
 * @param ratios what the brackets come from, or null where every sign pattern was tried
 */
record NullSpaceConstants(Bracket rhoTilde, Bracket rhoMinus, @Nullable KernelRatios ratios) {

  /** Largest |S| for which every sign pattern is tried. */
  static final int ENUMERATED = 5;

  /** The constants at {@code split}, whose ϱ is known. */
  static NullSpaceConstants of(SupportSplit split, double rho) {
    return of(split, rho, LeastMaximum.solve(split.transposedOnto(split.signs()), split.kernel()));
  }

  /** The same where {@code least} solves the programme for ϱ. */
  static NullSpaceConstants of(SupportSplit split, double rho, LeastMaximum least) {
    if (split.onto() == null || split.trivialKernel()) {
      return new NullSpaceConstants(Bracket.exactly(0), Bracket.exactly(0), null);
    }
    if (split.freedom() == 0) {
      return fromColumns(split);
    }
    if (split.sparsity() > ENUMERATED) {
      KernelRatios ratios = KernelRatios.of(split);
      var bracket = new Bracket(rho, Math.max(rho, ratios.norm()));
      return new NullSpaceConstants(bracket, bracket, ratios);
    }
    return enumerated(split, least);
  }

  private static NullSpaceConstants fromColumns(SupportSplit split) {
    double[] signs = split.signs();
    double minus = 0;
    for (int j = 0; j < split.offSize(); j++) {
      double positive = 0;
      double negative = 0;
      for (int i = 0; i < signs.length; i++) {
        double[] entries = Objects.requireNonNull(split.onto()).entries();
        double signed = signs[i] * entries[i * split.offSize() + j];
        positive += Math.max(signed, 0);
        negative += Math.max(-signed, 0);
      }
      minus = Math.max(minus, Math.max(positive, negative));
    }
    KernelRatios ratios = KernelRatios.of(split);
    return new NullSpaceConstants(Bracket.exactly(ratios.norm()), Bracket.exactly(minus), ratios);
  }

  /** Sign patterns in the order of a Gray code: neighbours differ in one entry. */
  private static NullSpaceConstants enumerated(SupportSplit split, LeastMaximum least) {
    int k = split.sparsity();
    double[] signs = split.signs();
    double tilde = 0;
    double minus = 0;
    DenseMatrix kernel = Objects.requireNonNull(split.kernel());
    var form = FollowedMaximum.StandardForm.of(kernel);
    var patterns = new FollowedMaximum(form, least);
    var subsets = new FollowedMaximum(patterns);
    for (int count = (1 << k) - 1; count >= 0; count--) {
      int bits = count ^ count >> 1;
      double[] subset = new double[k];
      double[] pattern = new double[k];
      for (int i = 0; i < k; i++) {
        boolean chosen = (bits >> i & 1) == 1;
        subset[i] = chosen ? signs[i] : 0;
        pattern[i] = chosen ? 1 : -1;
      }
      minus = subsets.above(minus, split.transposedOnto(subset));
      if ((bits >> k - 1 & 1) == 1) {
        tilde = patterns.above(tilde, split.transposedOnto(pattern));
      }
    }
    return new NullSpaceConstants(Bracket.exactly(tilde), Bracket.exactly(minus), null);
  }
}
