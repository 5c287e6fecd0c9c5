package org.diaflow.theory.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.path.LassoPath;
import org.diaflow.theory.problem.ProblemCheck;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge that works by products against the one that knows every entry. */
final class SparseJudgeTest {

  private static Certificate sparse(
      RegressionProblem problem, double[] candidate, double @Nullable [] dual) {
    return new SparseJudge(problem, (SparseMatrix) problem.matrix())
        .judge(candidate, dual, true)
        .certificate();
  }

  private static Certificate dense(RegressionProblem problem, double[] candidate) {
    return new DenseJudge(problem).judge(candidate, null, true).certificate();
  }

  private static int[] support(double[] x) {
    return IntStream.range(0, x.length).filter(j -> x[j] != 0).toArray();
  }

  private static double[] planted(RegressionProblem problem) {
    return Objects.requireNonNull(problem.planted());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bothSayTheSameOfCertifiedProblems(long seed) {
    RegressionProblem problem = ReferenceProblems.sparseCertified(60, 200, 12, 6, 0.9, seed);
    double[] disturbed = Arrays.stream(planted(problem)).map(value -> 0.9 * value).toArray();
    Certificate certificate = sparse(problem, disturbed, null);
    Certificate known = dense(problem, disturbed);
    assertTrue(known.unique());
    assertTrue(certificate.unique(), () -> String.valueOf(certificate.reason()));
    assertNull(certificate.rho());
    assertNotNull(certificate.reason());
    assertArrayEquals(known.minimizer(), certificate.minimizer(), 1e-12);
    assertEquals(
        Objects.requireNonNull(known.fuchs()), Objects.requireNonNull(certificate.fuchs()), 1e-10);
    requireProof(problem, certificate);
  }

  /** A_Sᵀν = σ and |Aᵀν| < 1 elsewhere, from the matrix and the dual vector alone. */
  private static void requireProof(RegressionProblem problem, Certificate certificate) {
    double[] correlations =
        Certifier.correlations(problem, Objects.requireNonNull(certificate.dual()));
    for (int j = 0; j < correlations.length; j++) {
      double x = certificate.minimizer()[j];
      if (x == 0) {
        assertTrue(Math.abs(correlations[j]) < 1 - 1e-9);
      } else {
        assertEquals(Math.signum(x), correlations[j], 1e-12);
      }
    }
  }

  /** Planted vectors at the edge of recovery: some are minimizers and some are not. */
  @Test
  void itNeverClaimsMoreThanTheOther() {
    int unique = 0;
    int wrong = 0;
    for (int seed = 1; seed <= 60; seed++) {
      RegressionProblem problem = uncertified(seed);
      Certificate known = dense(problem, planted(problem));
      Certificate certificate = sparse(problem, planted(problem), null);
      assertTrue(known.optimal() || !certificate.optimal(), "seed " + seed);
      assertTrue(known.unique() || !certificate.unique(), "seed " + seed);
      unique += known.unique() ? 1 : 0;
      wrong += known.optimal() ? 0 : 1;
      if (known.unique() && Objects.requireNonNull(known.rho()) < 0.95) {
        assertTrue(certificate.unique(), "seed %d, ϱ = %s".formatted(seed, known.rho()));
      }
    }
    assertTrue(unique >= 10 && wrong >= 10, "%d unique, %d wrong".formatted(unique, wrong));
  }

  private static RegressionProblem uncertified(int seed) {
    var random = new Random(seed);
    RegressionProblem other = ReferenceProblems.sparseCertified(30, 90, 1, 5, 0.999, seed);
    double[] nonzeros = random.doubles(90 * 5, -1, 1).toArray();
    SparseMatrix matrix = ((SparseMatrix) other.matrix()).withNonzeros(nonzeros);
    double[] planted = new double[90];
    for (int k = 0; k < 8; k++) {
      planted[random.nextInt(90)] = random.nextGaussian();
    }
    double[] y = new double[30];
    matrix.multiply(planted, y);
    return new RegressionProblem(matrix, y, planted, "uncertified, seed " + seed);
  }

  @Test
  void aDuplicateColumnOfTheSupportIsNotUnique() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(30, 90, 5, 5, 0.8, 1);
    double[] planted = planted(problem);
    int[] order = IntStream.range(0, 91).map(j -> j < 90 ? j : support(planted)[0]).toArray();
    SparseMatrix matrix = ((SparseMatrix) problem.matrix()).selected(order);
    var twice =
        new RegressionProblem(matrix, problem.observations(), Arrays.copyOf(planted, 91), "twice");
    Certificate certificate = sparse(twice, planted(twice), null);
    assertTrue(certificate.optimal());
    assertFalse(certificate.unique());
    double[] both = planted(twice).clone();
    both[90] = both[order[90]] /= 2;
    double[] dual = sparse(problem, planted, null).dual();
    Certificate dependent = sparse(twice, both, dual);
    assertTrue(dependent.optimal());
    assertFalse(dependent.unique());
    assertFalse(sparse(twice, both, null).optimal()); // nothing proves it
  }

  @Test
  void whatIsFarFromFeasibleIsNotConfirmed() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(30, 90, 5, 5, 0.8, 1);
    double[] x = planted(problem).clone();
    x[support(x)[0]] = 0;
    Certificate certificate = sparse(problem, x, null);
    assertFalse(certificate.optimal());
    assertTrue(String.valueOf(certificate.reason()).contains("residual"));
    assertFalse(sparse(problem, new double[90], new double[30]).optimal());
  }

  @Test
  void theCertifierChoosesByTheSize() {
    RegressionProblem problem = ReferenceProblems.sparseCertified(512, 8192, 60, 10, 0.9, 1);
    Certificate certificate = new Certifier(problem).confirm(planted(problem), null);
    assertTrue(certificate.unique(), () -> String.valueOf(certificate.reason()));
    assertNull(certificate.rho());
    ProblemCheck.requireSolvable(problem);
    assertThrows(UnsolvableProblemException.class, () -> LassoPath.corners(problem));
    var infinite =
        new RegressionProblem(
            ((SparseMatrix) problem.matrix())
                .withNonzeros(Arrays.stream(problem.matrix().values()).map(v -> v / 0).toArray()),
            problem.observations(),
            null,
            "infinite");
    assertThrows(UnsolvableProblemException.class, () -> new Certifier(infinite));
    assertThrows(UnsolvableProblemException.class, () -> ProblemCheck.requireSolvable(infinite));
  }
}
