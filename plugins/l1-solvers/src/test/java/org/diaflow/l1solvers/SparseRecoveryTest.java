package org.diaflow.l1solvers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sparse problem that is not given in full. The large one, 8192 × 49152, is {@code
 * org.diaflow.bench.SparseRecovery}.
 */
final class SparseRecoveryTest {

  static Stream<Arguments> runs() {
    return Stream.of(new Homotopy(), new PrimalDualHybrid())
        .flatMap(
            solver -> LongStream.rangeClosed(1, 4).mapToObj(seed -> Arguments.of(solver, seed)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theMinimizerIsFoundByProducts(L1Solver solver, long seed) {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 60, 10, 0.9, seed);
    assertFalse(problem.matrix().hasDense());
    L1Candidate candidate = Runs.solve(solver, problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason());
    double[] planted = Objects.requireNonNull(problem.planted());
    assertArrayEquals(planted, candidate.x(), 1e-6);
    Certificate certificate =
        new Certifier(problem).certify(candidate.x(), candidate.dual()).certificate();
    assertTrue(certificate.unique(), () -> String.valueOf(certificate.reason()));
    // y = Ax* is rounded to 1e-16; the conditioning of 60 sparse columns is below 1e3
    assertArrayEquals(planted, certificate.minimizer(), 1e-12);
  }

  /** Coordinates vanish at μ = 0 here; rounding lets them leave before, and the end is not dual. */
  @ParameterizedTest
  @CsvSource({"0.5, 23", "0.9, 20", "0.99, 1"})
  void theDualVectorComesFromHigherUpThePath(double margin, long seed) {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 60, 10, margin, seed);
    L1Candidate candidate = Runs.solve(new Homotopy(), problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason(), candidate.outcome().advice());
    double[] correlations = new double[problem.columns()];
    problem.matrix().multiplyTransposed(Objects.requireNonNull(candidate.dual()), correlations);
    assertTrue(Arrays.stream(correlations).allMatch(c -> Math.abs(c) <= 1 + 1e-12));
    double value = 0;
    for (int i = 0; i < problem.rows(); i++) {
      value += problem.observations()[i] * candidate.dual()[i];
    }
    double norm = Runs.norm1(Objects.requireNonNull(problem.planted()));
    assertEquals(norm, value, 1e-9 * norm);
  }

  @Test
  void methodsThatNeedEveryEntryRefuseWithTheRemedy() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 60, 10, 0.9, 1);
    for (L1Solver solver : new L1Solver[] {new DouglasRachford(), new NetworkLimit()}) {
      Applicability applicability = solver.supports(problem);
      assertFalse(applicability.applicable());
      assertTrue(applicability.reason().contains("pdhg"), applicability::reason);
    }
  }

  /** Rows of sizes from 2^−300 to 2^300: scaled without being filled in. */
  @Test
  void rowsOfExtremeSizeAreBalanced() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 20, 10, 0.8, 3);
    var matrix = (org.diaflow.spi.SparseMatrix) problem.matrix();
    double[] entries = matrix.nonzeros().clone();
    double[] y = problem.observations().clone();
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Math.scalb(entries[k], exponent(matrix.rowIndices()[k]));
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.scalb(y[i], exponent(i));
    }
    var extreme = new RegressionProblem(matrix.withNonzeros(entries), y, null, "extreme rows");
    assertArrayEquals(
        Objects.requireNonNull(problem.planted()), Runs.solve(new Homotopy(), extreme).x(), 1e-9);
  }

  private static int exponent(int row) {
    return row % 3 * 300 - 300;
  }
}
