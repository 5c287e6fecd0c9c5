package org.diaflow.theory.certificate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three ways to the vertex of min_z ‖c + Bᵀz‖_∞ agree, and each proves its optimum. */
final class LeastMaximumTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  private static double[] gaussian(int length, Random random) {
    return random.doubles(length).map(u -> random.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void simplexWalkAndInteriorPointAgree(long seed) {
    var random = new Random(seed);
    int q = 1 + random.nextInt(30);
    int m = q + 2 + random.nextInt(120);
    var kernel = new DenseMatrix(q, m, gaussian(q * m, random));
    double[] c = gaussian(m, random);
    LeastMaximum simplex = LeastMaximum.solve(c, kernel);
    requireOptimal(c, kernel, simplex);
    LeastMaximum other = LeastMaximum.solve(gaussian(m, random), kernel);
    LeastMaximum walked = LeastMaximum.solve(c, kernel, other);
    requireOptimal(c, kernel, walked);
    assertEquals(simplex.value(), walked.value(), 1e-12 * simplex.value());
    double[] pattern = Objects.requireNonNull(new InteriorPoint(c, kernel).pattern());
    double norm = LinearAlgebra.norm1(pattern);
    double[] start = java.util.Arrays.stream(pattern).map(w -> w / norm).toArray();
    var guess = new LeastMaximum(0, 0, new double[q], start, new int[0]);
    LeastMaximum fromInside = LeastMaximum.solve(c, kernel, guess);
    assertEquals(simplex.value(), fromInside.value(), 1e-12 * simplex.value());
  }

  /** ⟨c, w⟩ with B·w = 0, ‖w‖₁ = 1 is a lower bound; it meets the value. */
  private static void requireOptimal(double[] c, DenseMatrix kernel, LeastMaximum solution) {
    double[] image = new double[kernel.rows()];
    kernel.multiply(solution.kernelPart(), image);
    assertTrue(LinearAlgebra.normInfinity(image) < 1e-12);
    assertEquals(1, LinearAlgebra.norm1(solution.kernelPart()), 1e-12);
    assertEquals(
        solution.value(), LinearAlgebra.dot(c, solution.kernelPart()), 1e-12 * solution.value());
  }

  /** Large enough for the interior-point method to be the one chosen. */
  @Test
  void aLargeProgrammeIsSolvedToItsVertex() {
    var random = new Random(7);
    var kernel = new DenseMatrix(120, 500, gaussian(120 * 500, random));
    double[] c = gaussian(500, random);
    LeastMaximum solution = LeastMaximum.solve(c, kernel);
    requireOptimal(c, kernel, solution);
    assertEquals(121, solution.active().length);
  }

  /** Every column twice: no vertex is the only one, the value is what it was. */
  @Test
  void duplicateColumnsDoNotChangeTheValue() {
    var random = new Random(8);
    double[] b = gaussian(4 * 20, random);
    double[] c = gaussian(20, random);
    double[] twice = new double[4 * 40];
    double[] both = new double[40];
    for (int j = 0; j < 20; j++) {
      both[j] = c[j];
      both[20 + j] = c[j];
      for (int i = 0; i < 4; i++) {
        twice[i * 40 + j] = b[i * 20 + j];
        twice[i * 40 + 20 + j] = b[i * 20 + j];
      }
    }
    double once = LeastMaximum.solve(c, new DenseMatrix(4, 20, b)).value();
    double doubled = LeastMaximum.solve(both, new DenseMatrix(4, 40, twice)).value();
    assertEquals(once, doubled, 1e-12);
  }
}
