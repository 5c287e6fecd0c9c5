package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.theory.UnsolvableProblemException;

/**
 * The predictor of every coordinate as a function of the slacks to two walls, for any start (theory
 * §2): with s = Aᵀλ
 *
 * <p>x_j = φ(up_j − s_j) − φ(down_j + s_j), φ(t) = e^(−t) for D = 2 and t^(−p), p = D/(D−2), for D
 * > 2.
 *
 * <p>D = 2: up = −log α − 2·log a, down = −log α − 2·log b. D > 2: up = κ·a^(2−D), down = κ·b^(2−D)
 * with κ = α^(−1/p), which takes the scale into the unit of λ: slacks of entries of order 1 are of
 * order 1 at every α. As α → 0 the flow minimizes Σ a^(2−D)·x_j⁺ + b^(2−D)·x_j⁻ (D > 2), ‖x‖₁ (D =
 * 2).
 *
 * @param depth D
 * @param level −log α for D = 2, κ for D > 2
 * @param up shape of the upper wall: −2·log a, or a^(2−D); length d
 * @param down shape of the lower wall: −2·log b, or b^(2−D); length d
 */
record Walls(double depth, double level, double[] up, double[] down) {

  /** Largest slack, and inverse of the smallest, whose powers stay inside the doubles. */
  private static final double LARGEST = 1e290;

  /** The walls of {@code network} for {@code columns} coordinates. */
  static Walls of(DiagonalNetwork network, int columns) {
    double depth = network.depth();
    Initialization start = network.initialization();
    double[] up = new double[columns];
    double[] down = new double[columns];
    if (start == null) {
      Arrays.fill(up, depth == 2 ? 0 : 1);
      Arrays.fill(down, depth == 2 ? 0 : 1);
      return new Walls(depth, level(network), up, down);
    }
    start.requireLength(columns);
    for (int j = 0; j < columns; j++) {
      up[j] = shape(start.positive()[j], network, "positive", j);
      down[j] = shape(start.negative()[j], network, "negative", j);
    }
    return new Walls(depth, level(network), up, down);
  }

  /** The walls of the uniform start as α → 0, of which only the shape counts. */
  static Walls atZero(double depth, int columns) {
    return of(new DiagonalNetwork(depth, 1), columns);
  }

  /** −log α for D = 2, α^(−1/p) for D > 2. */
  private static double level(DiagonalNetwork network) {
    double depth = network.depth();
    return depth == 2
        ? -Math.log(network.scale())
        : Math.exp(-Math.log(network.scale()) * (depth - 2) / depth);
  }

  private static double shape(double a, DiagonalNetwork network, String layer, int j) {
    double depth = network.depth();
    if (depth == 2) {
      return -2 * Math.log(a);
    }
    double power = Math.pow(a, 2 - depth);
    double wall = level(network) * power;
    double least = Math.min(power, wall);
    double most = Math.max(power, wall);
    if (!(least >= 1 / LARGEST && most <= LARGEST)) {
      throw outOfRange(a, network, layer, j);
    }
    return power;
  }

  private static UnsolvableProblemException outOfRange(
      double a, DiagonalNetwork network, String layer, int j) {
    double depth = network.depth();
    double logLevel = Math.log10(level(network));
    double reach = depth / (depth - 2) * Math.log10(LARGEST);
    double smallest = -reach + depth / (depth - 2) * Math.max(0, logLevel);
    double largest = reach + depth / (depth - 2) * Math.min(0, logLevel);
    return new UnsolvableProblemException(
        "The start of entry %d is too extreme for depth %s: shape^D is 1e%.0f."
            .formatted(j + 1, depth, depth * Math.log10(a)),
        "initialization.%s[%d]".formatted(layer, j),
        String.valueOf(a),
        "Choose a shape whose power shape^D lies between 1e%.0f and 1e%.0f at this depth and scale."
            .formatted(Math.ceil(smallest), Math.floor(largest)));
  }

  /** p = D/(D − 2), ∞ for D = 2. */
  double power() {
    return depth / (depth - 2);
  }

  boolean hyperbolic() {
    return depth == 2;
  }

  /** Cost of a unit of x_j > 0 as α → 0, length d. */
  double[] costUp() {
    return hyperbolic() ? ones() : up;
  }

  /** Cost of a unit of x_j < 0 as α → 0, length d. */
  double[] costDown() {
    return hyperbolic() ? ones() : down;
  }

  private double[] ones() {
    double[] ones = new double[up.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** log φ(t), t > 0 for D > 2. */
  double logValue(double t) {
    return hyperbolic() ? -t : -power() * Math.log(t);
  }

  /** The slack t with φ(t) = |x|, x ≠ 0. */
  double slackOf(double x) {
    return hyperbolic() ? -Math.log(Math.abs(x)) : Math.exp(-Math.log(Math.abs(x)) / power());
  }
}
