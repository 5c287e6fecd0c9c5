package org.diaflow.generators;

import java.util.random.RandomGenerator;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Parameters;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * Sparse recovery from a partial discrete cosine transform: N different rows k of the orthonormal
 * DCT-II of length d, √(2/d)·cos(πk(2j + 1)/(2d)), 1/√d for k = 0, times √(d/N).
 */
final class PartialCosine extends RandomDesign {

  PartialCosine() {
    super(
        "partial-cosine",
        "Partial cosine transform",
        "Sparse recovery from random rows of the discrete cosine transform.");
  }

  @Override
  DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random) {
    if (rows > columns) {
      throw new ArgumentOutOfRangeException(
          Specs.ROWS.name(),
          String.valueOf(rows),
          "Give at most %d: the transform of that length has no more rows.".formatted(columns));
    }
    int[] frequencies = ReferenceProblems.sample(rows, columns, random);
    double[] entries = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      double size = Math.sqrt((frequencies[i] == 0 ? 1.0 : 2.0) / rows);
      for (int j = 0; j < columns; j++) {
        long quarter = (long) frequencies[i] * (2L * j + 1) % (4L * columns); // of 2π/(4d)
        entries[i * columns + j] = size * Math.cos(Math.PI * quarter / (2.0 * columns));
      }
    }
    return new DenseMatrix(rows, columns, entries);
  }
}
