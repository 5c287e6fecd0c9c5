package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certificate;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every ℓ¹ solver must do with its default parameters: find minimizers that the judge
 * confirms, move with the problem, say the truth about how it ended, and obey. Extend it, return
 * your solver, and run it as a JUnit test.
 *
 * <p>Planted vectors are withheld from the solver. Problems of more than six rows may be refused
 * with a reason.
 */
public abstract class L1SolverContract {

  /**
   * Largest deviation from the planted minimizer after the judge has re-solved on the support: the
   * rounding of y = Ax*, 1e-16, times the conditioning of A_S, below 1e4 for these instances.
   */
  private static final double EXACT = 1e-11;

  /** How long a solver may take for one of these small problems. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long a solver may take that must not start at all. */
  private static final Duration CANCELLATION = Duration.ofSeconds(5);

  /** The solver under test; may be the same instance every time. */
  protected abstract L1Solver solver();

  /**
   * Largest error of an entry, relative to the largest entry of the minimizer, allowed with the
   * default parameters: 1e-6. The judge follows a candidate to a minimizer that is so near.
   */
  protected double accuracy() {
    return 1e-6;
  }

  @Test
  void descriptorIsComplete() {
    DescriptorRules.check(() -> solver().descriptor());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void tightnessExampleIsSolved(double rho) {
    assertSolved(ReferenceProblems.tightness(rho, 2));
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 1, 1", "5, 10, 2, 2", "6, 12, 2, 3", "6, 12, 3, 4", "6, 12, 3, 5"})
  void smallCertifiedInstancesAreSolved(int rows, int columns, int sparsity, long seed) {
    assertSolved(ReferenceProblems.certified(rows, columns, sparsity, 0.8, seed));
  }

  @ParameterizedTest
  @CsvSource({"20, 60, 5, 1", "20, 60, 5, 2", "20, 60, 5, 3", "30, 90, 8, 1", "30, 90, 8, 2"})
  void largerCertifiedInstancesAreSolvedOrRefused(int rows, int columns, int sparsity, long seed) {
    RegressionProblem problem = ReferenceProblems.certified(rows, columns, sparsity, 0.9, seed);
    Applicability applicability = solver().supports(problem);
    assertTrue(
        applicability.applicable() || !applicability.reason().isBlank(),
        "a refusal without a reason");
    assumeTrue(applicability.applicable(), applicability.reason());
    assertSolved(problem);
  }

  /** How A is stored changes nothing but the rounding of products. */
  @ParameterizedTest
  @CsvSource({"6, 12, 2, 3, 1", "6, 12, 2, 3, 2", "5, 10, 1, 2, 3"})
  void sparseMatrixHasTheMinimizerOfTheSameMatrixInFull(
      int rows, int columns, int sparsity, int perColumn, long seed) {
    RegressionProblem sparse =
        ReferenceProblems.sparseCertified(rows, columns, sparsity, perColumn, 0.8, seed);
    var full =
        new RegressionProblem(
            sparse.matrix().dense(), sparse.observations(), sparse.planted(), "in full");
    assertSolved(sparse);
    assertSolved(full);
    assertClose(converged(full).x(), converged(sparse).x());
  }

  /** An answer, a reason, or the truth that time was short: never more memory than there is. */
  @Test
  void largeSparseMatrixIsWorkedOnByProductsOrRefused() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 8, 5, 0.7, 1);
    Applicability applicability = solver().supports(problem);
    assertTrue(
        applicability.applicable() || !applicability.reason().isBlank(),
        "a refusal without a reason");
    assumeTrue(applicability.applicable(), applicability.reason());
    L1Candidate candidate = solve(problem, within(CANCELLATION));
    if (candidate.outcome().reason() == StopReason.CONVERGED) {
      assertClose(Objects.requireNonNull(problem.planted()), candidate.x());
      assertTrue(certify(problem, candidate).unique());
    } else {
      assertFalse(candidate.outcome().advice().isBlank(), "the outcome has no advice");
    }
  }

  @Test
  void squareInvertibleSystemIsSolved() {
    DenseMatrix matrix =
        DenseMatrix.ofRows(new double[] {2, 1, 0}, new double[] {1, 3, 1}, new double[] {0, 1, 4});
    assertSolved(
        new RegressionProblem(matrix, new double[] {4, 4, -10}, new double[] {1, 2, -3}, "square"));
  }

  /** The last row is the sum of the others: solved, or said to be too much. */
  @Test
  void redundantRowChangesNothing() {
    RegressionProblem problem = instance();
    int n = problem.rows();
    int d = problem.columns();
    double[] entries = Arrays.copyOf(problem.matrix().dense().entries(), (n + 1) * d);
    double[] y = Arrays.copyOf(problem.observations(), n + 1);
    for (int i = 0; i < n; i++) {
      y[n] += y[i];
      for (int j = 0; j < d; j++) {
        entries[n * d + j] += problem.matrix().get(i, j);
      }
    }
    var redundant =
        new RegressionProblem(
            new DenseMatrix(n + 1, d, entries), y, problem.planted(), "one row more");
    L1Candidate candidate = solve(redundant, within(PATIENCE));
    if (candidate.outcome().reason() == StopReason.STALLED) {
      assertFalse(candidate.outcome().advice().isBlank(), "the outcome has no advice");
    } else {
      assertSolved(redundant);
    }
  }

  /** Noisy observations: as many nonzero entries as rows. The judge knows the minimizer. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noisyProblemsAreSolved(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(5, 10, 2, 0.2, seed);
    L1Candidate candidate = converged(problem);
    Certificate certificate = certify(problem, candidate);
    assertTrue(certificate.optimal(), () -> String.valueOf(certificate.reason()));
    assertClose(certificate.minimizer(), candidate.x());
  }

  /** Every column twice: many minimizers, one norm. */
  @Test
  void duplicateColumnsKeepTheNorm() {
    RegressionProblem problem = ReferenceProblems.certified(4, 6, 2, 0.8, 1);
    RegressionProblem twice = moved(problem, 2 * problem.columns(), j -> j / 2, j -> 1, 1);
    L1Candidate candidate = converged(twice);
    double norm = norm1(Objects.requireNonNull(problem.planted()));
    assertEquals(norm, norm1(candidate.x()), accuracy() * norm);
    assertTrue(Certifier.relativeResidual(twice, candidate.x()) <= accuracy());
  }

  @Test
  void permutedColumnsPermuteTheMinimizer() {
    RegressionProblem problem = instance();
    int d = problem.columns();
    assertSolved(moved(problem, d, j -> d - 1 - j, j -> 1, 1));
  }

  @Test
  void flippedSignsFlipTheMinimizer() {
    RegressionProblem problem = instance();
    assertSolved(moved(problem, problem.columns(), j -> j, j -> j % 3 == 0 ? -1 : 1, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 0.01})
  void scaledObservationsScaleTheMinimizer(double factor) {
    RegressionProblem problem = instance();
    assertSolved(moved(problem, problem.columns(), j -> j, j -> 1, factor));
  }

  @Test
  void observationsOfZeroHaveTheMinimizerZero() {
    RegressionProblem problem = instance();
    var zero = new RegressionProblem(problem.matrix(), new double[problem.rows()], null, "y = 0");
    assertEquals(0, norm1(converged(zero).x()));
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
    assertFalse(candidate.outcome().advice().isBlank(), "the outcome has no advice");
  }

  @Test
  void exhaustedBudgetEndsTheRun() {
    RegressionProblem problem = instance();
    L1Candidate candidate =
        assertTimeoutPreemptively(CANCELLATION, () -> solve(problem, () -> true));
    assertEquals(problem.columns(), candidate.x().length, "length of the candidate");
  }

  /** A run that asks its budget a second time hears that it is over. */
  @Test
  void budgetThatEndsOnTheWayIsObeyed() {
    RegressionProblem problem = instance();
    var asked = new AtomicInteger();
    L1Candidate candidate =
        assertTimeoutPreemptively(
            CANCELLATION, () -> solve(problem, () -> asked.incrementAndGet() > 1));
    assertTrue(asked.get() > 0, "the budget was never asked");
    assertEquals(problem.columns(), candidate.x().length, "length of the candidate");
  }

  @Test
  void equalProblemsGetEqualBits() {
    RegressionProblem problem = instance();
    String fingerprint = problem.fingerprint();
    double[] first = converged(problem).x().clone();
    converged(ReferenceProblems.tightness(0.5, 2));
    assertArrayEquals(first, converged(problem).x());
    assertEquals(fingerprint, problem.fingerprint(), "the solver wrote to the problem");
  }

  private void assertSolved(RegressionProblem problem) {
    Applicability applicability = solver().supports(problem);
    assertTrue(applicability.applicable(), applicability.reason());
    double[] planted = Objects.requireNonNull(problem.planted());
    L1Candidate candidate = converged(problem);
    assertClose(planted, candidate.x());
    Certificate certificate = certify(problem, candidate);
    assertTrue(certificate.optimal(), () -> String.valueOf(certificate.reason()));
    double size = largest(planted);
    assertArrayEquals(planted, certificate.minimizer(), EXACT * size);
  }

  private static Certificate certify(RegressionProblem problem, L1Candidate candidate) {
    return new Certifier(problem).certify(candidate.x(), candidate.dual()).certificate();
  }

  private void assertClose(double[] expected, double[] actual) {
    assertArrayEquals(expected, actual, accuracy() * largest(expected));
  }

  private L1Candidate converged(RegressionProblem problem) {
    L1Candidate candidate = solve(problem, within(PATIENCE));
    assertEquals(StopReason.CONVERGED, candidate.outcome().reason(), candidate.outcome().advice());
    return candidate;
  }

  private L1Candidate solve(RegressionProblem problem, Budget budget) {
    L1Solver solver = solver();
    var withheld =
        new RegressionProblem(problem.matrix(), problem.observations(), null, problem.provenance());
    return solver.solve(
        new L1Task(withheld, Parameters.defaults(solver.descriptor()), budget),
        IterateListener.NONE);
  }

  private static Budget within(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return () -> System.nanoTime() - end > 0;
  }

  private static RegressionProblem instance() {
    return ReferenceProblems.certified(6, 12, 2, 0.8, 7);
  }

  /**
   * The problem whose column j is sign(j) times column from(j), with y times {@code factor}; the
   * planted vector moves likewise, which is wrong where columns repeat.
   */
  private static RegressionProblem moved(
      RegressionProblem problem,
      int columns,
      IntUnaryOperator from,
      IntUnaryOperator sign,
      double factor) {
    double[] entries = new double[problem.rows() * columns];
    double[] planted = new double[columns];
    for (int j = 0; j < columns; j++) {
      int source = from.applyAsInt(j);
      planted[j] = factor * sign.applyAsInt(j) * Objects.requireNonNull(problem.planted())[source];
      for (int i = 0; i < problem.rows(); i++) {
        entries[i * columns + j] = sign.applyAsInt(j) * problem.matrix().get(i, source);
      }
    }
    return new RegressionProblem(
        new DenseMatrix(problem.rows(), columns, entries),
        Arrays.stream(problem.observations()).map(y -> factor * y).toArray(),
        planted,
        "moved");
  }

  private static double norm1(double[] x) {
    return Arrays.stream(x).map(Math::abs).sum();
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElse(0);
  }
}
