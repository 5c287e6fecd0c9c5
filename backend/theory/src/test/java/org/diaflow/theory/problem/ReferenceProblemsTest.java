package org.diaflow.theory.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every generator makes what it promises, and the same for the same seed. */
final class ReferenceProblemsTest {

  static Stream<LongFunction<RegressionProblem>> generators() {
    return Stream.of(
        seed -> ReferenceProblems.gaussian(6, 15, 3, 0.1, seed),
        seed -> ReferenceProblems.certified(6, 15, 3, 0.7, seed),
        seed -> ReferenceProblems.donohoTanner(40, 0.5, 0.1, seed),
        seed -> ReferenceProblems.nonUnique(6, 15, 3, seed));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void theSeedDecidesEveryBit(LongFunction<RegressionProblem> generator) {
    assertEquals(generator.apply(5).fingerprint(), generator.apply(5).fingerprint());
    assertFalse(generator.apply(5).fingerprint().equals(generator.apply(6).fingerprint()));
  }

  @Test
  void theExampleOfTheTheoryHasASegmentOfMinimizers() {
    RegressionProblem problem = ReferenceProblems.nonUnique();
    for (double[] vertex : new double[][] {{1, 2, 0}, {0, 0, 3}}) {
      Certificate certificate = new Certifier(problem).certify(vertex, null).certificate();
      assertTrue(certificate.optimal());
      assertFalse(certificate.unique());
      assertEquals(1, Objects.requireNonNull(certificate.rho()));
    }
  }

  /** Both ends of the promised segment are minimizers of the same norm, and neither is unique. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theMinimizersAreTheSegmentPromised(long seed) {
    RegressionProblem problem = ReferenceProblems.nonUnique(6, 15, 3, seed);
    double[] start = Objects.requireNonNull(problem.planted());
    int[] support = IntStream.range(0, 15).filter(c -> start[c] != 0).toArray();
    int mean = IntStream.range(0, 15).filter(c -> start[c] == 0).findFirst().orElseThrow();
    double t = 2 * Math.min(Math.abs(start[support[0]]), Math.abs(start[support[1]]));
    double[] end = start.clone();
    end[support[0]] -= t / 2 * Math.signum(start[support[0]]);
    end[support[1]] -= t / 2 * Math.signum(start[support[1]]);
    end[mean] = t;
    var certifier = new Certifier(problem);
    for (double[] vertex : new double[][] {start, end}) {
      Certificate certificate = certifier.certify(vertex, null).certificate();
      assertTrue(certificate.optimal());
      assertFalse(certificate.unique());
      // Re-solved on its support; 1e-12 is 1e4 rounding errors of entries of order one.
      assertArrayEquals(vertex, certificate.minimizer(), 1e-12);
    }
    assertEquals(LinearAlgebra.norm1(start), LinearAlgebra.norm1(end), 1e-12);
    double[] images = new double[6];
    problem.matrix().multiply(end, images);
    assertArrayEquals(problem.observations(), images, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theMarginBoundsRho(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(6, 15, 3, 0.7, seed);
    Certificate certificate =
        new Certifier(problem)
            .certify(Objects.requireNonNull(problem.planted()), null)
            .certificate();
    assertTrue(certificate.unique());
    assertTrue(
        Objects.requireNonNull(certificate.rho()) <= 0.7 + 1e-12, () -> "ϱ = " + certificate.rho());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theMarginBoundsRhoOfASparseMatrix(long seed) {
    RegressionProblem problem = ReferenceProblems.sparseCertified(20, 60, 5, 4, 0.7, seed);
    var matrix = (SparseMatrix) problem.matrix();
    for (int j = 0; j < 60; j++) {
      assertEquals(4, matrix.starts()[j + 1] - matrix.starts()[j]);
    }
    Certificate certificate =
        new Certifier(problem)
            .certify(Objects.requireNonNull(problem.planted()), null)
            .certificate();
    assertTrue(certificate.unique(), () -> String.valueOf(certificate.reason()));
    assertTrue(
        Objects.requireNonNull(certificate.rho()) <= 0.7 + 1e-12, () -> "ϱ = " + certificate.rho());
  }

  @Test
  void aPointOfThePhaseDiagramIsRounded() {
    RegressionProblem problem = ReferenceProblems.donohoTanner(203, 0.25, 0.1, 1);
    assertEquals(51, problem.rows()); // 50.75
    assertEquals(203, problem.columns());
    double[] planted = Objects.requireNonNull(problem.planted());
    assertEquals(5, IntStream.range(0, 203).filter(j -> planted[j] != 0).count()); // 5.1
    assertTrue(problem.provenance().contains("51 × 203, 5-sparse"), problem::provenance);
    assertEquals(1, ReferenceProblems.donohoTanner(10, 1e-9, 1e-9, 1).rows());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("rho", () -> ReferenceProblems.tightness(1, 1)),
        mistake("y", () -> ReferenceProblems.tightness(.5, Double.NaN)),
        mistake("rows", () -> ReferenceProblems.gaussian(0, 5, 1, 0, 1)),
        mistake("columns", () -> ReferenceProblems.gaussian(5, 0, 1, 0, 1)),
        mistake("rows", () -> ReferenceProblems.gaussian(1 << 30, 1 << 30, 1, 0, 1)),
        mistake("sparsity", () -> ReferenceProblems.gaussian(2, 3, 4, 0, 1)),
        mistake("noise", () -> ReferenceProblems.gaussian(2, 3, 1, -1, 1)),
        mistake("margin", () -> ReferenceProblems.certified(2, 3, 1, 1, 1)),
        mistake("sparsity", () -> ReferenceProblems.certified(2, 5, 3, .5, 1)),
        mistake("sparsity", () -> ReferenceProblems.sparseCertified(2, 5, 3, 1, .5, 1)),
        mistake("nonzerosPerColumn", () -> ReferenceProblems.sparseCertified(2, 5, 1, 3, .5, 1)),
        mistake(
            "nonzerosPerColumn",
            () -> ReferenceProblems.sparseCertified(100, 1 << 20, 1, 100, .5, 1)),
        mistake("undersampling", () -> ReferenceProblems.donohoTanner(10, 1.1, .5, 1)),
        mistake("density", () -> ReferenceProblems.donohoTanner(10, .5, 0, 1)),
        mistake("columns", () -> ReferenceProblems.donohoTanner(-1, .5, .5, 1)),
        mistake("sparsity", () -> ReferenceProblems.nonUnique(3, 5, 1, 1)),
        mistake("sparsity", () -> ReferenceProblems.nonUnique(5, 5, 5, 1)));
  }

  private static Arguments mistake(String name, Executable call) {
    return Arguments.of(name, call);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void anArgumentOutOfRangeIsNamed(String name, Executable call) {
    var thrown = assertThrows(ArgumentOutOfRangeException.class, call);
    assertEquals(name, thrown.name());
    assertFalse(thrown.remedy().isBlank());
  }
}
