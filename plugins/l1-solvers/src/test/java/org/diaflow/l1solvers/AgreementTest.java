package org.diaflow.l1solvers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.diaflow.ojalgo.OjalgoSimplex;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Methods that have nothing in common find the same norm: each solver of this module against the
 * simplex, on problems of every kind.
 */
final class AgreementTest {

  /** The gap and the residual that the solvers ask of themselves are at most 1e-9. */
  private static final double AGREEMENT = 1e-8;

  /** Kinds of random matrices. */
  enum Kind {
    /** Gaussian A, noisy y. */
    NOISY,
    /** Gaussian A, every second column another one up to its sign. */
    DUPLICATES,
    /** Entries ±1, y an integer combination: ties everywhere. */
    SIGNS,
    /** Entries 0 and 1: many minimizers. */
    BINARY,
    /** The last row depends on two others. */
    DEPENDENT_ROWS
  }

  static Stream<L1Solver> solvers() {
    return new L1SolversPlugin().l1Solvers().stream();
  }

  static Stream<Arguments> runs() {
    return solvers()
        .flatMap(
            solver ->
                Arrays.stream(Kind.values())
                    .flatMap(
                        kind ->
                            LongStream.rangeClosed(1, 8)
                                .mapToObj(
                                    seed ->
                                        Arguments.of(
                                            solver.descriptor().id(), solver, kind, seed))));
  }

  private static RegressionProblem problem(Kind kind, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int n = 3 + random.nextInt(10);
    int d = n + random.nextInt(2 * n);
    double[] entries = new double[n * d];
    for (int k = 0; k < entries.length; k++) {
      entries[k] =
          switch (kind) {
            case SIGNS -> random.nextBoolean() ? 1 : -1;
            case BINARY -> random.nextInt(2);
            default -> random.nextGaussian();
          };
    }
    for (int j = 1; kind == Kind.DUPLICATES && j < d; j += 2) {
      int sign = random.nextBoolean() ? 1 : -1;
      for (int i = 0; i < n; i++) {
        entries[i * d + j] = sign * entries[i * d + j - 1];
      }
    }
    for (int j = 0; kind == Kind.DEPENDENT_ROWS && j < d; j++) {
      entries[(n - 1) * d + j] = entries[j] + 2 * entries[d + j];
    }
    double[] x = new double[d];
    for (int k = 0; k < 1 + n / 3; k++) {
      x[random.nextInt(d)] = random.nextInt(1, 4);
    }
    var matrix = new DenseMatrix(n, d, entries);
    double[] y = new double[n];
    matrix.multiply(x, y);
    for (int i = 0; kind == Kind.NOISY && i < n; i++) {
      y[i] += 0.1 * random.nextGaussian();
    }
    return new RegressionProblem(matrix, y, null, kind + ", seed " + seed);
  }

  @ParameterizedTest(name = "{0}, {2}, seed {3}")
  @MethodSource("runs")
  void normIsThatOfTheSimplex(String id, L1Solver solver, Kind kind, long seed) {
    RegressionProblem problem = problem(kind, seed);
    L1Candidate candidate = Runs.solve(solver, problem);
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason(), candidate.outcome().advice());
    double expected = Runs.norm1(Runs.solve(new OjalgoSimplex(), problem).x());
    assertEquals(expected, Runs.norm1(candidate.x()), AGREEMENT * expected);
    assertTrue(Certifier.relativeResidual(problem, candidate.x()) <= AGREEMENT);
  }

  /** What solvers return as ν is feasible and closes the gap: no norm can be smaller. */
  @ParameterizedTest(name = "{0}, {2}, seed {3}")
  @MethodSource("runs")
  void dualProvesTheNorm(String id, L1Solver solver, Kind kind, long seed) {
    RegressionProblem problem = problem(kind, seed);
    L1Candidate candidate = Runs.solve(solver, problem);
    double[] dual = Objects.requireNonNull(candidate.dual());
    double[] correlations = new double[problem.columns()];
    problem.matrix().multiplyTransposed(dual, correlations);
    double value = 0;
    for (int i = 0; i < dual.length; i++) {
      value += dual[i] * problem.observations()[i];
    }
    assertTrue(Arrays.stream(correlations).allMatch(c -> Math.abs(c) <= 1 + 1e-12));
    double norm = Runs.norm1(candidate.x());
    assertEquals(norm, value, AGREEMENT * norm);
  }

  /** Rows of size 2^±300 and observations of size 1e±200: the method sees numbers of order 1. */
  @ParameterizedTest
  @MethodSource("solvers")
  void sizesDoNotMatter(L1Solver solver) {
    RegressionProblem base = ReferenceProblems.certified(9, 20, 3, 0.8, 5);
    double[] planted = Objects.requireNonNull(base.planted());
    for (int power : new int[] {-600, 0, 600}) {
      double[] entries = base.matrix().dense().entries().clone();
      double[] y = base.observations().clone();
      for (int i = 0; i < 9; i++) {
        int exponent = 300 * (i % 3 - 1);
        for (int j = 0; j < 20; j++) {
          entries[i * 20 + j] = Math.scalb(entries[i * 20 + j], exponent);
        }
        y[i] = Math.scalb(y[i], exponent + power);
      }
      L1Candidate candidate =
          Runs.solve(
              solver, new RegressionProblem(new DenseMatrix(9, 20, entries), y, null, "scaled"));
      double[] x = Arrays.stream(candidate.x()).map(v -> Math.scalb(v, -power)).toArray();
      assertArrayEquals(planted, x, 1e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void observationsOutsideTheRangeStall(L1Solver solver) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(
                new double[] {1, 2, 0}, new double[] {0, 1, 1}, new double[] {1, 3, 1}),
            new double[] {1, 1, 3},
            null,
            "inconsistent");
    L1Candidate candidate = Runs.solve(solver, problem);
    assertEquals(StopReason.STALLED, candidate.outcome().reason());
    assertTrue(candidate.outcome().advice().contains("not solvable"));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void observationsOrthogonalToEveryColumnStall(L1Solver solver) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 2}, new double[] {0, 0}),
            new double[] {0, 1},
            null,
            "orthogonal");
    assertEquals(StopReason.STALLED, Runs.solve(solver, problem).outcome().reason());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void entriesThatAreNoNumbersAreSaidToBe(L1Solver solver) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      var matrix =
          new RegressionProblem(
              DenseMatrix.ofRows(new double[] {1, value}), new double[] {1}, null, "matrix");
      var observations =
          new RegressionProblem(
              DenseMatrix.ofRows(new double[] {1, 2}), new double[] {value}, null, "observations");
      assertEquals(StopReason.NON_FINITE, Runs.solve(solver, matrix).outcome().reason());
      assertEquals(StopReason.NON_FINITE, Runs.solve(solver, observations).outcome().reason());
    }
  }

  /** Whenever the budget ends, the run ends, with a vector of finite numbers. */
  @ParameterizedTest
  @MethodSource("solvers")
  void budgetIsAskedOnTheWay(L1Solver solver) {
    RegressionProblem problem = ReferenceProblems.gaussian(30, 90, 8, 0.3, 1);
    for (int questions = 1; questions <= 6; questions++) {
      var asked = new AtomicInteger();
      int most = questions;
      L1Candidate candidate =
          Runs.solve(solver, problem, Map.of(), () -> asked.incrementAndGet() > most);
      assertNotEquals(StopReason.CONVERGED, candidate.outcome().reason());
      assertEquals(StopReason.CANCELLED, candidate.outcome().reason());
      assertTrue(asked.get() <= most + 2, "asked " + asked + " times");
      assertTrue(Arrays.stream(candidate.x()).allMatch(Double::isFinite));
    }
  }
}
