package org.diaflow.ojalgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simplex finds minimizers that the judge confirms. */
final class OjalgoSimplexTest {

  private final OjalgoSimplex solver = new OjalgoSimplex();

  private L1Candidate solve(RegressionProblem problem) {
    return solve(problem, Map.of(), Budget.UNLIMITED);
  }

  private L1Candidate solve(RegressionProblem problem, Map<String, Double> chosen, Budget budget) {
    return solver.solve(
        new L1Task(problem, Parameters.of(solver.descriptor(), chosen), budget),
        IterateListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void certifiedInstancesAreSolved(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(30, 90, 8, 0.9, seed);
    L1Candidate candidate = solve(problem);
    var certification = new Certifier(problem).certify(candidate.x(), candidate.dual());
    assertTrue(certification.certificate().optimal());
    assertTrue(certification.certificate().unique());
    // the planted vector is exact up to the rounding of y, amplified by the conditioning of A_S
    assertArrayEquals(
        Objects.requireNonNull(problem.planted()), certification.certificate().minimizer(), 1e-11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1, 1e200})
  void sizeOfTheEntriesDoesNotMatter(double size) {
    RegressionProblem base = ReferenceProblems.certified(10, 30, 3, 0.8, 5);
    var scaled =
        new RegressionProblem(
            new DenseMatrix(
                10,
                30,
                Arrays.stream(base.matrix().dense().entries()).map(a -> a * size).toArray()),
            Arrays.stream(base.observations()).map(y -> y * size).toArray(),
            null,
            "scaled");
    assertArrayEquals(solve(base).x(), solve(scaled).x(), 1e-9);
  }

  @Test
  void rowsOfDifferentSizesDoNotMatter() {
    RegressionProblem base = ReferenceProblems.certified(10, 30, 3, 0.8, 5);
    double[] entries = base.matrix().dense().entries().clone();
    double[] observations = base.observations().clone();
    for (int i = 0; i < 10; i++) {
      int exponent = 330 * (i % 3 - 1);
      for (int j = 0; j < 30; j++) {
        entries[i * 30 + j] = Math.scalb(entries[i * 30 + j], exponent);
      }
      observations[i] = Math.scalb(observations[i], exponent);
    }
    var scaled =
        new RegressionProblem(new DenseMatrix(10, 30, entries), observations, null, "rows scaled");
    L1Candidate candidate = solve(scaled);
    // powers of two round nothing: the simplex sees the same numbers
    assertArrayEquals(solve(base).x(), candidate.x());
    double[] correlations = new double[30];
    scaled.matrix().multiplyTransposed(Objects.requireNonNull(candidate.dual()), correlations);
    assertEquals(1, Arrays.stream(correlations).map(Math::abs).max().orElseThrow(), 1e-9);
  }

  /** ojAlgo's primal simplex takes minutes here, its dual simplex less than a second. */
  @Test
  void theDefaultTimeIsEnoughFor256Rows() {
    RegressionProblem problem = ReferenceProblems.dynamicRange(256, 2048, 32, 0.9, 5, 1);
    L1Candidate candidate = solve(problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason());
    double[] planted = Objects.requireNonNull(problem.planted());
    double size = Arrays.stream(planted).map(Math::abs).max().orElseThrow();
    assertArrayEquals(planted, candidate.x(), 1e-9 * size);
  }

  /** 1024 columns on which ojAlgo at first calls a basis with large negative entries optimal. */
  @Test
  void aBasisWithNegativeEntriesIsNotTheEnd() {
    RegressionProblem problem = hard();
    L1Candidate candidate = solve(problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason());
    double[] dual = Objects.requireNonNull(candidate.dual());
    double[] correlations = new double[problem.columns()];
    problem.matrix().multiplyTransposed(dual, correlations);
    assertTrue(Arrays.stream(correlations).map(Math::abs).max().orElseThrow() < 1 + 1e-9);
    double value = 0;
    for (int i = 0; i < dual.length; i++) {
      value += dual[i] * problem.observations()[i];
    }
    double norm = Arrays.stream(candidate.x()).map(Math::abs).sum();
    assertEquals(norm, value, 1e-9 * norm);
  }

  /** The columns of a certified problem most correlated with its y. */
  private static RegressionProblem hard() {
    RegressionProblem whole = ReferenceProblems.dynamicRange(512, 4096, 85, 0.9, 5, 24);
    double[] correlations = new double[4096];
    whole.matrix().multiplyTransposed(whole.observations(), correlations);
    int[] chosen =
        IntStream.range(0, 4096)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -Math.abs(correlations[j])))
            .limit(1024)
            .mapToInt(j -> j)
            .sorted()
            .toArray();
    double[] entries = new double[512 * 1024];
    for (int i = 0; i < 512; i++) {
      for (int k = 0; k < 1024; k++) {
        entries[i * 1024 + k] = whole.matrix().get(i, chosen[k]);
      }
    }
    return new RegressionProblem(
        new DenseMatrix(512, 1024, entries), whole.observations(), null, "hard");
  }

  /** A simplex ended early holds no minimizer: it must not claim one. */
  @Test
  void runsEndedEarlyDoNotClaimAMinimizer() {
    RegressionProblem problem = ReferenceProblems.gaussian(300, 1200, 150, 0, 1);
    assertEquals(
        StopReason.BUDGET,
        solve(problem, Map.of("seconds", 0.1), Budget.UNLIMITED).outcome().reason());
    var asked = new AtomicInteger();
    long start = System.nanoTime();
    L1Candidate candidate = solve(problem, Map.of(), () -> asked.incrementAndGet() > 3);
    double ended = (System.nanoTime() - start) / 1e9;
    assertEquals(StopReason.CANCELLED, candidate.outcome().reason());
    start = System.nanoTime();
    assertEquals(StopReason.CONVERGED, solve(problem).outcome().reason());
    double full = (System.nanoTime() - start) / 1e9;
    assertTrue(ended < full, "ended after %s s of %s s".formatted(ended, full));
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void observationsOutsideTheRangeAreSaidToBe() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1}, new double[] {1, 1}),
            new double[] {1, 2},
            null,
            "inconsistent");
    assertEquals(StopReason.STALLED, solve(problem).outcome().reason());
  }
}
