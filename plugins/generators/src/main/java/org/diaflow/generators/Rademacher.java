package org.diaflow.generators;

import java.util.random.RandomGenerator;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Parameters;

/** Sparse recovery from measurements with signs: A_ij = ±1/√N, independent and fair. */
final class Rademacher extends RandomDesign {

  Rademacher() {
    super("rademacher", "Rademacher", "Sparse recovery from measurements with entries ±1/√N.");
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    return independent(rows, columns, () -> random.nextBoolean() ? 1 : -1);
  }
}
