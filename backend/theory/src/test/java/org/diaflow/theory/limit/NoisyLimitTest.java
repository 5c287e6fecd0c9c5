package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.path.LassoPath;
import org.diaflow.theory.problem.ReferenceProblems;
import org.diaflow.theory.problem.SupportSplit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Noise makes |S| = N, ϱ nearly 1 and entries of g* tiny beside the error, at every α that matters:
 * the limits are found, and two ways to them agree.
 */
final class NoisyLimitTest {

  private static final double[] ALPHAS = {1, 1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-16, 1e-100, 1e-300};

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  private static double[] minimizer(RegressionProblem problem) {
    return LassoPath.corners(problem).getLast().x();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void limitsAreReachedAndPathsAgree(long seed) {
    RegressionProblem problem = ReferenceProblems.gaussian(60, 400, 6, 0.1, seed);
    Certification certification = new Certifier(problem).certify(minimizer(problem), null);
    SupportSplit split = Objects.requireNonNull(certification.split());
    assertEquals(60, split.sparsity());
    var study = new LimitStudy(split, certification.certificate());
    var exact = new ExactLimit(split);
    for (double depth : new double[] {2, 3, 5}) {
      List<ExactLimit.Limit> path = exact.path(depth, ALPHAS);
      for (int k = 0; k < ALPHAS.length; k++) {
        var network = new DiagonalNetwork(depth, ALPHAS[k]);
        ExactLimit.Limit limit = study.limit(network);
        assertTrue(limit.reached(), network::toString);
        Bounds bounds = study.bounds(network);
        assertTrue(
            bounds.lower() <= limit.error() && limit.error() <= bounds.upper(), network::toString);
        // either may be REACHED only, and κ* of 1e4 stands between x^∞ and its error
        assertEquals(limit.error(), path.get(k).error(), 1e-8 * limit.error(), network::toString);
        double[] x = study.predictor(certification.certificate().minimizer(), limit);
        assertTrue(Certifier.relativeResidual(problem, x) < 1e-11);
      }
    }
  }
}
