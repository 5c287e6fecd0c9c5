package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs at the edge get the answer they have, or a sentence; nothing loops, nothing is NaN. */
final class DegenerateInputTest {

  private static final RegressionProblem BASE = ReferenceProblems.certified(6, 15, 2, 0.6, 5);

  private static final double[] DEPTHS = {2, 3, 7};

  private static RegressionProblem problem(DenseMatrix matrix, double[] y) {
    return new RegressionProblem(matrix, y, null, "test");
  }

  /** The matrix of BASE with more columns, given as functions of the row. */
  private static DenseMatrix withColumn(java.util.function.IntToDoubleFunction column) {
    int d = BASE.columns();
    double[] entries = new double[6 * (d + 1)];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < d; j++) {
        entries[i * (d + 1) + j] = BASE.matrix().get(i, j);
      }
      entries[i * (d + 1) + d] = column.applyAsDouble(i);
    }
    return new DenseMatrix(6, d + 1, entries);
  }

  private static double[] planted() {
    return Objects.requireNonNull(BASE.planted());
  }

  private static int[] support() {
    return java.util.stream.IntStream.range(0, BASE.columns())
        .filter(j -> planted()[j] != 0)
        .toArray();
  }

  private static LimitStudy study(RegressionProblem problem, double[] candidate) {
    Certification certification = new Certifier(problem).certify(candidate, null);
    assertTrue(certification.certificate().unique());
    return new LimitStudy(
        Objects.requireNonNull(certification.split()), certification.certificate());
  }

  private static void requireSameErrors(LimitStudy expected, LimitStudy actual, double scale) {
    for (double depth : DEPTHS) {
      for (double alpha : new double[] {1e-1, 1e-6, 1e-50}) {
        double error = scale * expected.limit(new DiagonalNetwork(depth, alpha)).error();
        double found = actual.limit(new DiagonalNetwork(depth, scale * alpha)).error();
        assertEquals(error, found, 1e-8 * error, () -> depth + " " + alpha);
      }
    }
  }

  private static void requireSentence(RegressionProblem problem, String field) {
    var thrown =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> assertThrows(UnsolvableProblemException.class, () -> new Certifier(problem)));
    assertEquals(field, thrown.field());
    assertTrue(String.valueOf(thrown.getMessage()).endsWith("."));
    assertTrue(thrown.remedy().endsWith("."));
  }

  @Test
  void aRowThatDependsOnOthersChangesNothing() {
    int d = BASE.columns();
    double[] entries = Arrays.copyOf(BASE.matrix().dense().entries(), 7 * d);
    for (int j = 0; j < d; j++) {
      entries[6 * d + j] = 2 * BASE.matrix().get(0, j) - BASE.matrix().get(3, j);
    }
    double[] y = Arrays.copyOf(BASE.observations(), 7);
    y[6] = 2 * y[0] - y[3];
    requireSameErrors(
        study(BASE, planted()), study(problem(new DenseMatrix(7, d, entries), y), planted()), 1);
    y[6] += 1;
    requireSentence(problem(new DenseMatrix(7, d, entries), y), "observations");
  }

  @Test
  void observationsOutsideTheRangeAreASentence() {
    var tall = DenseMatrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
    requireSentence(problem(tall, new double[] {1, 0, 0}), "observations");
  }

  /** N ≥ d and solvable: x is the only solution, whatever α is. */
  @Test
  void asManyRowsAsColumnsLeaveOneSolution() {
    var tall = DenseMatrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {4, 6});
    LimitStudy study = study(problem(tall, new double[] {3, 7, 10}), new double[] {1, 1});
    ExactLimit.Limit limit = study.limit(new DiagonalNetwork(3, 1e-3));
    assertEquals(0, limit.error());
    assertEquals(ExactLimit.Branch.ONLY_SOLUTION, limit.branch());
  }

  @Test
  void zeroObservationsAreASentence() {
    requireSentence(problem(BASE.matrix().dense(), new double[6]), "observations");
  }

  @Test
  void aZeroMatrixIsASentence() {
    requireSentence(problem(new DenseMatrix(2, 3, new double[6]), new double[] {1, 1}), "matrix");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void nonFiniteNumbersAreASentence(double bad) {
    double[] entries = BASE.matrix().dense().entries().clone();
    entries[7] = bad;
    requireSentence(problem(new DenseMatrix(6, 15, entries), BASE.observations()), "matrix");
    double[] y = BASE.observations().clone();
    y[2] = bad;
    requireSentence(problem(BASE.matrix().dense(), y), "observations");
  }

  /** A column of zeros has an entry that never moves. */
  @Test
  void aZeroColumnChangesNothing() {
    var problem = problem(withColumn(i -> 0), BASE.observations());
    double[] candidate = Arrays.copyOf(planted(), 16);
    requireSameErrors(study(BASE, planted()), study(problem, candidate), 1);
  }

  /** A second copy of a column off the support takes half of its entry, for ϱ < 1. */
  @Test
  void aDuplicateOffTheSupportIsFound() {
    int off = planted()[0] == 0 ? 0 : planted()[1] == 0 ? 1 : 2;
    var problem = problem(withColumn(i -> BASE.matrix().get(i, off)), BASE.observations());
    double[] candidate = Arrays.copyOf(planted(), 16);
    Certification certification = new Certifier(problem).certify(candidate, null);
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    for (double depth : DEPTHS) {
      ExactLimit.Limit limit = study.limit(new DiagonalNetwork(depth, 1e-6));
      assertTrue(limit.reached());
      double[] x = study.predictor(candidate, limit);
      assertEquals(x[off], x[15], 1e-8 * Math.abs(x[off]));
    }
  }

  /** A second copy of a column of the support makes the minimizer one of many. */
  @Test
  void aDuplicateOfTheSupportIsNotUnique() {
    int on = support()[0];
    var problem = problem(withColumn(i -> BASE.matrix().get(i, on)), BASE.observations());
    Certificate certificate =
        new Certifier(problem).certify(Arrays.copyOf(planted(), 16), null).certificate();
    assertTrue(certificate.optimal());
    assertFalse(certificate.unique());
    assertEquals(1, Objects.requireNonNull(certificate.rho()), 1e-9);
    assertTrue(String.valueOf(certificate.reason()).contains("not unique"));
    GeneralLimit limit = GeneralLimit.of(problem, new DiagonalNetwork(3, 1e-3));
    assertTrue(limit.limit().reached());
    assertEquals(limit.x()[on], limit.x()[15], 1e-9);
  }

  /** (A, y, α) scaled to the edge of the doubles: errors scale with y/A. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e200})
  void extremeEntriesAreOrdinary(double size) {
    double[] entries = Arrays.stream(BASE.matrix().dense().entries()).map(a -> size * a).toArray();
    double[] y = Arrays.stream(BASE.observations()).map(b -> 100 * size * b).toArray();
    double[] candidate = Arrays.stream(planted()).map(x -> 100 * x).toArray();
    LimitStudy scaled = study(problem(new DenseMatrix(6, 15, entries), y), candidate);
    requireSameErrors(study(BASE, planted()), scaled, 100);
  }

  @Test
  void solutionsBeyondTheDoublesAreASentence() {
    double[] entries =
        Arrays.stream(BASE.matrix().dense().entries()).map(a -> 1e-200 * a).toArray();
    double[] y = Arrays.stream(BASE.observations()).map(b -> 1e200 * b).toArray();
    requireSentence(problem(new DenseMatrix(6, 15, entries), y), "observations");
  }
}
