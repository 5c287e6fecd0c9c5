package org.diaflow.theory.path;

import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.BackwardError;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.IndependentRows;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * The set of all x in the signs σ with a given image Ax, seen from one of its points whose columns
 * are independent, in doubles: the counterpart of {@link ExactFace}.
 *
 * <p>Entries of the point that are no more than rounding of Ax count as 0. Rows and columns are
 * equilibrated. Columns whose part outside the span of others is at most 1e-13 of them count as
 * dependent: doubles cannot tell whether they are.
 */
final class RoundedFace {

  private final DenseMatrix matrix;
  private final double[] point;
  private final double[] signs;
  private final int[] support;
  private final int[] idle;

  /**
   * The face.
   *
   * @param point the point it is seen from, length d
   * @param signs σ = ±1 of the coordinates that may be nonzero, 0 elsewhere; length d
   */
  RoundedFace(DenseMatrix matrix, double[] y, double[] point, double[] signs) {
    this.matrix = matrix;
    this.point = withoutRounding(matrix, y, point);
    this.signs = signs;
    this.support = IntStream.range(0, point.length).filter(j -> this.point[j] != 0).toArray();
    this.idle =
        IntStream.range(0, point.length).filter(j -> this.point[j] == 0 && signs[j] != 0).toArray();
  }

  private static double[] withoutRounding(DenseMatrix matrix, double[] y, double[] point) {
    double[] sizes = BackwardError.sizes(matrix, y, point);
    double unit = (matrix.rows() + matrix.columns()) * 0x1p-52;
    double[] kept = point.clone();
    for (int j = 0; j < kept.length; j++) {
      double share = 0;
      for (int i = 0; i < sizes.length && point[j] != 0; i++) {
        double product = Math.abs(matrix.get(i, j) * point[j]);
        share = product == 0 ? share : Math.max(share, product / sizes[i]);
      }
      kept[j] = share <= unit ? 0 : point[j];
    }
    return kept;
  }

  /**
   * Whether the point is the only one. Cost 4·N·|F|² operations for |F| coordinates in the face.
   */
  boolean single() {
    if (idle.length == 0) {
      return true;
    }
    var directions = new RoundedDirections(matrix, support, idle, signs);
    return directions.independent()
        || IntStream.range(0, idle.length).allMatch(k -> directions.of(k) == null);
  }

  /**
   * The point where gradient flow of depth {@code depth} rests, length d, see {@link SelectedRest}.
   *
   * @throws IllegalStateException where Newton's method does not settle
   */
  double[] selected(double depth) {
    double[] interior = interior();
    int[] face = IntStream.range(0, interior.length).filter(j -> interior[j] != 0).toArray();
    DenseMatrix used = RoundedDirections.columns(matrix, face);
    Equilibration units = Equilibration.of(used);
    int[] rows = IndependentRows.of(units.applied(used), RoundedDirections.DEPENDENT).rows();
    double[][] basis = new double[rows.length][face.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < face.length; k++) {
        basis[r][k] =
            Math.signum(interior[face[k]])
                * Math.scalb(used.get(rows[r], k), units.rows()[rows[r]]);
      }
    }
    return SelectedRest.of(basis, interior, depth);
  }

  /** A point in the relative interior, length d. */
  private double[] interior() {
    var directions = new RoundedDirections(matrix, support, idle, signs);
    double[] sum = new double[point.length];
    for (int k = 0; k < idle.length; k++) {
      double[] direction = sum[idle[k]] == 0 ? directions.of(k) : null;
      for (int j = 0; direction != null && j < sum.length; j++) {
        sum[j] += direction[j];
      }
    }
    double length = LinearAlgebra.norm1(point) / LinearAlgebra.norm1(sum);
    for (int j : support) {
      if (point[j] * sum[j] < 0) {
        length = Math.min(length, Math.abs(point[j]) / (2 * Math.abs(sum[j])));
      }
    }
    double[] interior = point.clone();
    for (int j = 0; j < interior.length; j++) {
      interior[j] += length * sum[j];
    }
    return interior;
  }
}
