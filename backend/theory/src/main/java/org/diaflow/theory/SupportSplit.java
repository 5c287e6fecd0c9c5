package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A problem seen from the support S of its minimizer: every question about limits, certificates and
 * bounds is asked in terms of T and B.
 *
 * <p>With A_S = Q₁R and Q₂ an orthonormal basis of the complement of range(A_S):
 *
 * <ul>
 *   <li>T = A_S⁺A_Sᶜ = R⁻¹Q₁ᵀA_Sᶜ, |S| × |Sᶜ|, and B = Q₂ᵀA_Sᶜ, (r−|S|) × |Sᶜ|;
 *   <li>n ∈ ker A ⇔ B·n_Sᶜ = 0 and n_S = −T·n_Sᶜ;
 *   <li>the vectors Aᵀν are (s_S, s_Sᶜ) with any s_S, any z ∈ R^(r−|S|) and s_Sᶜ = Tᵀs_S + Bᵀz;
 *       then ν = Q₁R⁻ᵀs_S + Q₂z.
 * </ul>
 *
 * @param support S, increasing
 * @param offSupport Sᶜ, increasing
 * @param values g*_S, length |S|
 * @param onto T, or null when S or Sᶜ is empty
 * @param kernel B, or null when it has no rows or no columns
 * @param factors Q = (Q₁, Q₂), r × r
 * @param triangular R, |S| rows of length |S|
 */
public record SupportSplit(
    int[] support,
    int[] offSupport,
    double[] values,
    @Nullable DenseMatrix onto,
    @Nullable DenseMatrix kernel,
    HouseholderQr factors,
    double[][] triangular) {

  /**
   * Smallest ratio of diagonal entries of R, for columns of equal size, at which A_S still counts
   * as injective: what rounding of their entries leaves of dependent columns, with room.
   */
  private static final double INJECTIVE = 1e-13;

  /** Part of a column outside range(A_S) that rounding explains: 16·2⁻⁵². */
  private static final double DEPENDENT = 16 * 0x1p-52;

  /** The ratio below which T and B are refined. */
  private static final double ACCURATE = 1e-3;

  /**
   * The largest quotient of column units, as an exponent of two, for which T needs no refinement:
   * an entry of T that is small in units of its column is wrong by rounding of a large one.
   */
  private static final int EQUAL = 10;

  /**
   * Splits {@code matrix} (full row rank r) at {@code support}; null if A_S is not injective.
   * {@code values} are the nonzero entries of g*. Columns are brought to equal size by powers of
   * two on the way, so their units decide nothing.
   */
  static @Nullable SupportSplit of(DenseMatrix matrix, int[] support, double[] values) {
    int r = matrix.rows();
    int k = support.length;
    if (k > r) {
      return null;
    }
    int[] exponents = Equilibration.ofColumns(matrix);
    DenseMatrix scaled = Equilibration.scaled(matrix, new int[r], exponents);
    var factors = new HouseholderQr(scaled, support);
    double[][] triangular = factors.triangular();
    double ratio = diagonalRatio(triangular);
    if (!injective(triangular)) {
      return null;
    }
    int[] offSupport = complement(support, matrix.columns());
    int m = offSupport.length;
    double[] rotated = rotate(scaled, factors, offSupport);
    solveUpper(triangular, k, m, rotated);
    if (k > 0 && (ratio < ACCURATE || spread(exponents) > EQUAL)) {
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

  /** Whether an R of k columns of equal size is that of independent ones. */
  static boolean injective(double[][] triangular) {
    return diagonalRatio(triangular) > INJECTIVE;
  }

  /** The smallest diagonal entry of R as a part of the largest; 1 where there is none. */
  private static double diagonalRatio(double[][] triangular) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < triangular.length; i++) {
      double diagonal = Math.abs(triangular[i][i]);
      largest = Math.max(largest, diagonal);
      smallest = Math.min(smallest, diagonal);
    }
    return triangular.length == 0 ? 1 : smallest / largest;
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

  /** The same split for other values on the support. */
  SupportSplit withValues(double[] other) {
    return new SupportSplit(support, offSupport, other, onto, kernel, factors, triangular);
  }

  /** R⁻¹Q₁ᵀy, the least-squares solution of A_S·x = y, length |S|. */
  double[] leastSquares(double[] y) {
    double[] rotated = y.clone();
    factors.transposed(rotated);
    double[] x = Arrays.copyOf(rotated, support.length);
    for (int i = x.length - 1; i >= 0; i--) {
      for (int l = i + 1; l < x.length; l++) {
        x[i] -= triangular[i][l] * x[l];
      }
      x[i] /= triangular[i][i];
    }
    return x;
  }

  /** Column {@code k} of Q = (Q₁, Q₂), length r. */
  double[] orthonormal(int k) {
    double[] unit = new double[factors.size()];
    unit[k] = 1;
    factors.product(unit);
    return unit;
  }

  /** |S|. */
  public int sparsity() {
    return support.length;
  }

  /** |Sᶜ|. */
  public int offSize() {
    return offSupport.length;
  }

  /** Dimension r − |S| of the free part z of a dual vector. */
  public int freedom() {
    return factors.size() - support.length;
  }

  /** Whether ker A = 0, so that g* is the only solution. */
  boolean trivialKernel() {
    return offSupport.length == freedom();
  }

  /** s_Sᶜ = Tᵀs_S + Bᵀz. */
  double[] offSupportMirror(double[] onSupport, double[] z) {
    double[] s = transposedOnto(onSupport);
    if (kernel != null) {
      double[] free = new double[s.length];
      kernel.multiplyTransposed(z, free);
      for (int j = 0; j < s.length; j++) {
        s[j] += free[j];
      }
    }
    return s;
  }

  /** Tᵀw for w of length |S|. */
  double[] transposedOnto(double[] w) {
    double[] result = new double[offSupport.length];
    if (onto != null) {
      onto.multiplyTransposed(w, result);
    }
    return result;
  }

  /** T·w for w of length |Sᶜ|. */
  double[] onto(double[] w) {
    double[] result = new double[support.length];
    if (onto != null) {
      onto.multiply(w, result);
    }
    return result;
  }

  /** B·w for w of length |Sᶜ|. */
  double[] kernel(double[] w) {
    double[] result = new double[freedom()];
    if (kernel != null) {
      kernel.multiply(w, result);
    }
    return result;
  }

  /** ν = Q₁R⁻ᵀs_S + Q₂z, length r. */
  double[] dual(double[] onSupport, double[] z) {
    int k = support.length;
    double[] dual = new double[factors.size()];
    for (int i = 0; i < k; i++) {
      double sum = onSupport[i];
      for (int l = 0; l < i; l++) {
        sum -= triangular[l][i] * dual[l];
      }
      dual[i] = sum / triangular[i][i];
    }
    System.arraycopy(z, 0, dual, k, z.length);
    factors.product(dual);
    return dual;
  }

  /** σ = sign(g*_S). */
  double[] signs() {
    double[] signs = new double[values.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = Math.signum(values[i]);
    }
    return signs;
  }
}
