package org.diaflow.theory;

import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

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
 * @param orthonormal Q = (Q₁, Q₂), r × r
 * @param triangular R, |S| × |S|
 */
public record SupportSplit(
    int[] support,
    int[] offSupport,
    double[] values,
    @Nullable DenseMatrix onto,
    @Nullable DenseMatrix kernel,
    MatrixStore<Double> orthonormal,
    MatrixStore<Double> triangular) {

  /** Smallest ratio of diagonal entries of R at which A_S still counts as injective. */
  private static final double INJECTIVE = 1e-11;

  /**
   * Splits {@code matrix} (full row rank r) at {@code support}; null if A_S is not injective to
   * 1e-11. {@code values} are the nonzero entries of g*.
   */
  static @Nullable SupportSplit of(DenseMatrix matrix, int[] support, double[] values) {
    int r = matrix.rows();
    int k = support.length;
    if (k > r) {
      return null;
    }
    R064Store onSupport = LinearAlgebra.columns(matrix, support);
    QR<Double> qr = QR.R064.make(onSupport, true);
    qr.decompose(onSupport);
    MatrixStore<Double> q = qr.getQ();
    MatrixStore<Double> triangular = qr.getR();
    if (!injective(triangular, k)) {
      return null;
    }
    int[] offSupport = complement(support, matrix.columns());
    int m = offSupport.length;
    double[] rotated = rotate(matrix, q, offSupport);
    double[] onto = new double[k * m];
    for (int j = 0; j < m; j++) {
      for (int i = k - 1; i >= 0; i--) {
        double sum = rotated[i * m + j];
        for (int l = i + 1; l < k; l++) {
          sum -= triangular.doubleValue(i, l) * onto[l * m + j];
        }
        onto[i * m + j] = sum / triangular.doubleValue(i, i);
      }
    }
    return new SupportSplit(
        support,
        offSupport,
        values,
        k == 0 || m == 0 ? null : new DenseMatrix(k, m, onto),
        r == k || m == 0
            ? null
            : new DenseMatrix(r - k, m, java.util.Arrays.copyOfRange(rotated, k * m, r * m)),
        q,
        triangular);
  }

  private static boolean injective(MatrixStore<Double> triangular, int k) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < k; i++) {
      double diagonal = Math.abs(triangular.doubleValue(i, i));
      largest = Math.max(largest, diagonal);
      smallest = Math.min(smallest, diagonal);
    }
    return k == 0 || smallest > INJECTIVE * largest;
  }

  private static int[] complement(int[] support, int columns) {
    boolean[] on = new boolean[columns];
    for (int j : support) {
      on[j] = true;
    }
    return java.util.stream.IntStream.range(0, columns).filter(j -> !on[j]).toArray();
  }

  /** Qᵀ·A_Sᶜ, r × |Sᶜ|, row by row: the columns of A_SᶜᵀQ one after the other. */
  private static double[] rotate(DenseMatrix matrix, MatrixStore<Double> q, int[] offSupport) {
    if (offSupport.length == 0) {
      return new double[0];
    }
    R064Store columns = LinearAlgebra.columns(matrix, offSupport);
    return columns.transpose().multiply(q).toRawCopy1D();
  }

  /** The same split for other values on the support. */
  SupportSplit withValues(double[] other) {
    return new SupportSplit(support, offSupport, other, onto, kernel, orthonormal, triangular);
  }

  /** R⁻¹Q₁ᵀy, the least-squares solution of A_S·x = y, length |S|. */
  double[] leastSquares(double[] y) {
    double[] x = new double[support.length];
    for (int i = x.length - 1; i >= 0; i--) {
      double sum = 0;
      for (int l = 0; l < y.length; l++) {
        sum += orthonormal.doubleValue(l, i) * y[l];
      }
      for (int l = i + 1; l < x.length; l++) {
        sum -= triangular.doubleValue(i, l) * x[l];
      }
      x[i] = sum / triangular.doubleValue(i, i);
    }
    return x;
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
    return (int) orthonormal.countColumns() - support.length;
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
    int r = (int) orthonormal.countRows();
    int k = support.length;
    double[] rotated = new double[r];
    for (int i = 0; i < k; i++) {
      double sum = onSupport[i];
      for (int l = 0; l < i; l++) {
        sum -= triangular.doubleValue(l, i) * rotated[l];
      }
      rotated[i] = sum / triangular.doubleValue(i, i);
    }
    System.arraycopy(z, 0, rotated, k, z.length);
    double[] dual = new double[r];
    for (int i = 0; i < r; i++) {
      for (int l = 0; l < r; l++) {
        dual[i] += orthonormal.doubleValue(i, l) * rotated[l];
      }
    }
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

  /** ‖A_S⁺A_Sᶜ‖_{1→1}: the largest column sum of |T|, 0 when T is empty. */
  double ontoNorm() {
    double largest = 0;
    for (int j = 0; j < offSupport.length && onto != null; j++) {
      double sum = 0;
      for (int i = 0; i < support.length; i++) {
        sum += Math.abs(onto.get(i, j));
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The largest |T_ij|, 0 when T is empty. */
  double largestOnto() {
    return onto == null ? 0 : LinearAlgebra.normInfinity(onto.entries());
  }
}
