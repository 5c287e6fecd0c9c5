package org.diaflow.theory.problem;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.HouseholderQr;
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
   * Splits {@code matrix} (full row rank r) at {@code support}; null if A_S is not injective.
   * {@code values} are the nonzero entries of g*. Columns are brought to equal size by powers of
   * two on the way, so their units decide nothing.
   */
  public static @Nullable SupportSplit of(DenseMatrix matrix, int[] support, double[] values) {
    return SupportFactorization.split(matrix, support, values);
  }

  /** The same split for other values on the support. */
  SupportSplit withValues(double[] other) {
    return new SupportSplit(support, offSupport, other, onto, kernel, factors, triangular);
  }

  /** R⁻¹Q₁ᵀy, the least-squares solution of A_S·x = y, length |S|. */
  public double[] leastSquares(double[] y) {
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
  public double[] orthonormal(int k) {
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
  public boolean trivialKernel() {
    return offSupport.length == freedom();
  }

  /** s_Sᶜ = Tᵀs_S + Bᵀz. */
  public double[] offSupportMirror(double[] onSupport, double[] z) {
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
  public double[] transposedOnto(double[] w) {
    double[] result = new double[offSupport.length];
    if (onto != null) {
      onto.multiplyTransposed(w, result);
    }
    return result;
  }

  /** T·w for w of length |Sᶜ|. */
  public double[] onto(double[] w) {
    double[] result = new double[support.length];
    if (onto != null) {
      onto.multiply(w, result);
    }
    return result;
  }

  /** B·w for w of length |Sᶜ|. */
  public double[] kernel(double[] w) {
    double[] result = new double[freedom()];
    if (kernel != null) {
      kernel.multiply(w, result);
    }
    return result;
  }

  /** ν = Q₁R⁻ᵀs_S + Q₂z, length r. */
  public double[] dual(double[] onSupport, double[] z) {
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
  public double[] signs() {
    double[] signs = new double[values.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = Math.signum(values[i]);
    }
    return signs;
  }
}
