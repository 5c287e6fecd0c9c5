package org.diaflow.theory.link.internal;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.theory.link.Link;

/**
 * The predictor of every coordinate as a function of s = Aᵀλ, for any start (theory §2):
 *
 * <p>x_j = weight_j · h_D((s_j + shift_j)/width_j).
 *
 * <p>With u(0) = α^(1/D)·a, v(0) = α^(1/D)·b: for D = 2, weight = α·a·b, shift = log(a/b), width =
 * 1; for D > 2, width = (a^(2−D) + b^(2−D))/2, shift = (b^(2−D) − a^(2−D))/2, weight =
 * α·width^(−p). The uniform start is weight = α, shift = 0, width = 1. All dimensionless but the
 * weight, which has the unit of x.
 *
 * @param link h_D
 * @param logWeight log weight_j, length d
 * @param shift length d
 * @param width > 0, length d
 */
public record StartedLink(Link link, double[] logWeight, double[] shift, double[] width) {

  /** The links of {@code network} for {@code columns} coordinates. */
  public static StartedLink of(DiagonalNetwork network, int columns) {
    double depth = network.depth();
    double logScale = Math.log(network.scale());
    Initialization start = network.initialization();
    if (start == null) {
      double[] logWeight = new double[columns];
      Arrays.fill(logWeight, logScale);
      return ofWidthOne(Link.of(depth), logWeight, new double[columns]);
    }
    start.requireLength(columns);
    double[] positive = start.positive();
    double[] negative = start.negative();
    if (depth == 2) {
      double[] logWeight = new double[columns];
      double[] shift = new double[columns];
      for (int j = 0; j < columns; j++) {
        logWeight[j] = logScale + Math.log(positive[j]) + Math.log(negative[j]);
        shift[j] = Math.log(positive[j]) - Math.log(negative[j]);
      }
      return ofWidthOne(Link.of(depth), logWeight, shift);
    }
    return ofPowers(
        depth,
        logScale,
        Arrays.stream(positive).map(a -> Math.pow(a, 2 - depth)).toArray(),
        Arrays.stream(negative).map(b -> Math.pow(b, 2 - depth)).toArray());
  }

  /** The links x_j = weight_j·h_D(s_j + shift_j). */
  public static StartedLink ofWidthOne(Link link, double[] logWeight, double[] shift) {
    double[] width = new double[shift.length];
    Arrays.fill(width, 1);
    return new StartedLink(link, logWeight, shift, width);
  }

  /**
   * The links of a start given by {@code forward} = a^(2−D) and {@code backward} = b^(2−D), D > 2,
   * relative to the scale e^logScale.
   */
  public static StartedLink ofPowers(
      double depth, double logScale, double[] forward, double[] backward) {
    int d = forward.length;
    double[] logWeight = new double[d];
    double[] shift = new double[d];
    double[] width = new double[d];
    for (int j = 0; j < d; j++) {
      width[j] = forward[j] / 2 + backward[j] / 2;
      shift[j] = backward[j] / 2 - forward[j] / 2;
      logWeight[j] = logScale - depth / (depth - 2) * Math.log(width[j]);
    }
    return new StartedLink(Link.of(depth), logWeight, shift, width);
  }

  /**
   * weight_j for every j; one that is not a normal double is an {@link IllegalArgumentException}.
   */
  public double[] weights() {
    double[] weights = new double[logWeight.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = Math.exp(logWeight[j]);
      if (!(weights[j] >= Double.MIN_NORMAL && weights[j] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "Scale α and initialization together give coordinate %d the scale e^%s, which is not a"
                    .formatted(j + 1, logWeight[j])
                + " double; choose a less extreme initialization.");
      }
    }
    return weights;
  }
}
