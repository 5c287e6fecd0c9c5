package org.diaflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * A diagonal linear network x = u^⊙D − v^⊙D with its start.
 *
 * @param depth D, real, in [2, 1000]
 * @param scale initialization scale α of the end-to-end predictor, in [1e-300, 1e300]; the layers
 *     start at α^(1/D)
 * @param initialization shape of the start over the coordinates, or null for u = v = α^(1/D)
 */
public record DiagonalNetwork(double depth, double scale, @Nullable Initialization initialization) {

  /** Checks the ranges. */
  public DiagonalNetwork {
    if (!(depth >= 2 && depth <= 1000)) {
      throw new IllegalArgumentException("Depth is %s; choose one in [2, 1000].".formatted(depth));
    }
    if (!(scale >= 1e-300 && scale <= 1e300)) {
      throw new IllegalArgumentException(
          "Scale α is %s; choose one in [1e-300, 1e300].".formatted(scale));
    }
  }

  /** The network started at u = v = α^(1/D) in every coordinate. */
  public DiagonalNetwork(double depth, double scale) {
    this(depth, scale, null);
  }
}
