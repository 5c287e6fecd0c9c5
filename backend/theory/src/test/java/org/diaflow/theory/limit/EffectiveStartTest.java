package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradient descent and SGD end in the Bregman projection from their own start, not from α's. */
final class EffectiveStartTest {

  private static final RegressionProblem PROBLEM = ReferenceProblems.gaussian(8, 20, 2, 0, 4);

  private static final int MOST_STEPS = 400_000;

  /** The weights (u, v) at the end of descent, as long as the residual is above 1e-13. */
  private static double[] descend(
      DiagonalNetwork network, double stepSize, boolean stochastic, EffectiveStart effective) {
    int d = PROBLEM.columns();
    int n = PROBLEM.rows();
    double depth = network.depth();
    double[] weights = new double[2 * d];
    java.util.Arrays.fill(weights, Math.pow(network.scale(), 1 / depth));
    var random = new Random(1);
    double[] x = new double[d];
    double[] rest = new double[n];
    double[] gradient = new double[d];
    for (int k = 0; k < MOST_STEPS; k++) {
      for (int j = 0; j < d; j++) {
        x[j] = Math.pow(weights[j], depth) - Math.pow(weights[d + j], depth);
      }
      PROBLEM.matrix().multiply(x, rest);
      for (int i = 0; i < n; i++) {
        rest[i] -= PROBLEM.observations()[i];
      }
      if (LinearAlgebra.norm2(rest) < 1e-13) {
        return weights;
      }
      if (stochastic) {
        int chosen = random.nextInt(n);
        for (int i = 0; i < n; i++) {
          rest[i] *= i == chosen ? n : 0;
        }
      }
      PROBLEM.matrix().multiplyTransposed(rest, gradient);
      for (int j = 0; j < d; j++) {
        double u = weights[j];
        double v = weights[d + j];
        weights[j] -= stepSize * depth * Math.pow(u, depth - 1) * gradient[j];
        weights[d + j] += stepSize * depth * Math.pow(v, depth - 1) * gradient[j];
      }
      effective.step(weights);
    }
    throw new AssertionError("Descent did not converge.");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.01, 0.02, false",
    "2, 0.01, 0.1, false",
    "2, 0.1, 0.02, true",
    "3, 0.1, 0.02, false",
    "3, 0.1, 0.005, true",
    "2.5, 0.1, 0.02, false"
  })
  void theEndIsTheProjection(double depth, double alpha, double stepSize, boolean stochastic) {
    var network = new DiagonalNetwork(depth, alpha);
    double[] start = new double[2 * PROBLEM.columns()];
    java.util.Arrays.fill(start, Math.pow(alpha, 1 / depth));
    var effective = new EffectiveStart(network, start);
    double[] weights = descend(network, stepSize, stochastic, effective);
    GeneralLimit projection = effective.projection(PROBLEM);
    assertTrue(projection.limit().reached());
    double[] limit = GeneralLimit.of(PROBLEM, network).x();
    double ofProjection = 0;
    double ofLimit = 0;
    for (int j = 0; j < limit.length; j++) {
      double x = Math.pow(weights[j], depth) - Math.pow(weights[PROBLEM.columns() + j], depth);
      ofProjection = Math.max(ofProjection, Math.abs(x - projection.x()[j]));
      ofLimit = Math.max(ofLimit, Math.abs(x - limit[j]));
    }
    // residual 1e-13; θ sums up to 4e5 roundings of 1e-16 each
    assertEquals(0, ofProjection, 1e-9);
    assertTrue(ofLimit > 100 * ofProjection, "the flow's own limit is " + ofLimit + " away");
    if (depth == 2) {
      assertTrue(effective.scale() < alpha);
    }
  }
}
