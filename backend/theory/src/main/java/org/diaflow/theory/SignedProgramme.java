package org.diaflow.theory;

import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;

/** The linear programme min Σ costUp_j·x_j⁺ + costDown_j·x_j⁻ subject to A(x⁺ − x⁻) = y. */
final class SignedProgramme {

  private SignedProgramme() {}

  /**
   * The problem seen from the support of an optimal vertex of a matrix with full row rank.
   *
   * @param costUp cost of a unit of x_j > 0, ≥ 0
   * @param costDown cost of a unit of x_j < 0, ≥ 0
   * @throws UnsolvableProblemException if the programme has no solution, or the columns of the
   *     vertex are dependent to working precision
   */
  static SupportSplit split(DenseMatrix matrix, double[] y, double[] costUp, double[] costDown) {
    BasisPursuit.Vertex vertex = BasisPursuit.solve(matrix, y, costUp, costDown, null);
    int[] support =
        vertex == null
            ? new int[0]
            : IntStream.range(0, matrix.columns()).filter(j -> vertex.x()[j] != 0).toArray();
    SupportSplit split = SupportSplit.of(matrix, support, new double[support.length]);
    if (vertex == null || split == null) {
      throw new UnsolvableProblemException(
          "The linear programme for the minimizer chose columns that are dependent to working precision.",
          "problem",
          "",
          "Remove nearly parallel columns, or use a start whose shape varies less.");
    }
    return split.withValues(IntStream.of(support).mapToDouble(j -> vertex.x()[j]).toArray());
  }
}
