package org.diaflow.theory.certificate.internal;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.WeightedLeastSquares;
import org.diaflow.theory.problem.SupportSplit;

/**
 * How large n ∈ ker A can be on S beside ‖n_Sᶜ‖₁ (theory §5), as functions of ker A and S alone:
 * the units of equations, or other equations with the same solutions, change nothing.
 *
 * <p>n_S = −T·n_Sᶜ and B·n_Sᶜ = 0, so n_S = −(T + ZB)n_Sᶜ for every Z, and every Z bounds |n_i| by
 * the largest entry of row i and ‖n_S‖₁ by the largest column sum of |T + ZB|. T and B depend on
 * the units of equations, the set of all T + ZB does not. Tried are the one of least Frobenius norm
 * and a few of Lawson's iterates on the way to the least largest column sum, each the solution of a
 * weighted least squares problem whose weights come from the one before (C. Lawson 1961; J. Rice,
 * K. Usow, Math. Comp. 22 (1968)); the best of them counts. Without freedom T is the only one, and
 * both are suprema.
 *
 * @param entries bounds of sup |n_i|/‖n_Sᶜ‖₁, i ∈ S, length |S|
 * @param norm bound of ϱ̃ = sup ‖n_S‖₁/‖n_Sᶜ‖₁
 */
public record KernelRatios(double[] entries, double norm) {

  /** Most iterates: more gain less than 2 % on Gaussian problems. */
  private static final int ITERATES = 9;

  /**
   * Multiplications that all factorizations may take, about 0.2 s; the first takes what it takes.
   */
  private static final double WORK = 2e8;

  /** Least change of a weight, squared, in one step: no column may vanish from the problem. */
  private static final double LEAST = 0x1p-10;

  /** The ratios at {@code split}. Cost of an iterate: (r−|S|)²·|Sᶜ| + |S|·(r−|S|)·|Sᶜ|. */
  public static KernelRatios of(SupportSplit split) {
    DenseMatrix onto = split.onto();
    DenseMatrix kernel = split.kernel();
    int k = split.sparsity();
    if (onto == null || split.trivialKernel()) {
      return new KernelRatios(new double[k], 0);
    }
    int m = onto.columns();
    double[][] rows = new double[k][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(onto.entries(), i * m, (i + 1) * m));
    if (kernel == null) {
      return of(rows);
    }
    double work = (double) kernel.rows() * kernel.rows() * m;
    int iterates = (int) Math.clamp(WORK / work, 1, ITERATES);
    double[] weights = new double[m];
    Arrays.fill(weights, 1);
    double[][] nearest = nearest(rows, kernel, weights);
    KernelRatios best = of(nearest);
    for (int iterate = 2; iterate <= iterates; iterate++) {
      reweight(weights, columnSums(nearest));
      nearest = nearest(rows, kernel, weights);
      best = best.least(of(nearest));
    }
    return best;
  }

  /** The bounds that T + ZB gives, by rows. */
  private static KernelRatios of(double[][] rows) {
    return new KernelRatios(
        Arrays.stream(rows).mapToDouble(LinearAlgebra::normInfinity).toArray(),
        LinearAlgebra.normInfinity(columnSums(rows)));
  }

  private KernelRatios least(KernelRatios other) {
    double[] least = new double[entries.length];
    Arrays.setAll(least, i -> Math.min(entries[i], other.entries[i]));
    return new KernelRatios(least, Math.min(norm, other.norm));
  }

  /** The T + ZB with the least Frobenius norm of (T + ZB)·diag(weights), by rows. */
  private static double[][] nearest(double[][] onto, DenseMatrix kernel, double[] weights) {
    int q = kernel.rows();
    double[][] weighted = new double[weights.length][q];
    for (int j = 0; j < weights.length; j++) {
      for (int i = 0; i < q; i++) {
        weighted[j][i] = weights[j] * kernel.get(i, j);
      }
    }
    var squares = new WeightedLeastSquares(weighted, q);
    return Arrays.stream(onto)
        .map(
            row -> {
              double[] rest = new double[row.length];
              Arrays.setAll(rest, j -> weights[j] * row[j]);
              return LeastMaximum.shifted(row, kernel, squares.solve(rest));
            })
        .toArray(double[][]::new);
  }

  private static double[] columnSums(double[][] rows) {
    double[] sums = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(row[j]);
      }
    }
    return sums;
  }

  /** Squared weights are multiplied by the column sums. */
  private static void reweight(double[] weights, double[] sums) {
    double largest = LinearAlgebra.normInfinity(sums);
    for (int j = 0; j < weights.length && largest > 0; j++) {
      weights[j] *= Math.sqrt(Math.max(sums[j] / largest, LEAST));
    }
  }
}
