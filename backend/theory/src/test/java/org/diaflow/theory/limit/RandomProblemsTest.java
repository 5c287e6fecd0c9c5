package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of limits and bounds on 1,000 random problems × 5 depths × 12 scales. */
final class RandomProblemsTest {

  private static final double[] DEPTHS = {2, 2.5, 3, 4, 10};
  private static final double[] ALPHAS = {
    10, 1, 1e-1, 1e-2, 1e-3, 1e-5, 1e-8, 1e-12, 1e-16, 1e-40, 1e-100, 1e-300
  };

  static LongStream seeds() {
    return LongStream.range(0, 1000);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 100);
  }

  private static RegressionProblem problem(long seed) {
    var random = new Random(seed);
    int rows = 1 + random.nextInt(8);
    int columns = rows + 1 + random.nextInt(14);
    int sparsity = 1 + random.nextInt(rows);
    return ReferenceProblems.certified(
        rows, columns, sparsity, 0.3 + 0.65 * random.nextDouble(), seed);
  }

  private static Certification certify(RegressionProblem problem) {
    return new Certifier(problem).certify(Objects.requireNonNull(problem.planted()), null);
  }

  private static LimitStudy study(Certification certification) {
    return new LimitStudy(
        Objects.requireNonNull(certification.split()), certification.certificate());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theLimitIsReachedAndLiesBetweenTheBounds(long seed) {
    LimitStudy study = study(certify(problem(seed)));
    for (double depth : DEPTHS) {
      for (double alpha : ALPHAS) {
        var network = new DiagonalNetwork(depth, alpha);
        ExactLimit.Limit limit = study.limit(network);
        assertTrue(limit.reached(), () -> network + " accuracy " + limit.accuracy());
        Bounds bounds = study.bounds(network);
        assertTrue(
            bounds.lower() <= limit.error() && limit.error() <= bounds.upper(),
            () -> network + ": " + limit.error() + " outside " + bounds);
      }
    }
  }

  /** x^∞ solves Ax = y, and ψ_D(x^∞/α) = Aᵀλ is orthogonal to ker A: checked without the split. */
  @ParameterizedTest
  @MethodSource("fewSeeds")
  void theLimitIsFeasibleAndOptimal(long seed) {
    RegressionProblem problem = problem(seed);
    Certification certification = certify(problem);
    LimitStudy study = study(certification);
    for (double depth : DEPTHS) {
      for (double alpha : new double[] {10, 1, 1e-1, 1e-2, 1e-3}) {
        var network = new DiagonalNetwork(depth, alpha);
        double[] x = study.predictor(certification.certificate().minimizer(), study.limit(network));
        assertTrue(Certifier.relativeResidual(problem, x) < 1e-12);
        double[] s = new double[x.length];
        for (int j = 0; j < s.length; j++) {
          s[j] = Link.of(depth).inverseAt(x[j], alpha);
        }
        // s has entries up to 10 here, so the least-squares residual is rounding only
        double[] lambda =
            LinearAlgebra.leastSquares(
                LinearAlgebra.store(problem.matrix().dense()).transpose(), s);
        double[] fitted = new double[s.length];
        problem.matrix().multiplyTransposed(lambda, fitted);
        for (int j = 0; j < s.length; j++) {
          assertEquals(s[j], fitted[j], 1e-9, network::toString);
        }
      }
    }
  }

  /** Permuting columns, flipping signs and scaling (A, y, α) move the error as they must. */
  @ParameterizedTest
  @MethodSource("fewSeeds")
  void theLimitMovesWithTheProblem(long seed) {
    RegressionProblem problem = problem(seed);
    var random = new Random(seed + 77);
    int d = problem.columns();
    int[] order = random.ints(0, d).distinct().limit(d).toArray();
    double[] signs = random.doubles(d).map(u -> u < 0.5 ? -1 : 1).toArray();
    double[] entries = new double[problem.rows() * d];
    double[] planted = new double[d];
    for (int j = 0; j < d; j++) {
      planted[j] = 3 * signs[j] * Objects.requireNonNull(problem.planted())[order[j]];
      for (int i = 0; i < problem.rows(); i++) {
        entries[i * d + j] = 7 * signs[j] * problem.matrix().get(i, order[j]);
      }
    }
    double[] y = problem.observations().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= 21;
    }
    var moved =
        new RegressionProblem(
            new DenseMatrix(problem.rows(), d, entries), y, planted, "moved " + seed);
    LimitStudy original = study(certify(problem));
    LimitStudy image = study(certify(moved));
    for (double depth : DEPTHS) {
      for (double alpha : ALPHAS) {
        if (alpha > 1e-299) {
          double expected = 3 * original.limit(new DiagonalNetwork(depth, alpha)).error();
          double actual = image.limit(new DiagonalNetwork(depth, 3 * alpha)).error();
          assertEquals(expected, actual, 1e-8 * expected, () -> depth + " " + alpha);
        }
      }
    }
  }
}
