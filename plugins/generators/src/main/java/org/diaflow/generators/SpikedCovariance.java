package org.diaflow.generators;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/**
 * Sparse recovery with one strong common direction: rows of A·√N are independent and normal with
 * covariance I + spike·vvᵀ, v uniform on the unit sphere (I. Johnstone, Ann. Statist. 29 (2001)).
 */
final class SpikedCovariance extends RandomDesign {

  private static final ParameterSpec SPIKE =
      ParameterSpec.real("spike", 0, 1e300, 10, "Variance along v beyond 1.");

  SpikedCovariance() {
    super(
        "spiked-covariance",
        "Spiked covariance",
        "Sparse recovery with measurements of covariance I + spike·vvᵀ.",
        SPIKE);
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    double stretch = Math.sqrt(1 + parameters.get(SPIKE.name())) - 1;
    double[] direction = new double[columns];
    Arrays.setAll(direction, j -> random.nextGaussian());
    double square = Arrays.stream(direction).map(v -> v * v).sum();
    double[] entries = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      double along = 0;
      for (int j = 0; j < columns; j++) {
        double entry = random.nextGaussian();
        entries[i * columns + j] = entry;
        along += entry * direction[j];
      }
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] += stretch * along / square * direction[j];
        entries[i * columns + j] /= Math.sqrt(rows);
      }
    }
    return new DenseMatrix(rows, columns, entries);
  }
}
