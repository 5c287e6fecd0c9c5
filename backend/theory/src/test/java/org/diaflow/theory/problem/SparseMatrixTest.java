package org.diaflow.theory.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices of compressed columns against the same matrices in full. */
final class SparseMatrixTest {

  private static final double[] NUMBERS = {1, 2, 3};

  /** Whole numbers of at most 9: every sum is exact in whichever order. */
  private static DenseMatrix random(int rows, int columns, Random random) {
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, k -> random.nextInt(4) == 0 ? random.nextInt(19) - 9 : 0);
    return new DenseMatrix(rows, columns, entries);
  }

  private static double[] vector(int length, Random random) {
    return random.ints(length, -9, 10).asDoubleStream().toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everythingIsAsInFull(long seed) {
    var random = new Random(seed);
    int n = 1 + random.nextInt(9);
    int d = 1 + random.nextInt(20);
    DenseMatrix dense = random(n, d, random);
    SparseMatrix sparse = SparseMatrix.of(dense);
    assertArrayEquals(dense.entries(), sparse.dense().entries());
    double[] x = vector(d, random);
    double[] expected = new double[n];
    double[] actual = new double[n];
    dense.multiply(x, expected);
    sparse.multiply(x, actual);
    assertArrayEquals(expected, actual);
    double[] r = vector(n, random);
    double[] expectedTransposed = new double[d];
    double[] actualTransposed = new double[d];
    dense.multiplyTransposed(r, expectedTransposed);
    sparse.multiplyTransposed(r, actualTransposed);
    assertArrayEquals(expectedTransposed, actualTransposed);
    for (int j = 0; j < d; j++) {
      assertArrayEquals(dense.column(j), sparse.column(j));
      for (int i = 0; i < n; i++) {
        assertEquals(dense.get(i, j), sparse.get(i, j));
      }
    }
    int[] some = {d - 1, 0};
    SparseMatrix selected = sparse.selected(some);
    assertArrayEquals(dense.column(d - 1), selected.column(0));
    assertArrayEquals(dense.column(0), selected.column(1));
  }

  @Test
  void whatIsNoMatrixIsRefused() {
    int[] rows = {0, 1, 0};
    requireRefused(2, 2, new int[] {0, 2}, rows);
    requireRefused(2, 2, new int[] {0, 2, 2}, rows);
    requireRefused(2, 2, new int[] {1, 2, 3}, rows);
    requireRefused(2, 2, new int[] {0, 4, 3}, rows);
    requireRefused(2, 2, new int[] {0, 2, 3}, new int[] {0, 2, 0});
    requireRefused(2, 2, new int[] {0, 2, 3}, new int[] {0, -1, 0});
    requireRefused(2, 2, new int[] {0, 2, 3}, new int[] {1, 0, 0});
    requireRefused(2, 2, new int[] {0, 2, 3}, new int[] {1, 1, 0});
    requireRefused(0, 2, new int[] {0, 2, 3}, rows);
    assertEquals(3, new SparseMatrix(2, 2, new int[] {0, 2, 3}, rows, NUMBERS).get(0, 1));
  }

  private static void requireRefused(int rows, int columns, int[] starts, int[] rowIndices) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SparseMatrix(rows, columns, starts, rowIndices, NUMBERS));
  }

  @Test
  void theFingerprintKnowsEveryPart() {
    var starts = new int[] {0, 2, 3};
    var rows = new int[] {0, 1, 2};
    String one = fingerprint(new SparseMatrix(3, 2, starts, rows, NUMBERS));
    assertEquals(one, fingerprint(new SparseMatrix(3, 2, starts.clone(), rows.clone(), NUMBERS)));
    assertNotEquals(one, fingerprint(new SparseMatrix(3, 2, new int[] {0, 1, 3}, rows, NUMBERS)));
    assertNotEquals(one, fingerprint(new SparseMatrix(3, 2, starts, new int[] {0, 1, 0}, NUMBERS)));
    assertNotEquals(one, fingerprint(new SparseMatrix(3, 2, starts, rows, new double[] {1, 2, 4})));
    assertNotEquals(one, fingerprint(new SparseMatrix(3, 2, starts, rows, NUMBERS).dense()));
  }

  private static String fingerprint(org.diaflow.spi.Matrix matrix) {
    return new RegressionProblem(matrix, new double[] {1, 1, 1}, null, "").fingerprint();
  }

  @Test
  void aLargeSparseMatrixIsNotGivenInFull() {
    var large = new SparseMatrix(2001, 2000, new int[2001], new int[0], new double[0]);
    assertFalse(large.hasDense());
    assertThrows(IllegalStateException.class, large::dense);
    Applicability applicability =
        Applicability.dense(
            new RegressionProblem(large, new double[2001], null, "large and empty"));
    assertFalse(applicability.applicable());
    assertTrue(applicability.reason().contains("2001 × 2000"), applicability::reason);
    assertTrue(new SparseMatrix(2000, 2000, new int[2001], new int[0], new double[0]).hasDense());
  }
}
