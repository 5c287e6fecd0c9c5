package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;

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
record StartedLink(Link link, double[] logWeight, double[] shift, double[] width) {

  /** The links of {@code network} for {@code columns} coordinates. */
  static StartedLink of(DiagonalNetwork network, int columns) {
    double depth = network.depth();
    Link link = Link.of(depth);
    double[] logWeight = new double[columns];
    double[] shift = new double[columns];
    double[] width = new double[columns];
    Arrays.fill(logWeight, Math.log(network.scale()));
    Arrays.fill(width, 1);
    Initialization start = network.initialization();
    if (start == null) {
      return new StartedLink(link, logWeight, shift, width);
    }
    start.requireLength(columns);
    for (int j = 0; j < columns; j++) {
      double a = start.positive()[j];
      double b = start.negative()[j];
      if (depth == 2) {
        logWeight[j] += Math.log(a) + Math.log(b);
        shift[j] = Math.log(a) - Math.log(b);
      } else {
        double forward = Math.pow(a, 2 - depth);
        double backward = Math.pow(b, 2 - depth);
        width[j] = forward / 2 + backward / 2;
        shift[j] = backward / 2 - forward / 2;
        logWeight[j] -= depth / (depth - 2) * Math.log(width[j]);
      }
    }
    return new StartedLink(link, logWeight, shift, width);
  }

  /**
   * weight_j for every j; one that is not a normal double is an {@link IllegalArgumentException}.
   */
  double[] weights() {
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
