package org.diaflow.l1solvers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.path.LassoWalk;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The descent on a growing working set is the walk on all columns. */
final class LassoDescentTest {

  /** Sparse and dense A, of more rows than are summed at a time and not a multiple of them. */
  private static final int ROWS = 21;

  /** Parting the columns moves a minimizer by 1e-10 times the conditioning, below 1e3 here. */
  private static final double TOLERANCE = 1e-7;

  private static RegressionProblem problem(long seed) {
    return ReferenceProblems.gaussian(ROWS, 60, 5, 0.3, seed);
  }

  private static double[] walkTo(Matrix matrix, double[] y, double mu) {
    double[] ones = new double[matrix.columns()];
    Arrays.fill(ones, 1);
    var walk = new LassoWalk(matrix, y, ones);
    while (walk.advance(mu) == LassoWalk.Piece.CORNER) {}
    return walk.x();
  }

  private static LassoDescent.Piece descend(LassoDescent descent, double mu) {
    LassoDescent.Piece piece = LassoDescent.Piece.CORNER;
    while (piece == LassoDescent.Piece.CORNER) {
      piece = descent.advance(mu);
    }
    return piece;
  }

  /** Most columns come late, some far beyond their penalty. */
  private static void assertCaughtUp(Matrix matrix, double[] y) {
    double[] all = new double[matrix.columns()];
    matrix.multiplyTransposed(y, all);
    var descent = new LassoDescent(matrix, y, all, 0.5);
    double start = descent.mu();
    assertEquals(LassoDescent.Piece.REACHED, descend(descent, start / 3));
    descent.lookAtAll(all, 0);
    assertTrue(descent.working().complete());
    while (descent.mu() > start / 10) {
      descend(descent, start / 10);
    }
    assertArrayEquals(walkTo(matrix, y, start / 10), descent.x(), TOLERANCE);
    assertEquals(LassoDescent.Piece.END, descend(descent, 0));
    assertArrayEquals(walkTo(matrix, y, 0), descent.x(), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void lateColumnsAreCaughtUpWith(long seed) {
    assertCaughtUp(problem(seed).matrix(), problem(seed).observations());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void sparseOnesToo(long seed) {
    SparseMatrix matrix = SparseMatrix.of(problem(seed).matrix().dense());
    assertCaughtUp(matrix, problem(seed).observations());
  }

  /** Where all are looked at, the correlations are those of the residual, in every place. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void residualAndImageAddUp(long seed) {
    Matrix matrix = problem(seed).matrix();
    double[] y = problem(seed).observations();
    double[] all = new double[matrix.columns()];
    matrix.multiplyTransposed(y, all);
    var descent = new LassoDescent(matrix, y, all, 0.5);
    descend(descent, descent.mu() / 4);
    descent.lookAtAll(all, 0.7);
    double[] sum = descent.image();
    double[] product = new double[ROWS];
    matrix.multiply(descent.x(), product);
    assertArrayEquals(product, sum, 1e-14);
    Arrays.setAll(sum, i -> sum[i] + descent.residual()[i]);
    assertArrayEquals(y, sum, 1e-13);
  }
}
