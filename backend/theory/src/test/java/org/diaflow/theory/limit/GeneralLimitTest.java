package org.diaflow.theory.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits from starts that differ between coordinates and layers. */
final class GeneralLimitTest {

  private static final double[] DEPTHS = {2, 2.5, 3, 4, 10};

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  private static RegressionProblem problem(long seed) {
    return ReferenceProblems.gaussian(6, 15, 2, seed % 3 == 0 ? 0.1 : 0, seed);
  }

  private static Initialization shape(int d, long seed) {
    var random = new Random(seed);
    double[] a = random.doubles(d, -0.5, 0.5).map(Math::exp).toArray();
    double[] b = random.doubles(d, -0.5, 0.5).map(Math::exp).toArray();
    return new Initialization(a, b);
  }

  /** u = v = α^(1/D)·c is the uniform start of scale α·c^D. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aConstantShapeOnlyScales(long seed) {
    RegressionProblem problem = problem(seed);
    var certification =
        new Certifier(problem)
            .certify(GeneralLimit.of(problem, new DiagonalNetwork(2, 1e-3)).minimizer(), null);
    var exact = new ExactLimit(Objects.requireNonNull(certification.split()));
    double[] twice = new double[problem.columns()];
    Arrays.fill(twice, 2);
    for (double depth : DEPTHS) {
      for (double alpha : new double[] {1, 1e-3, 1e-30, 1e-280}) {
        var shaped = new DiagonalNetwork(depth, alpha, new Initialization(twice, twice));
        GeneralLimit general = GeneralLimit.of(problem, shaped);
        double expected =
            exact.solve(new DiagonalNetwork(depth, alpha * Math.pow(2, depth))).error();
        assertTrue(general.limit().reached());
        assertEquals(
            expected, LinearAlgebra.norm1(general.error()), 1e-8 * expected, shaped::toString);
      }
    }
  }

  /** Ax^∞ = y, and s = width·ψ_D(x/weight) − shift lies in the range of Aᵀ. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theLimitIsFeasibleAndOptimal(long seed) {
    RegressionProblem problem = problem(seed);
    for (double depth : DEPTHS) {
      for (double alpha : new double[] {1, 1e-1, 1e-2}) {
        var network = new DiagonalNetwork(depth, alpha, shape(problem.columns(), seed));
        GeneralLimit general = GeneralLimit.of(problem, network);
        assertTrue(general.limit().reached(), network::toString);
        assertTrue(Certifier.relativeResidual(problem, general.x()) < 1e-11);
        double[] s = mirror(network, general.x());
        double[] lambda =
            LinearAlgebra.leastSquares(
                LinearAlgebra.store(problem.matrix().dense()).transpose(), s);
        double[] fitted = new double[s.length];
        problem.matrix().multiplyTransposed(lambda, fitted);
        for (int j = 0; j < s.length; j++) {
          assertEquals(s[j], fitted[j], 1e-8, network::toString);
        }
      }
    }
  }

  /**
   * From the layers: D = 2: x = a²e^s − b²e^(−s); D > 2: (a^(2−D) − s)^(−p) − (b^(2−D) + s)^(−p).
   */
  private static double[] mirror(DiagonalNetwork network, double[] x) {
    Initialization start = Objects.requireNonNull(network.initialization());
    double depth = network.depth();
    double[] s = new double[x.length];
    for (int j = 0; j < s.length; j++) {
      double a = start.positive()[j];
      double b = start.negative()[j];
      double target = x[j] / network.scale();
      double low = depth == 2 ? -50 : -Math.pow(b, 2 - depth);
      double high = depth == 2 ? 50 : Math.pow(a, 2 - depth);
      for (int k = 0; k < 200; k++) {
        double middle = (low + high) / 2;
        double p = depth / (depth - 2);
        double value =
            depth == 2
                ? a * a * Math.exp(middle) - b * b * Math.exp(-middle)
                : Math.pow(Math.pow(a, 2 - depth) - middle, -p)
                    - Math.pow(Math.pow(b, 2 - depth) + middle, -p);
        if (value < target) {
          low = middle;
        } else {
          high = middle;
        }
      }
      s[j] = low;
    }
    return s;
  }

  /** As α → 0 the flow of D = 2 finds the ℓ¹ minimizer from every start, at the rate 1 − ϱ. */
  @Test
  void depthTwoForgetsTheShape() {
    RegressionProblem problem = ReferenceProblems.tightness(0.5, 1);
    var start = new Initialization(new double[] {2, 1}, new double[] {1, 3});
    for (double alpha : new double[] {1e-20, 1e-100, 1e-290}) {
      var general = GeneralLimit.of(problem, new DiagonalNetwork(2, alpha, start));
      // λ = log(1/(4α)) to first order: x_2 = α·3·2·sinh(λ/2 − log 3) → α·e^(λ/2), and |e| = ϱx_2
      double expected = 1.5 * alpha * Math.exp(0.5 * (-Math.log(alpha) - Math.log(4)));
      assertEquals(expected, LinearAlgebra.norm1(general.error()), 1e-8 * expected);
    }
  }

  /** For D > 2 the flow goes to the minimizer of the weighted norm: here the other coordinate. */
  @Test
  void deepNetworksKeepTheShape() {
    RegressionProblem problem = ReferenceProblems.tightness(0.5, 1);
    var start = new Initialization(new double[] {1, 8}, new double[] {1, 8});
    var general = GeneralLimit.of(problem, new DiagonalNetwork(3, 1e-12, start));
    assertEquals(0, general.minimizer()[0]);
    assertEquals(2, general.minimizer()[1], 1e-14);
    assertEquals(2, general.x()[1], 1e-9);
  }

  @Test
  void aShapeOfTheWrongLengthIsRefused() {
    var start = new Initialization(new double[] {1}, new double[] {1});
    var problem = ReferenceProblems.tightness(0.5, 1);
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> GeneralLimit.of(problem, new DiagonalNetwork(3, 1e-2, start)));
    assertTrue(String.valueOf(thrown.getMessage()).contains("1 entries"));
  }

  /** Where minimizers are not unique, the limit is still found, and tends to the selected point. */
  @ParameterizedTest
  @MethodSource("depths")
  void theLimitTendsToTheSelectedPoint(double depth, double t) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1, 1, 1}, new double[] {3, 0, 1}),
            new double[] {3, 3},
            null,
            "theory §7");
    double[] expected = {1 - t, 2 - 2 * t, 3 * t};
    double[] selected = SelectedPoint.of(problem).at(depth);
    GeneralLimit general = GeneralLimit.of(problem, new DiagonalNetwork(depth, 1e-10));
    assertTrue(general.limit().reached());
    for (int j = 0; j < 3; j++) {
      assertEquals(expected[j], selected[j], 1e-14);
      assertEquals(expected[j], general.x()[j], 1e-8);
    }
  }

  static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> depths() {
    double third = Math.cbrt(4);
    return java.util.stream.Stream.of(
        org.junit.jupiter.params.provider.Arguments.of(2.0, third / (3 + third)),
        org.junit.jupiter.params.provider.Arguments.of(3.0, 0.34192282141995630),
        org.junit.jupiter.params.provider.Arguments.of(4.0, 0.33981137949147963));
  }

  /** A duplicated column shares its entry evenly at every depth: by symmetry of the two. */
  @Test
  void duplicateColumnsShareTheirEntry() {
    RegressionProblem single = ReferenceProblems.certified(5, 8, 2, 0.5, 3);
    int d = single.columns();
    double[] entries = new double[5 * (d + 1)];
    int first = 0;
    double[] planted = Objects.requireNonNull(single.planted());
    while (planted[first] == 0) {
      first++;
    }
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < d; j++) {
        entries[i * (d + 1) + j] = single.matrix().get(i, j);
      }
      entries[i * (d + 1) + d] = single.matrix().get(i, first);
    }
    var doubled =
        new RegressionProblem(
            new DenseMatrix(5, d + 1, entries), single.observations(), null, "duplicate");
    SelectedPoint selected = SelectedPoint.of(doubled);
    for (double depth : new double[] {2, 3, 7}) {
      double[] x = selected.at(depth);
      assertEquals(planted[first] / 2, x[first], 1e-12);
      assertEquals(planted[first] / 2, x[d], 1e-12);
    }
  }
}
