package org.diaflow.generators;

import java.util.random.RandomGenerator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/**
 * Sparse recovery with correlated columns: rows of A·√N are independent and normal with covariance
 * ρ^|i−j|, a stationary autoregressive sequence of order 1 along the coordinates.
 */
final class Toeplitz extends RandomDesign {

  private static final ParameterSpec CORRELATION =
      ParameterSpec.real(
          "correlation",
          Math.nextUp(-1.0),
          Math.nextDown(1.0),
          0.5,
          "ρ, the correlation of neighbouring columns.");

  Toeplitz() {
    super(
        "toeplitz",
        "Toeplitz",
        "Sparse recovery with columns correlated as ρ^|i−j|, autoregressive of order 1.",
        CORRELATION);
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    double correlation = parameters.get(CORRELATION.name());
    double fresh = Math.sqrt((1 - correlation) * (1 + correlation));
    double[] entries = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      double before = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        before = j == 0 ? before : correlation * before + fresh * random.nextGaussian();
        entries[i * columns + j] = before / Math.sqrt(rows);
      }
    }
    return new DenseMatrix(rows, columns, entries);
  }
}
