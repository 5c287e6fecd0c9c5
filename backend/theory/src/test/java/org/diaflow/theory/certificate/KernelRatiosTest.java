package org.diaflow.theory.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.internal.KernelRatios;
import org.diaflow.theory.certificate.internal.LeastMaximum;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.diaflow.theory.problem.SupportSplit;
import org.junit.jupiter.api.Test;

/** The bounds over ker A hold against linear programmes, and are better than those of A_S⁺A_Sᶜ. */
final class KernelRatiosTest {

  private static final int PROBLEMS = Integer.getInteger("diaflow.random", 60);

  /** Rounding of the programmes' optima. */
  private static final double ROUNDING = 1e-10;

  private static SupportSplit split(RegressionProblem problem) {
    return Objects.requireNonNull(CertificateCasesTest.certified(problem).split());
  }

  /** sup |n_i|/‖n_Sᶜ‖₁ by one programme each, sup ‖n_S‖₁/‖n_Sᶜ‖₁ by one for each sign pattern. */
  @Test
  void noVectorOfTheKernelHasMore() {
    for (long seed = 1; seed <= PROBLEMS; seed++) {
      int n = 6 + (int) (seed % 7);
      RegressionProblem problem =
          ReferenceProblems.certified(n, 2 * n + 3, 1 + (int) (seed % 4), 0.8, seed);
      SupportSplit split = split(problem);
      KernelRatios ratios = KernelRatios.of(split);
      for (int i = 0; i < split.sparsity(); i++) {
        double[] row = row(Objects.requireNonNull(split.onto()), i);
        double supremum = LeastMaximum.solve(row, split.kernel()).optimum();
        assertTrue(supremum <= ratios.entries()[i] * (1 + ROUNDING), problem.provenance());
      }
      double tilde = NullSpaceConstants.of(split, 0).rhoTilde().lower();
      assertTrue(tilde <= ratios.norm() * (1 + ROUNDING), problem.provenance());
    }
  }

  /** Where ϱ̃ is not enumerated, the bounds are better than those of the pseudo-inverse. */
  @Test
  void thePseudoInverseIsLooser() {
    for (long seed = 1; seed <= 20; seed++) {
      RegressionProblem problem = ReferenceProblems.certified(20, 50, 6, 0.8, seed);
      SupportSplit split = split(problem);
      KernelRatios ratios = KernelRatios.of(split);
      double largest = LinearAlgebra.normInfinity(Objects.requireNonNull(split.onto()).entries());
      assertTrue(LinearAlgebra.normInfinity(ratios.entries()) < largest, problem.provenance());
      assertTrue(ratios.norm() < pseudoInverseNorm(split), problem.provenance());
    }
  }

  /** |S| = N: n_S = −T·n_Sᶜ for every n_Sᶜ, so that both are norms of T. */
  @Test
  void withoutFreedomTheyAreNorms() {
    SupportSplit split = split(ReferenceProblems.gaussian(7, 15, 3, 0.1, 1));
    assertEquals(0, split.freedom());
    KernelRatios ratios = KernelRatios.of(split);
    assertEquals(pseudoInverseNorm(split), ratios.norm());
    for (int i = 0; i < 7; i++) {
      double[] row = row(Objects.requireNonNull(split.onto()), i);
      assertEquals(LinearAlgebra.normInfinity(row), ratios.entries()[i]);
    }
  }

  private static double[] row(DenseMatrix matrix, int i) {
    int m = matrix.columns();
    return Arrays.copyOfRange(matrix.entries(), i * m, (i + 1) * m);
  }

  /** ‖A_S⁺A_Sᶜ‖_{1→1}. */
  private static double pseudoInverseNorm(SupportSplit split) {
    double largest = 0;
    for (int j = 0; j < split.offSize(); j++) {
      double[] column = Objects.requireNonNull(split.onto()).column(j);
      largest = Math.max(largest, LinearAlgebra.norm1(column));
    }
    return largest;
  }
}
