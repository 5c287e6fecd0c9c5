package org.diaflow.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.testkit.fixtures.BrokenSolver;
import org.diaflow.testkit.fixtures.FakeL1Solver;
import org.diaflow.testkit.fixtures.SoundSolver;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge measures; no lie about a vector or a dual changes a verdict. */
final class SolverComparisonTest {

  private static final RegressionProblem PROBLEM = ReferenceProblems.certified(8, 16, 3, 0.7, 5);
  private static final double[] PLANTED = Objects.requireNonNull(PROBLEM.planted());

  private static SolverComparison comparison(RegressionProblem problem) {
    return SolverComparison.of(
        problem, SolverChoice.defaults(new SoundSolver()), 60, Budget.UNLIMITED);
  }

  private static ComparisonResult run(RegressionProblem problem, L1Solver solver) {
    return comparison(problem).run(SolverChoice.defaults(solver), 60, Budget.UNLIMITED);
  }

  private static L1Solver claiming(double[] x, double @Nullable [] dual) {
    var outcome = new Outcome(StopReason.CONVERGED, "So it says.");
    return new FakeL1Solver("liar", task -> new L1Candidate(x, dual, outcome));
  }

  @Test
  void theSoundSolverSolves() {
    ComparisonResult result = run(PROBLEM, new SoundSolver());
    Accuracy before = measured(result.before());
    assertEquals(Verdict.SOLVED, before.verdict());
    assertEquals(3, before.supportSize());
    assertTrue(Objects.requireNonNull(before.gap()) < 1e-12);
    assertTrue(result.certified());
    assertTrue(result.seconds() > 0);
    assertTrue(result.curve().getLast().error() < 1e-12);
  }

  @Test
  void theMinimizerIsWithheldFromTheContestants() {
    var seen = new ArrayList<double @Nullable []>();
    var outcome = new Outcome(StopReason.CONVERGED, "Seen it.");
    run(
        PROBLEM,
        new FakeL1Solver(
            "curious",
            task -> {
              seen.add(task.problem().planted());
              return new L1Candidate(new double[16], null, outcome);
            }));
    assertFalse(seen.isEmpty());
    seen.forEach(planted -> assertNull(planted));
  }

  @Test
  void aWrongVectorWithAWrongDualIsUnacceptable() {
    double[] ones = new double[16];
    Arrays.fill(ones, 1);
    double[] dual = new double[8];
    Arrays.fill(dual, 1e6);
    ComparisonResult result = run(PROBLEM, claiming(ones, dual));
    assertEquals(Verdict.UNACCEPTABLE, measured(result.before()).verdict());
    assertEquals(StopReason.CONVERGED, result.outcome().reason());
    if (result.certified()) { // then purification found the minimizer by itself
      assertEquals(Verdict.SOLVED, measured(result.after()).verdict());
    }
    assertNoLie(result);
  }

  @Test
  void aSlightlyWrongVectorIsAcceptableAndPurified() {
    double[] x = Arrays.stream(PLANTED).map(value -> 0.999 * value).toArray();
    ComparisonResult result = run(PROBLEM, claiming(x, new double[] {Double.NaN}));
    assertEquals(Verdict.ACCEPTABLE, measured(result.before()).verdict());
    assertTrue(result.certified());
    assertEquals(Verdict.SOLVED, measured(result.after()).verdict());
    assertNotNull(measured(result.before()).gap()); // by the dual of the certificate
  }

  /**
   * A vertex that solves A·x = y, but with the larger norm: feasible, wrong, and said to be done.
   */
  @Test
  void aFeasibleVertexThatIsNoMinimizerIsNeverCalledSolved() {
    var problem = ReferenceProblems.tightness(0.5, 2);
    ComparisonResult alone = run(problem, claiming(new double[] {0, 4}, null));
    assertFalse(alone.certified());
    assertEquals(Verdict.UNACCEPTABLE, measured(alone.after()).verdict());
    assertEquals(0, measured(alone.after()).residual());
    // any multiple of ν = 1 shows the right support, though not the vector it came with
    ComparisonResult helped = run(problem, claiming(new double[] {0, 4}, new double[] {2}));
    assertEquals(Verdict.UNACCEPTABLE, measured(helped.before()).verdict());
    assertTrue(helped.certified());
    assertEquals(0, measured(helped.after()).distance());
  }

  @Test
  void withoutAKnownMinimizerResidualAndGapDecide() {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1, 1}, new double[] {3, 0, 1}),
            new double[] {3, 3},
            null,
            "theory §7: a segment of minimizers");
    var middle = new double[] {0.5, 1, 1.5};
    assertNull(comparison(problem).minimizer());
    ComparisonResult right = run(problem, claiming(middle, new double[] {1, 0}));
    assertEquals(Verdict.SOLVED, measured(right.before()).verdict());
    assertNull(measured(right.before()).distance());
    ComparisonResult wrong = run(problem, claiming(new double[] {0, 0, 3.5}, new double[] {1, 0}));
    assertEquals(Verdict.UNACCEPTABLE, measured(wrong.before()).verdict());
    // norm 6 = ⟨y, ν⟩, but Aᵀν = (2, 2, 2) is twice too large: ν proves a norm of 3 only
    ComparisonResult lying =
        run(problem, claiming(new double[] {1.5, 3, -1.5}, new double[] {2, 0}));
    assertEquals(0.5, Objects.requireNonNull(measured(lying.before()).gap()), 1e-15);
    assertEquals(Verdict.UNACCEPTABLE, measured(lying.before()).verdict());
  }

  /** Too large for all entries of A at once: the planted vector is confirmed all the same. */
  @Test
  void aLargeSparseProblemIsJudgedByProducts() {
    RegressionProblem sparse = ReferenceProblems.sparseCertified(512, 8192, 40, 8, 0.9, 1);
    double[] planted = Objects.requireNonNull(sparse.planted());
    double[] x = Arrays.stream(planted).map(value -> 0.999 * value).toArray();
    SolverComparison comparison = comparison(sparse);
    assertNotNull(comparison.minimizer());
    ComparisonResult near =
        comparison.run(SolverChoice.defaults(claiming(x, null)), 60, Budget.UNLIMITED);
    assertEquals(Verdict.ACCEPTABLE, measured(near.before()).verdict());
    assertTrue(near.certified());
    assertEquals(Verdict.SOLVED, measured(near.after()).verdict());
    x[firstNonzero(planted)] = 0; // what is missing is found by pursuit
    ComparisonResult missing =
        comparison.run(SolverChoice.defaults(claiming(x, null)), 60, Budget.UNLIMITED);
    assertTrue(missing.certified(), missing.purification());
    double[] ones = new double[8192];
    Arrays.fill(ones, 1);
    ComparisonResult lying =
        comparison.run(
            SolverChoice.defaults(claiming(ones, new double[512])), 60, Budget.UNLIMITED);
    assertFalse(lying.certified());
    assertEquals(Verdict.UNACCEPTABLE, measured(lying.after()).verdict());
  }

  private static int firstNonzero(double[] x) {
    int j = 0;
    while (x[j] == 0) {
      j++;
    }
    return j;
  }

  @Test
  void brokenSolversCostTheirOwnRunOnly() {
    ComparisonResult nan = run(PROBLEM, BrokenSolver.NAN);
    assertEquals(StopReason.NON_FINITE, nan.outcome().reason());
    assertNull(nan.before());
    assertFalse(nan.certified());
    ComparisonResult throwing = run(PROBLEM, BrokenSolver.THROWS);
    assertEquals(StopReason.PLUGIN_ERROR, throwing.outcome().reason());
    assertTrue(throwing.outcome().advice().contains("broken-throws"));
    ComparisonResult inaccurate = run(PROBLEM, BrokenSolver.INACCURATE);
    assertEquals(Verdict.ACCEPTABLE, measured(inaccurate.before()).verdict());
    ComparisonResult shorter = run(PROBLEM, claiming(new double[] {1}, null));
    assertEquals(StopReason.PLUGIN_ERROR, shorter.outcome().reason());
    ComparisonResult refused =
        run(ReferenceProblems.certified(30, 90, 3, 0.7, 1), new SoundSolver());
    assertEquals(StopReason.UNSUPPORTED, refused.outcome().reason());
  }

  @Test
  void outOfTimeIsSaidAndTheVectorStillJudged() {
    var idle =
        new FakeL1Solver(
            "idle",
            task -> {
              while (!task.budget().exhausted()) {
                Thread.onSpinWait();
              }
              return new L1Candidate(
                  PLANTED, null, new Outcome(StopReason.CANCELLED, "Told to stop."));
            });
    SolverComparison comparison = comparison(PROBLEM);
    long start = System.nanoTime();
    ComparisonResult result = comparison.run(SolverChoice.defaults(idle), 0.05, Budget.UNLIMITED);
    assertTrue(result.seconds() > 0 && result.seconds() <= (System.nanoTime() - start) / 1e9);
    assertEquals(StopReason.BUDGET, result.outcome().reason());
    assertEquals(Verdict.SOLVED, measured(result.before()).verdict());
  }

  @Test
  void pausesDoNotCount() {
    var now = new AtomicLong();
    var watch = new StopWatch(now::get);
    assertEquals(0, watch.seconds());
    watch.start();
    now.addAndGet(2_000_000_000L);
    watch.pause(() -> now.addAndGet(50_000_000_000L));
    assertEquals(2, watch.seconds());
    now.addAndGet(1_000_000_000L);
    watch.end();
    now.addAndGet(7_000_000_000L);
    assertEquals(3, watch.seconds());
  }

  private static void assertNoLie(ComparisonResult result) {
    Accuracy after = measured(result.after());
    boolean right = Objects.requireNonNull(after.relativeDistance()) <= 1e-6;
    assertEquals(right, after.verdict() == Verdict.SOLVED);
    assertTrue(right || !result.certified());
  }

  private static Accuracy measured(@Nullable Accuracy accuracy) {
    return Objects.requireNonNull(accuracy);
  }
}
