package org.diaflow.theory.path;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.HouseholderQr;
import org.diaflow.theory.linear.internal.IndependentColumns;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.jspecify.annotations.Nullable;

/**
 * Directions n with An = 0 out of a vector with independent columns S along which idle coordinates
 * leave 0 with their signs, in doubles: with A_S = QR, the parts of the idle columns outside the
 * span of A_S decide whether there are any.
 */
final class RoundedDirections {

  /** Part of a column that is rounding. */
  static final double DEPENDENT = 1e-13;

  private final int[] support;
  private final int[] idle;
  private final double[] signs;
  private final DenseMatrix scaled;
  private final int[] columnExponents;
  private final double[][] triangular;

  /** Qᵀa_j of the idle columns. */
  private final double[][] rotated;

  /** The same without what is in the span of A_S. */
  private final double[][] outside;

  /**
   * The directions out of vectors that are not 0 on {@code support}.
   *
   * @param signs σ = ±1 of the {@code idle} coordinates, length d
   */
  RoundedDirections(DenseMatrix matrix, int[] support, int[] idle, double[] signs) {
    this.support = support;
    this.idle = idle;
    this.signs = signs;
    DenseMatrix used =
        columns(matrix, IntStream.concat(IntStream.of(support), IntStream.of(idle)).toArray());
    Equilibration units = Equilibration.of(used);
    this.scaled = units.applied(used);
    this.columnExponents = units.columns();
    var factors = new HouseholderQr(scaled, IntStream.range(0, support.length).toArray());
    this.triangular = factors.triangular();
    this.rotated = new double[idle.length][];
    this.outside = new double[idle.length][];
    for (int l = 0; l < idle.length; l++) {
      rotated[l] = scaled.column(support.length + l);
      factors.transposed(rotated[l]);
      outside[l] = rotated[l].clone();
      Arrays.fill(outside[l], 0, support.length, 0);
      if (LinearAlgebra.norm2(outside[l]) <= DEPENDENT * LinearAlgebra.norm2(rotated[l])) {
        Arrays.fill(outside[l], 0);
      }
    }
  }

  /** The columns {@code chosen} of {@code matrix}. */
  static DenseMatrix columns(DenseMatrix matrix, int[] chosen) {
    double[] entries = new double[matrix.rows() * chosen.length];
    Arrays.setAll(entries, k -> matrix.get(k / chosen.length, chosen[k % chosen.length]));
    return new DenseMatrix(matrix.rows(), chosen.length, entries);
  }

  /** Whether all columns are independent, so that there is no direction. */
  boolean independent() {
    int size = scaled.columns();
    return size <= scaled.rows()
        && IndependentColumns.of(scaled, IntStream.range(0, size).toArray()).length == size;
  }

  /** A direction in which idle coordinate number {@code k} leaves 0, length d, or null. */
  double @Nullable [] of(int k) {
    double sign = signs[idle[k]];
    double[] target = new double[scaled.rows()];
    Arrays.setAll(target, i -> -sign * outside[k][i]);
    double[] others = new double[idle.length];
    Arrays.setAll(others, l -> l == k ? 0 : signs[idle[l]]);
    double[] steps =
        NonnegativeLeastSquares.solve(outside(), target, others, new double[idle.length]);
    steps[k] = sign;
    double[] left = new double[target.length];
    double size = 0;
    for (int l = 0; l < idle.length; l++) {
      for (int i = 0; i < left.length; i++) {
        left[i] += steps[l] * outside[l][i];
      }
      size += Math.abs(steps[l]) * LinearAlgebra.norm2(rotated[l]);
    }
    return LinearAlgebra.norm2(left) <= DEPENDENT * size ? completed(steps) : null;
  }

  private DenseMatrix outside() {
    double[] entries = new double[scaled.rows() * idle.length];
    Arrays.setAll(entries, k -> outside[k % idle.length][k / idle.length]);
    return new DenseMatrix(scaled.rows(), idle.length, entries);
  }

  /** The direction whose idle coordinates take {@code steps} in equilibrated units. */
  private double[] completed(double[] steps) {
    double[] along = new double[support.length];
    double[] direction = new double[signs.length];
    for (int l = 0; l < idle.length; l++) {
      for (int i = 0; i < along.length; i++) {
        along[i] -= steps[l] * rotated[l][i];
      }
      direction[idle[l]] = Math.scalb(steps[l], columnExponents[support.length + l]);
    }
    for (int i = along.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < along.length; k++) {
        along[i] -= triangular[i][k] * along[k];
      }
      along[i] /= triangular[i][i];
      direction[support[i]] = Math.scalb(along[i], columnExponents[i]);
    }
    return direction;
  }
}
