package org.diaflow.theory.problem;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.HouseholderQr;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.SplitRefinement;
import org.jspecify.annotations.Nullable;

/**
 * The computation of a {@link SupportSplit} from the entries of A: QR of the columns of the support
 * and, where they are nearly dependent, refinement of T and B with residuals of twice the digits.
 */
final class SupportFactorization {

  /** Part of a column outside range(A_S) that rounding explains: 16·2⁻⁵². */
  private static final double DEPENDENT = 16 * 0x1p-52;

  /** The ratio below which T and B are refined. */
  private static final double ACCURATE = 1e-3;

  /**
   * The largest quotient of column units, as an exponent of two, for which T needs no refinement:
   * an entry of T that is small in units of its column is wrong by rounding of a large one.
   */
  private static final int EQUAL = 10;

  private SupportFactorization() {}

  /** The split as {@link SupportSplit#of} has it. */
  static @Nullable SupportSplit split(DenseMatrix matrix, int[] support, double[] values) {
    int r = matrix.rows();
    int k = support.length;
    if (k > r) {
      return null;
    }
    int[] exponents = Equilibration.ofColumns(matrix);
    DenseMatrix scaled = Equilibration.scaled(matrix, new int[r], exponents);
    var factors = new HouseholderQr(scaled, support);
    double[][] triangular = factors.triangular();
    if (!factors.independent()) {
      return null;
    }
    int[] offSupport = complement(support, matrix.columns());
    int m = offSupport.length;
    double[] rotated = rotate(scaled, factors, offSupport);
    solveUpper(triangular, k, m, rotated);
    if (k > 0 && (factors.diagonalRatio() < ACCURATE || spread(exponents) > EQUAL)) {
      refine(scaled, support, offSupport, factors, rotated);
    }
    clearDependent(scaled, offSupport, k, rotated);
    rescale(rotated, m, k, support, offSupport, exponents);
    return new SupportSplit(
        support,
        offSupport,
        values,
        k == 0 || m == 0 ? null : new DenseMatrix(k, m, Arrays.copyOf(rotated, k * m)),
        r == k || m == 0
            ? null
            : new DenseMatrix(r - k, m, Arrays.copyOfRange(rotated, k * m, r * m)),
        factors,
        inUnits(triangular, support, exponents));
  }

  private static int spread(int[] exponents) {
    var range = Arrays.stream(exponents).summaryStatistics();
    return range.getMax() - range.getMin();
  }

  private static int[] complement(int[] support, int columns) {
    boolean[] on = new boolean[columns];
    for (int j : support) {
      on[j] = true;
    }
    return IntStream.range(0, columns).filter(j -> !on[j]).toArray();
  }

  /** Qᵀ·A_Sᶜ, r × |Sᶜ|, row by row. */
  private static double[] rotate(DenseMatrix matrix, HouseholderQr factors, int[] offSupport) {
    int m = offSupport.length;
    double[] rotated = new double[matrix.rows() * m];
    for (int j = 0; j < m; j++) {
      double[] column = matrix.column(offSupport[j]);
      factors.transposed(column);
      for (int i = 0; i < column.length; i++) {
        rotated[i * m + j] = column[i];
      }
    }
    return rotated;
  }

  /** Replaces the first k rows Q₁ᵀA_Sᶜ by T = R⁻¹Q₁ᵀA_Sᶜ. */
  private static void solveUpper(double[][] triangular, int k, int m, double[] rotated) {
    for (int i = k - 1; i >= 0; i--) {
      for (int l = i + 1; l < k; l++) {
        double factor = triangular[i][l];
        for (int j = 0; j < m; j++) {
          rotated[i * m + j] -= factor * rotated[l * m + j];
        }
      }
      double diagonal = triangular[i][i];
      for (int j = 0; j < m; j++) {
        rotated[i * m + j] /= diagonal;
      }
    }
  }

  private static void refine(
      DenseMatrix matrix,
      int[] support,
      int[] offSupport,
      HouseholderQr factors,
      double[] rotated) {
    var refinement = new SplitRefinement(matrix, support, factors);
    int m = offSupport.length;
    int k = support.length;
    double[] solution = new double[k];
    double[] coordinates = new double[matrix.rows() - k];
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        if (i < k) {
          solution[i] = rotated[i * m + j];
        } else {
          coordinates[i - k] = rotated[i * m + j];
        }
      }
      refinement.refine(matrix.column(offSupport[j]), solution, coordinates);
      for (int i = 0; i < matrix.rows(); i++) {
        rotated[i * m + j] = i < k ? solution[i] : coordinates[i - k];
      }
    }
  }

  /** Sets the columns of B to 0 that rounding alone keeps apart from it: a_j is in range(A_S). */
  private static void clearDependent(
      DenseMatrix matrix, int[] offSupport, int k, double[] rotated) {
    int m = offSupport.length;
    for (int j = 0; j < m; j++) {
      double outside = 0;
      for (int i = k; i < matrix.rows(); i++) {
        outside = Math.max(outside, Math.abs(rotated[i * m + j]));
      }
      if (outside <= DEPENDENT * LinearAlgebra.norm2(matrix.column(offSupport[j]))) {
        for (int i = k; i < matrix.rows(); i++) {
          rotated[i * m + j] = 0;
        }
      }
    }
  }

  /** T and B of columns multiplied by 2^exponents, back in the units of the columns given. */
  private static void rescale(
      double[] rotated, int m, int k, int[] support, int[] offSupport, int[] exponents) {
    for (int at = 0; at < rotated.length; at++) {
      int i = at / m;
      int own = i < k ? exponents[support[i]] : 0;
      rotated[at] = Math.scalb(rotated[at], own - exponents[offSupport[at % m]]);
    }
  }

  private static double[][] inUnits(double[][] triangular, int[] support, int[] exponents) {
    int k = support.length;
    double[][] result = new double[k][k];
    for (int l = 0; l < k; l++) {
      for (int i = 0; i <= l; i++) {
        result[i][l] = Math.scalb(triangular[i][l], -exponents[support[l]]);
      }
    }
    return result;
  }
}
