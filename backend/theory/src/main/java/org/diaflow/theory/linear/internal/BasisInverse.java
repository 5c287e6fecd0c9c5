package org.diaflow.theory.linear.internal;

import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The inverse of m columns M_B of an m × n matrix, kept up to date as columns are exchanged.
 *
 * <p>An exchange costs m², a fresh inverse m³. Solutions are refined with residuals of twice the
 * digits, so that each entry of them is as good as the columns determine it.
 */
public final class BasisInverse {

  private static final int REFINEMENTS = 3;

  private final DenseMatrix matrix;
  private final int size;
  private final int[] basis;
  private double[] inverse;

  private BasisInverse(DenseMatrix matrix, int[] basis, double[] inverse) {
    this.matrix = matrix;
    this.size = basis.length;
    this.basis = basis;
    this.inverse = inverse;
  }

  /** The inverse of the columns {@code basis} of {@code matrix}, null if they are dependent. */
  public static @Nullable BasisInverse of(DenseMatrix matrix, int[] basis) {
    double[] inverse = inverted(matrix, basis);
    return inverse == null ? null : new BasisInverse(matrix, basis.clone(), inverse);
  }

  /** An inverse of its own that is equal to this one. */
  public BasisInverse copy() {
    return new BasisInverse(matrix, basis.clone(), inverse.clone());
  }

  private static double @Nullable [] inverted(DenseMatrix matrix, int[] basis) {
    R064Store columns = LinearAlgebra.columns(matrix, basis);
    LU<Double> lu = LU.R064.make(columns);
    if (!lu.decompose(columns) || !lu.isSolvable()) {
      return null;
    }
    MatrixStore<Double> solved = lu.getInverse();
    int m = basis.length;
    double[] inverse = new double[m * m];
    for (int k = 0; k < m; k++) {
      for (int i = 0; i < m; i++) {
        inverse[k * m + i] = solved.doubleValue(k, i);
      }
    }
    return Double.isFinite(LinearAlgebra.norm1(inverse)) ? inverse : null;
  }

  /** The indices of the columns, in the order of the entries of solutions. */
  public int[] basis() {
    return basis;
  }

  /** Computes the inverse afresh; false if the columns have become dependent. */
  public boolean renew() {
    double[] fresh = inverted(matrix, basis);
    if (fresh != null) {
      inverse = fresh;
    }
    return fresh != null;
  }

  /** M_B⁻¹ times column {@code j} of the matrix, length m. */
  public double[] column(int j) {
    return solve(matrix.column(j));
  }

  /** Puts column {@code entering} at {@code place}; {@code direction} is its {@link #column}. */
  public void exchange(int place, int entering, double[] direction) {
    int row = place * size;
    for (int i = 0; i < size; i++) {
      inverse[row + i] /= direction[place];
    }
    for (int k = 0; k < size; k++) {
      if (k != place && direction[k] != 0) {
        for (int i = 0; i < size; i++) {
          inverse[k * size + i] -= direction[k] * inverse[row + i];
        }
      }
    }
    basis[place] = entering;
  }

  /** M_B⁻¹b, length m. */
  double[] solve(double[] b) {
    double[] x = new double[size];
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += inverse[k * size + i] * b[i];
      }
      x[k] = sum;
    }
    return x;
  }

  /** M_B⁻ᵀc, length m. */
  public double[] solveTransposed(double[] c) {
    double[] dual = new double[size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        dual[i] += c[k] * inverse[k * size + i];
      }
    }
    return dual;
  }

  /** M_B⁻¹b, refined. */
  public double[] refined(double[] b) {
    double[] x = solve(b);
    double[] rest = new double[size];
    var sum = new CompensatedSum();
    for (int pass = 0; pass < REFINEMENTS; pass++) {
      for (int i = 0; i < size; i++) {
        sum.startAt(b[i]);
        for (int k = 0; k < size; k++) {
          sum.addProduct(-matrix.get(i, basis[k]), x[k]);
        }
        rest[i] = sum.value();
      }
      addTo(x, solve(rest));
    }
    return x;
  }

  /** M_B⁻ᵀc, refined. */
  public double[] refinedTransposed(double[] c) {
    double[] dual = solveTransposed(c);
    double[] rest = new double[size];
    var sum = new CompensatedSum();
    for (int pass = 0; pass < REFINEMENTS; pass++) {
      for (int k = 0; k < size; k++) {
        sum.startAt(c[k]);
        for (int i = 0; i < size; i++) {
          sum.addProduct(-matrix.get(i, basis[k]), dual[i]);
        }
        rest[k] = sum.value();
      }
      addTo(dual, solveTransposed(rest));
    }
    return dual;
  }

  private static void addTo(double[] x, double[] step) {
    for (int k = 0; k < x.length; k++) {
      x[k] += step[k];
    }
  }

  /** 2⁻⁵³·|M_B⁻¹|(|M_B||x| + |b|): by how much rounding of b alone moves each entry of M_B⁻¹b. */
  public double[] noise(double[] b, double[] x) {
    double[] noise = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = Math.abs(b[i]);
      for (int k = 0; k < size; k++) {
        sum += Math.abs(matrix.get(i, basis[k]) * x[k]);
      }
      for (int k = 0; k < size; k++) {
        noise[k] += 0x1p-53 * Math.abs(inverse[k * size + i]) * sum;
      }
    }
    return noise;
  }
}
