package org.diaflow.theory.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.OrthonormalRows;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk keeps to the path: with late columns, with dependent ones, through every corner. */
final class LassoWalkTest {

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static DenseMatrix firstColumns(DenseMatrix matrix, int count) {
    double[] entries = new double[matrix.rows() * count];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < count; j++) {
        entries[i * count + j] = matrix.get(i, j);
      }
    }
    return new DenseMatrix(matrix.rows(), count, entries);
  }

  private static LassoWalk.Piece walkTo(LassoWalk walk, double mu) {
    LassoWalk.Piece piece = LassoWalk.Piece.CORNER;
    while (piece == LassoWalk.Piece.CORNER) {
      piece = walk.advance(mu);
    }
    return piece;
  }

  /**
   * The example of J. Mairal and B. Yu, Complexity analysis of the lasso regularization path, ICML
   * (2012), Theorem 1: the path in dimension d has (3^d + 1)/2 linear pieces, that of x = 0
   * included, hence as many corners. For d = 9, x spans ten orders of magnitude and μ eleven.
   */
  @Test
  void longestPathsHaveEveryCorner() {
    double[][] rows = {{1}};
    double[] y = {1};
    for (int d = 1; d <= 9; d++) {
      var problem = new RegressionProblem(DenseMatrix.ofRows(rows), y, null, "Mairal and Yu");
      var corners = LassoPath.corners(problem);
      assertEquals((Math.round(Math.pow(3, d)) + 1) / 2, corners.size());
      double smallest = corners.get(corners.size() - 2).mu();
      double square = Arrays.stream(y).map(value -> value * value).sum();
      double alpha = 0.99 * smallest / (2 * square + 1);
      double[][] grown = new double[d + 1][d + 1];
      for (int i = 0; i < d; i++) {
        System.arraycopy(rows[i], 0, grown[i], 0, d);
        grown[i][d] = 2 * alpha * y[i];
      }
      grown[d][d] = alpha;
      rows = grown;
      y = Arrays.copyOf(y, d + 1);
      y[d] = 1;
    }
  }

  /** Columns that come late, some of them far beyond their penalty, do not change where it ends. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void lateColumnsAreCaughtUpWith(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(8, 24, 3, 0.3, seed);
    DenseMatrix matrix = problem.matrix().dense();
    double[] y = problem.observations();
    var whole = new LassoWalk(matrix, y, ones(24));
    double middle = whole.mu() / 5;
    assertEquals(LassoWalk.Piece.REACHED, walkTo(whole, middle));
    var late = new LassoWalk(firstColumns(matrix, 12), y, ones(12));
    assertEquals(LassoWalk.Piece.REACHED, walkTo(late, 2 * middle));
    late.grow(matrix, ones(24));
    while (late.mu() > middle * (1 + 1e-12)) {
      walkTo(late, middle);
    }
    // 1e-16 times the conditioning of the columns of minimizers, below 1e3 for these seeds
    assertArrayEquals(whole.x(), late.x(), 1e-11);
    assertEquals(LassoWalk.Piece.END, walkTo(whole, 0));
    assertEquals(LassoWalk.Piece.END, walkTo(late, 0));
    assertArrayEquals(whole.x(), late.x(), 1e-11);
  }

  /**
   * Columns that come when N are active already cannot be appended: they are exchanged for others.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void lateColumnsAreExchangedForActiveOnes(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(8, 24, 3, 0.3, seed);
    DenseMatrix matrix = problem.matrix().dense();
    double[] y = problem.observations();
    var whole = new LassoWalk(matrix, y, ones(24));
    assertEquals(LassoWalk.Piece.END, walkTo(whole, 0));
    var late = new LassoWalk(firstColumns(matrix, 12), y, ones(12));
    double before = late.mu();
    while (late.advance(0) == LassoWalk.Piece.CORNER) {
      before = late.mu();
    }
    late.rise(before);
    late.grow(matrix, ones(24));
    walkTo(late, before / 2);
    assertEquals(LassoWalk.Piece.END, walkTo(late, 0));
    assertArrayEquals(whole.x(), late.x(), 1e-11);
  }

  /** From the end one can go back up on the last piece and down again. */
  @Test
  void walkRisesOnTheLastPiece() {
    RegressionProblem problem = ReferenceProblems.gaussian(8, 24, 3, 0.3, 1);
    var walk = new LassoWalk(problem.matrix(), problem.observations(), ones(24));
    double before = walk.mu();
    while (walk.advance(0) == LassoWalk.Piece.CORNER) {
      before = walk.mu();
    }
    double[] end = walk.x().clone();
    walk.rise(before);
    double[] correlations = new double[24];
    problem.matrix().multiplyTransposed(walk.residual(), correlations);
    for (double correlation : correlations) {
      assertTrue(Math.abs(correlation) <= before * (1 + 1e-12));
    }
    assertEquals(LassoWalk.Piece.END, walk.advance(0));
    assertArrayEquals(end, walk.x(), 1e-14);
  }

  /** At the end, ν is a certificate: A_Jᵀν = σ and |a_jᵀν| ≤ 1, and ⟨y, ν⟩ = ‖x‖₁. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void dualCertifiesTheEnd(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(12, 40, 4, 0.9, seed);
    var walk = new LassoWalk(problem.matrix(), problem.observations(), ones(40));
    assertEquals(LassoWalk.Piece.END, walkTo(walk, 0));
    double[] correlations = new double[40];
    problem.matrix().multiplyTransposed(walk.dual(), correlations);
    assertTrue(LinearAlgebra.normInfinity(correlations) <= 1 + 1e-12);
    double norm = LinearAlgebra.norm1(Objects.requireNonNull(problem.planted()));
    assertEquals(norm, LinearAlgebra.dot(problem.observations(), walk.dual()), 1e-12 * norm);
  }

  /** Orthonormal rows keep the solutions, and a dual vector of theirs is one of the given rows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orthonormalRowsKeepTheProblem(long seed) {
    RegressionProblem base = ReferenceProblems.certified(6, 15, 2, 0.8, seed);
    double[] entries = Arrays.copyOf(base.matrix().dense().entries(), 7 * 15);
    double[] y = Arrays.copyOf(base.observations(), 7);
    for (int j = 0; j < 15; j++) {
      entries[6 * 15 + j] = base.matrix().get(0, j) - 2 * base.matrix().get(3, j);
    }
    y[6] = y[0] - 2 * y[3];
    var problem = new RegressionProblem(new DenseMatrix(7, 15, entries), y, null, "dependent row");
    var orthonormal = new OrthonormalRows(problem);
    assertEquals(6, orthonormal.problem().rows());
    assertEquals(0, orthonormal.inconsistency(), 1e-14);
    assertEquals(
        0,
        Certifier.relativeResidual(orthonormal.problem(), Objects.requireNonNull(base.planted())),
        1e-13);
    double[] dual = {1, -2, 3, -4, 5, -6};
    double[] expected = new double[15];
    double[] actual = new double[15];
    orthonormal.problem().matrix().multiplyTransposed(dual, expected);
    problem.matrix().multiplyTransposed(orthonormal.dual(dual), actual);
    assertArrayEquals(expected, actual, 1e-12);
    y[6] += 1;
    assertTrue(new OrthonormalRows(problem).inconsistency() > 1e-3);
  }

  /** The planted vector of a problem over five decades is the minimizer. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void dynamicRangeIsCertified(long seed) {
    RegressionProblem problem = ReferenceProblems.dynamicRange(12, 30, 4, 0.8, 5, seed);
    double[] planted = Objects.requireNonNull(problem.planted());
    Certificate certificate = new Certifier(problem).certify(planted, null).certificate();
    assertTrue(certificate.unique());
    assertTrue(Objects.requireNonNull(certificate.rho()) <= 0.8 + 1e-9);
    double[] sizes =
        Arrays.stream(planted).map(Math::abs).filter(size -> size > 0).sorted().toArray();
    assertEquals(4, sizes.length);
    assertTrue(sizes[0] >= 1 && sizes[3] < 1e5);
  }
}
