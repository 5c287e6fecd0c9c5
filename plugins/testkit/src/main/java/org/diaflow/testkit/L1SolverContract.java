package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.Certificate;
import org.diaflow.theory.Certifier;
import org.diaflow.theory.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every ℓ¹ solver must do with its default parameters: find minimizers that the judge
 * confirms, move with the problem, and obey. Extend it, return your solver, and run it as a JUnit
 * test.
 */
public abstract class L1SolverContract {

  /**
   * Largest deviation from the planted minimizer after the judge has re-solved on the support: the
   * rounding of y = Ax*, 1e-16, times the conditioning of A_S, below 1e4 for these instances.
   */
  private static final double EXACT = 1e-11;

  /** How long a solver may take for one of these small problems. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The solver under test. */
  protected abstract L1Solver solver();

  @Test
  void tightnessExampleIsSolved() {
    assertSolved(ReferenceProblems.tightness(0.5, 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void certifiedInstancesAreSolved(long seed) {
    assertSolved(ReferenceProblems.certified(20, 60, 5, 0.9, seed));
  }

  @Test
  void squareInvertibleSystemIsSolved() {
    assertSolved(ReferenceProblems.certified(8, 8, 4, 0.9, 3));
  }

  /** Permuting columns, flipping their signs and scaling y moves the minimizer likewise. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void minimizerMovesWithTheProblem(long seed) {
    RegressionProblem problem = ReferenceProblems.certified(12, 30, 3, 0.8, seed);
    int d = problem.columns();
    int[] order = new Random(seed).ints(0, d).distinct().limit(d).toArray();
    double[] entries = new double[problem.rows() * d];
    double[] planted = new double[d];
    for (int j = 0; j < d; j++) {
      double sign = j % 2 == 0 ? 1 : -1;
      planted[j] = 3 * sign * Objects.requireNonNull(problem.planted())[order[j]];
      for (int i = 0; i < problem.rows(); i++) {
        entries[i * d + j] = sign * problem.matrix().get(i, order[j]);
      }
    }
    double[] y = problem.observations().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= 3;
    }
    assertSolved(
        new RegressionProblem(
            new DenseMatrix(problem.rows(), d, entries), y, planted, "moved " + seed));
  }

  @Test
  void unsolvableSystemIsNotCalledSolved() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1, 0}, new double[] {1, 1, 0}),
            new double[] {1, 2},
            null,
            "inconsistent");
    L1Candidate candidate = solve(problem, within(Duration.ofSeconds(2)));
    assertNotEquals(StopReason.CONVERGED, candidate.outcome().reason());
    assertFalse(candidate.outcome().advice().isBlank());
  }

  @Test
  void exhaustedBudgetEndsTheRun() {
    RegressionProblem problem = ReferenceProblems.certified(20, 60, 5, 0.9, 1);
    assertNotNull(
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> solve(problem, () -> true)));
  }

  @Test
  void equalProblemsGetEqualBits() {
    RegressionProblem problem = ReferenceProblems.certified(20, 60, 5, 0.9, 2);
    assertArrayEquals(solve(problem, within(PATIENCE)).x(), solve(problem, within(PATIENCE)).x());
  }

  private void assertSolved(RegressionProblem problem) {
    assertTrue(solver().supports(problem).supported(), () -> solver().supports(problem).reason());
    L1Candidate candidate = solve(problem, within(PATIENCE));
    Certificate certificate =
        new Certifier(problem).certify(candidate.x(), candidate.dual()).certificate();
    assertTrue(certificate.optimal(), () -> String.valueOf(certificate.reason()));
    assertArrayEquals(Objects.requireNonNull(problem.planted()), certificate.minimizer(), EXACT);
  }

  private static Budget within(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return () -> System.nanoTime() - end > 0;
  }

  private L1Candidate solve(RegressionProblem problem, Budget budget) {
    L1Solver solver = solver();
    return solver.solve(
        new L1Task(problem, Parameters.defaults(solver.descriptor()), budget),
        IterateListener.NONE);
  }
}
