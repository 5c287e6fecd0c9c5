package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.link.PowerLink;
import org.diaflow.theory.problem.SupportSplit;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of theory §5 for D > 2 through 1 − R_α and 1 − R⁻ instead of R_α and R⁻: near the wall
 * h_D multiplies a relative error of the slack by p only, but one of R by p/(1 − R).
 *
 * <p>With s = Aᵀν, 1 − R = min_j (1 − |s_j|), and for n ∈ ker A with ‖n_Sᶜ‖₁ = 1 also 1 + Σ_S
 * n_is_i = Σ_Sᶜ |n_j|·(1 − s_j·sign n_j): a sum of positive numbers.
 */
final class SlackBounds {

  /** Relative error of a bound that rounding may make: a tenth of what bounds are widened by. */
  private static final double OPEN = 1e-10;

  private final ExactSplit exact;
  private final PowerLink link;
  private final double alpha;

  SlackBounds(ExactSplit exact, DiagonalNetwork network) {
    this.exact = exact;
    this.link = new PowerLink(network.depth());
    this.alpha = network.scale();
  }

  /** |Sᶜ|·α·h_D(R_α), where {@code least} solves the programme for R_α. */
  double upperOffSupport(LeastMaximum least) {
    double[] slackOn =
        Arrays.stream(exact.split().values()).map(g -> slack(Math.abs(g), 1)).toArray();
    double smallest = smallest(new Slacks(exact.split(), slackOn, least.free()));
    if (Double.isNaN(smallest)) {
      smallest = 2;
      for (double[] side : exact.slacks(slackOn, least.free())) {
        smallest = Math.min(smallest, Arrays.stream(side).min().orElse(2));
      }
    }
    return exact.split().offSize() * (smallest > 0 ? valueAt(smallest) : Double.POSITIVE_INFINITY);
  }

  /** The smallest slack; NaN where doubles do not give it the digits that the bound asks for. */
  private double smallest(Slacks slacks) {
    double smallest = 2;
    double error = 0;
    for (int j = 0; j < slacks.mirror().length; j++) {
      smallest = Math.min(smallest, 1 - Math.abs(slacks.mirror()[j]));
      error = Math.max(error, slacks.rounding()[j]);
    }
    return accurate(error, smallest) ? smallest : Double.NaN;
  }

  private boolean accurate(double error, double slack) {
    return link.power() * error <= OPEN * slack;
  }

  /**
   * s_Sᶜ = Tᵀs_S + Bᵀz in doubles.
   *
   * @param mirror s_Sᶜ, length |Sᶜ|
   * @param rounding (r + 2)·2⁻⁵³·(|T|ᵀ|s_S| + |B|ᵀ|z|), by how much each entry may be off
   */
  private record Slacks(double[] mirror, double[] rounding) {

    Slacks(SupportSplit split, double[] slackOn, double[] free) {
      double[] onSupport = new double[slackOn.length];
      Arrays.setAll(onSupport, i -> Math.signum(split.values()[i]) * (1 - slackOn[i]));
      this(split.offSupportMirror(onSupport, free), new double[split.offSize()]);
      double unit = (onSupport.length + free.length + 2) * 0x1p-53;
      add(split.onto(), onSupport, unit);
      add(split.kernel(), free, unit);
    }

    private void add(@Nullable DenseMatrix matrix, double[] factors, double unit) {
      for (int i = 0; matrix != null && i < factors.length; i++) {
        double factor = unit * Math.abs(factors[i]);
        for (int j = 0; j < rounding.length; j++) {
          rounding[j] += factor * Math.abs(matrix.entries()[i * rounding.length + j]);
        }
      }
    }
  }

  /** 1 − σψ_D(x/α) for an x of sign σ·{@code side}. */
  private double slack(double size, double side) {
    double slack = size == 0 ? 1 : link.slackAtInverse(Math.log(size) - Math.log(alpha));
    return side < 0 ? 2 - slack : slack;
  }

  /** α·h_D(1 − slack). */
  private double valueAt(double slack) {
    double p = link.depth() / (link.depth() - 2);
    double near = Math.exp(-p * Math.log(slack) + Math.log(alpha));
    return near * -Math.expm1(-p * Math.log((2 - slack) / slack));
  }

  /**
   * The lower bound, through the vector of ker A with n_Sᶜ = {@code w}, ‖w‖₁ = 1, where |n_i| ≤ E_i
   * = {@code errors}[i] on S; {@code free} is the z of a dual point near that of R⁻.
   */
  double lower(double[] w, double[] free, double[] errors) {
    SupportSplit split = exact.split();
    double[] negative = split.onto(w);
    double[] slackOn = new double[split.sparsity()];
    for (int i = 0; i < slackOn.length; i++) {
      double g = split.values()[i];
      double shifted = g - errors[i] * Math.signum(negative[i]);
      slackOn[i] = slack(Math.abs(shifted), shifted * g);
    }
    double slack = slack(w, new Slacks(split, slackOn, free));
    if (Double.isNaN(slack)) {
      double[][] slacks = exact.slacks(slackOn, free);
      slack = 0;
      for (int j = 0; j < w.length; j++) {
        slack += Math.abs(w[j]) * (w[j] > 0 ? slacks[0][j] : slacks[1][j]);
      }
    }
    if (!(slack < 1)) {
      return 0;
    }
    double largest = Bounds.largest(split.values(), errors);
    double inverse = 1 - slack(largest, 1);
    return valueAt(slack) * (1 + (1 - slack) / inverse);
  }

  /** Σ |w_j|·(1 − s_j·sign w_j); NaN where doubles do not give it the digits asked for. */
  private double slack(double[] w, Slacks slacks) {
    double slack = 0;
    double error = 0;
    for (int j = 0; j < w.length; j++) {
      slack += Math.abs(w[j]) - w[j] * slacks.mirror()[j];
      error += Math.abs(w[j]) * slacks.rounding()[j];
    }
    return accurate(error, slack) ? slack : Double.NaN;
  }
}
