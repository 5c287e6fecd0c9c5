package org.diaflow.theory.problem.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.BasisInverse;
import org.diaflow.theory.linear.internal.IndependentColumns;
import org.diaflow.theory.linear.internal.LeastNorm;

/**
 * A solution of a system with independent rows that has as many nonzero entries as rows, or fewer.
 */
final class BasicSolution {

  private BasicSolution() {}

  /**
   * A basic solution of Mx = b, length d, on columns where the solution of least norm is large. Its
   * entries are right one by one, and those that rounding of M and b explains are 0. Cost r²·d.
   */
  static double[] of(DenseMatrix matrix, double[] b) {
    double[] leastNorm = LeastNorm.solve(matrix, b);
    int[] order =
        IntStream.range(0, leastNorm.length)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -Math.abs(leastNorm[j])))
            .mapToInt(j -> j)
            .toArray();
    int[] columns = IndependentColumns.of(matrix, order);
    BasisInverse inverse = columns.length < matrix.rows() ? null : BasisInverse.of(matrix, columns);
    if (inverse == null) {
      return leastNorm;
    }
    double[] solution = inverse.refined(b);
    double[] noise = inverse.noise(b, solution);
    double[] x = new double[leastNorm.length];
    for (int k = 0; k < columns.length; k++) {
      x[columns[k]] = Math.abs(solution[k]) > noise[k] ? solution[k] : 0;
    }
    return x;
  }
}
