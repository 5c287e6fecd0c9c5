package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.link.internal.StartedLink;

/**
 * The start from which gradient flow would end where a run of (stochastic) gradient descent ends: a
 * discrete run is a Bregman projection with its own scale (theory §8; M. Even et al., NeurIPS
 * 2023).
 *
 * <p>With the steps u ← u(1 − z), v ← v(1 + z) of D = 2: α_∞ = α·Π|1 − z²| and θ = Σ[log|(1 − z)/(1
 * + z)| + 2z], and the end point is x = 2α_∞ ⊙ sinh(Aᵀλ + θ). For D > 2 the start is a^(2−D) =
 * u_K^(2−D) − D(D−2)Σγg, b^(2−D) = v_K^(2−D) + D(D−2)Σγg. Everything is read off the layer weights
 * before and after each step. One instance per run.
 */
public final class EffectiveStart {

  private final DiagonalNetwork network;
  private final double[] logScale;
  private final double[] shift;
  private final double[] gradientSum;
  private final double[] last;

  /** Follows a run from {@code weights} = (u, v), length 2d. */
  public EffectiveStart(DiagonalNetwork network, double[] weights) {
    int d = weights.length / 2;
    this.network = network;
    this.last = weights.clone();
    this.logScale = new double[d];
    this.shift = new double[d];
    this.gradientSum = new double[d];
    for (int j = 0; j < d; j++) {
      logScale[j] = Math.log(weights[j]) + Math.log(weights[d + j]);
      shift[j] = Math.log(weights[j]) - Math.log(weights[d + j]);
    }
  }

  /** Takes note of one step of the run, which ends at {@code weights} = (u, v). */
  public void step(double[] weights) {
    int d = gradientSum.length;
    double depth = network.depth();
    for (int j = 0; j < d; j++) {
      if (depth == 2) {
        double z = 1 - weights[j] / last[j];
        logScale[j] += Math.log(Math.abs(1 - z * z));
        shift[j] += Math.log(Math.abs((1 - z) / (1 + z))) + 2 * z;
      } else {
        gradientSum[j] += (last[j] - weights[j]) / (depth * Math.pow(last[j], depth - 1));
      }
    }
    System.arraycopy(weights, 0, last, 0, last.length);
  }

  /** Geometric mean of α_∞ over the coordinates, 0 where a weight has passed through zero. */
  public double scale() {
    StartedLink start = start();
    double mean = 0;
    for (double logWeight : start.logWeight()) {
      mean += logWeight / start.logWeight().length;
    }
    return Math.exp(mean);
  }

  /**
   * Where gradient flow from this start ends: the Bregman projection that the run should have
   * reached.
   *
   * @throws UnsolvableProblemException where the start is not one: a weight of a deep network has
   *     changed its sign, or the sums are not finite
   */
  public GeneralLimit projection(RegressionProblem problem) {
    StartedLink start = start();
    boolean finite =
        Arrays.stream(start.logWeight()).allMatch(Double::isFinite)
            && Arrays.stream(start.shift()).allMatch(Double::isFinite)
            && Arrays.stream(start.width()).allMatch(width -> width > 0 && Double.isFinite(width))
            && startsInsideTheDoubles(start);
    if (!finite) {
      throw new UnsolvableProblemException(
          "The run has no effective start: a weight passed through zero or grew beyond bounds.",
          "stepSize",
          "",
          "Use a smaller step size.");
    }
    return GeneralLimit.of(problem, walls());
  }

  private Walls walls() {
    double depth = network.depth();
    int d = shift.length;
    double[] up = new double[d];
    double[] down = new double[d];
    double level = depth == 2 ? -Arrays.stream(logScale).average().orElse(0) : 1;
    for (int j = 0; j < d; j++) {
      double moved = depth * (depth - 2) * gradientSum[j];
      up[j] = depth == 2 ? -logScale[j] - shift[j] - level : Math.pow(last[j], 2 - depth) - moved;
      down[j] =
          depth == 2 ? -logScale[j] + shift[j] - level : Math.pow(last[d + j], 2 - depth) + moved;
    }
    return new Walls(depth, level, up, down);
  }

  /** Whether x is finite at λ = 0; after a run that diverged it need not be. */
  private static boolean startsInsideTheDoubles(StartedLink start) {
    for (int j = 0; j < start.shift().length; j++) {
      double value = start.link().value(start.shift()[j] / start.width()[j]);
      if (!Double.isFinite(Math.exp(start.logWeight()[j]) * value)) {
        return false;
      }
    }
    return true;
  }

  private StartedLink start() {
    double depth = network.depth();
    if (depth == 2) {
      return StartedLink.ofWidthOne(Link.of(depth), logScale.clone(), shift.clone());
    }
    int d = shift.length;
    double[] forward = new double[d];
    double[] backward = new double[d];
    for (int j = 0; j < d; j++) {
      double moved = depth * (depth - 2) * gradientSum[j];
      forward[j] = Math.pow(last[j], 2 - depth) - moved;
      backward[j] = Math.pow(last[d + j], 2 - depth) + moved;
    }
    return StartedLink.ofPowers(depth, 0, forward, backward);
  }
}
