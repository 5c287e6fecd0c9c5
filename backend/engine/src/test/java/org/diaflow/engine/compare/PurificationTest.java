package org.diaflow.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.diaflow.engine.compare.Purification.Purified;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approximations become certified vertices, and nothing else is ever certified. */
final class PurificationTest {

  /** Least squares on a well conditioned support leaves rounding only. */
  private static final double ROUNDING = 1e-11;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anApproximationToOnePerMilleBecomesTheMinimizer(int seed) {
    for (int sparsity : new int[] {3, 10, 20}) {
      var problem = ReferenceProblems.certified(20, 60, sparsity, 0.8, seed);
      double[] planted = Objects.requireNonNull(problem.planted());
      double[] x = perturbed(planted, 1e-3, seed);
      Purified purified = new Purification(problem).purify(x, null, Budget.UNLIMITED);
      assertTrue(purified.certified(), purified::reason);
      assertEquals(0, distance(purified.x(), planted), ROUNDING * norm(planted));
    }
  }

  /** Entries far below the error of x are found through the dual vector. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void theDualShowsEntriesThatTheErrorHides(int seed) {
    var problem = ReferenceProblems.dynamicRange(30, 90, 10, 0.7, 6, seed);
    double[] planted = Objects.requireNonNull(problem.planted());
    double largest = Arrays.stream(planted).map(Math::abs).max().orElseThrow();
    double[] x = perturbed(planted, 1e-3 * largest, seed);
    double[] dual = new Certifier(problem).confirm(planted, null).dual();
    Purified purified =
        new Purification(problem)
            .purify(x, perturbed(Objects.requireNonNull(dual), 1e-3, seed), Budget.UNLIMITED);
    assertTrue(purified.certified(), purified::reason);
    assertEquals(0, distance(purified.x(), planted), ROUNDING * norm(planted));
  }

  /** A sparse approximation to one per mille that lacks the small entries, as solvers return it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void smallEntriesThatAreMissingAreFound(int seed) {
    var problem = ReferenceProblems.dynamicRange(50, 150, 8, 0.8, 5, seed);
    double[] planted = Objects.requireNonNull(problem.planted());
    double cut = 1e-3 * Arrays.stream(planted).map(Math::abs).max().orElseThrow();
    double[] x = Arrays.stream(planted).map(v -> Math.abs(v) > cut ? 0.999 * v : 0).toArray();
    Purified purified = new Purification(problem).purify(x, null, Budget.UNLIMITED);
    assertTrue(purified.certified(), purified::reason);
    assertEquals(0, distance(purified.x(), planted), ROUNDING * norm(planted));
  }

  /** The pursuit completes approximations; it does not solve for those who did not try. */
  @Test
  void whatIsNoApproximationIsNotReplaced() {
    var problem = ReferenceProblems.certified(30, 90, 5, 0.8, 2);
    double[] planted = Objects.requireNonNull(problem.planted());
    double[] x = new double[90];
    for (int j = 0; j < x.length; j++) {
      x[j] = planted[j] == 0 && j < 40 ? 1 + j : 0;
    }
    assertFalse(new Purification(problem).purify(x, null, Budget.UNLIMITED).certified());
  }

  /** Feasible vectors that are not minimizers: the least-norm solution and other vertices. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whatIsCertifiedIsAMinimizerWhateverComesIn(int seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(12, 30, 12, 0, seed);
    var purification = new Purification(problem);
    double[] planted = Objects.requireNonNull(problem.planted());
    double least = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < 20; trial++) {
      double[] x = perturbed(planted, trial == 0 ? 0 : 1, 100L * seed + trial);
      Purified purified = purification.purify(x, null, Budget.UNLIMITED);
      if (purified.certified()) {
        double norm1 = Arrays.stream(purified.x()).map(Math::abs).sum();
        assertTrue(Certifier.relativeResidual(problem, purified.x()) <= 1e-9);
        if (least < Double.POSITIVE_INFINITY) {
          assertEquals(least, norm1, 1e-8 * least);
        }
        least = norm1;
      } else {
        assertSame(x, purified.x());
      }
    }
  }

  @Test
  void aDenseSolutionThatIsNotOptimalStaysAsItIs() {
    // A = (1, ½), y = 2: (0, 4) is a solution and a vertex, but (2, 0) has the smaller norm
    var problem = ReferenceProblems.tightness(0.5, 2);
    Purified purified =
        new Purification(problem).purify(new double[] {0, 4}, null, Budget.UNLIMITED);
    assertFalse(purified.certified());
    assertEquals(4, purified.x()[1]);
    Purified nothing =
        new Purification(problem).purify(new double[] {0, 0}, null, Budget.UNLIMITED);
    assertFalse(nothing.certified());
  }

  @Test
  void anExhaustedBudgetEndsTheGuessing() {
    var problem = ReferenceProblems.certified(20, 60, 5, 0.8, 1);
    double[] x = perturbed(Objects.requireNonNull(problem.planted()), 1e-3, 1);
    Purified purified = new Purification(problem).purify(x, null, () -> true);
    assertFalse(purified.certified());
    assertTrue(purified.reason().contains("told to stop"));
  }

  static double[] perturbed(double[] x, double size, long seed) {
    var random = new Random(seed);
    return Arrays.stream(x).map(value -> value + size * (2 * random.nextDouble() - 1)).toArray();
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += (x[j] - y[j]) * (x[j] - y[j]);
    }
    return Math.sqrt(sum);
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(value -> value * value).sum());
  }
}
