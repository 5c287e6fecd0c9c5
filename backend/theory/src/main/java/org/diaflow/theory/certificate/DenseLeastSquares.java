package org.diaflow.theory.certificate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.HouseholderQr;
import org.diaflow.theory.linear.internal.SplitRefinement;
import org.jspecify.annotations.Nullable;

/**
 * Least squares on columns of a matrix given in full: QR of the weighted columns, brought to equal
 * size, and refinement with residuals of twice the digits.
 *
 * @param matrix A, N × d
 * @param observations y, length N
 */
record DenseLeastSquares(DenseMatrix matrix, double[] observations)
    implements ExplainedSupport.LeastSquares {

  /** Costs N·|S|² multiplications. */
  @Override
  public double @Nullable [] solve(int[] support, int[] exponents) {
    int n = matrix.rows();
    int k = support.length;
    if (k > n) {
      return null;
    }
    double[] entries = new double[n * k];
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < k; l++) {
        entries[i * k + l] = matrix.get(i, support[l]);
      }
    }
    var columns = new DenseMatrix(n, k, entries);
    int[] units = Equilibration.ofColumns(columns, exponents);
    DenseMatrix scaled = Equilibration.scaled(columns, exponents, units);
    double[] y = Equilibration.scaled(observations, exponents);
    int[] all = IntStream.range(0, k).toArray();
    var factors = new HouseholderQr(scaled, all);
    if (!factors.independent()) {
      return null;
    }
    double[] solution = new double[k];
    new SplitRefinement(scaled, all, factors).refine(y, solution, new double[n - k]);
    Arrays.setAll(solution, l -> Math.scalb(solution[l], units[l]));
    return solution;
  }
}
