package org.diaflow.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * One of the certified instances on which ℓ¹ solvers and the judge are tried (theory §10): N in
 * {64, …, 512}, d in {2N, 4N, 8N}, s between N/10 and N/6, ϱ ≤ 0.9, and every other one with
 * entries |x*_i| = 10^(5U).
 *
 * @param seed number of the instance from 1 on, also its seed
 * @param rows N
 * @param columns d
 * @param sparsity s
 * @param highRange whether the entries of x* extend over five decades
 */
record CertifiedInstance(long seed, int rows, int columns, int sparsity, boolean highRange) {

  private static final double MARGIN = 0.9;
  private static final double DECADES = 5;
  private static final int[] COLUMNS_PER_ROW = {2, 4, 8};

  /** The first {@code count} instances with N among {@code sizes}, all shapes in turn. */
  static List<CertifiedInstance> first(int count, int... sizes) {
    return IntStream.range(0, count).mapToObj(k -> of(k, sizes)).toList();
  }

  private static CertifiedInstance of(int k, int[] sizes) {
    int shapes = 2 * COLUMNS_PER_ROW.length * sizes.length;
    int shape = k % shapes;
    int rows = sizes[shape / (2 * COLUMNS_PER_ROW.length)];
    int columns = rows * COLUMNS_PER_ROW[shape / 2 % COLUMNS_PER_ROW.length];
    int sparsity = rows / (6 + k / shapes % 5);
    return new CertifiedInstance(k + 1, rows, columns, sparsity, k % 2 == 1);
  }

  /** The problem with its planted minimizer; equal instances, equal bits. */
  RegressionProblem problem() {
    return highRange
        ? ReferenceProblems.dynamicRange(rows, columns, sparsity, MARGIN, DECADES, seed)
        : ReferenceProblems.certified(rows, columns, sparsity, MARGIN, seed);
  }
}
