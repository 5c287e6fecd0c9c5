package org.diaflow.generators;

import java.util.random.RandomGenerator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Parameters;

/** Sparse recovery from Gaussian measurements: A_ij ~ N(0, 1)/√N, independent. */
final class Gaussian extends RandomDesign {

  Gaussian() {
    super("gaussian", "Gaussian", "Sparse recovery from Gaussian measurements, noisy or not.");
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    return independent(rows, columns, random::nextGaussian);
  }
}
