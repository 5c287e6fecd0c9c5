package org.diaflow.l1solvers;

/**
 * A pair (x, ν) together with its images, so that averages need no products.
 *
 * @param x primal part, length d
 * @param dual ν, length N
 * @param image Ax, length N
 * @param correlations Aᵀν, length d
 */
record SaddlePoint(double[] x, double[] dual, double[] image, double[] correlations) {

  /** The pair (0, 0). */
  static SaddlePoint zero(int rows, int columns) {
    return new SaddlePoint(
        new double[columns], new double[rows], new double[rows], new double[columns]);
  }

  /** Moves this average by {@code part} of the way to {@code point}. */
  void approach(SaddlePoint point, double part) {
    approach(x, point.x, part);
    approach(dual, point.dual, part);
    approach(image, point.image, part);
    approach(correlations, point.correlations, part);
  }

  private static void approach(double[] average, double[] value, double part) {
    for (int i = 0; i < average.length; i++) {
      average[i] += part * (value[i] - average[i]);
    }
  }

  /** A copy with arrays of its own. */
  SaddlePoint copy() {
    return new SaddlePoint(x.clone(), dual.clone(), image.clone(), correlations.clone());
  }

  /** How far this pair is from optimal for the observations {@code y} and the norm Σ c_j|x_j|. */
  Optimality optimality(double[] y, double[] costs) {
    return Optimality.of(x, dual, image, correlations, y, costs);
  }
}
