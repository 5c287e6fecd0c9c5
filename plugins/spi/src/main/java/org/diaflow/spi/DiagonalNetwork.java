package org.diaflow.spi;

/**
 * A diagonal linear network x = u^⊙D − v^⊙D, started at u = v = α^(1/D) in every coordinate.
 *
 * @param depth D, real and ≥ 2
 * @param scale initialization scale α of the end-to-end predictor, in [1e-300, 1e300]; the layers
 *     start at α^(1/D)
 */
public record DiagonalNetwork(double depth, double scale) {

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
}
