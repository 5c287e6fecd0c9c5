package org.diaflow.theory.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SampledFlow;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.link.Link;
import org.diaflow.theory.link.internal.StartedLink;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The flow is the same flow in every chart, from every start. */
final class FlowsTest {

  private static final RegressionProblem PROBLEM = ReferenceProblems.certified(4, 10, 2, 0.6, 7);

  static Stream<DiagonalNetwork> networks() {
    return Stream.of(2.0, 2.5, 3.0, 10 / 3.0, 4.0, 7.3)
        .flatMap(
            depth ->
                Stream.of(1.0, 1e-2, depth > 2 ? 1e-5 : 1e-8, depth > 2 ? 1e-8 : 1e-300)
                    .flatMap(
                        scale ->
                            Stream.of(
                                new DiagonalNetwork(depth, scale),
                                new DiagonalNetwork(depth, scale, unequal()))));
  }

  private static Initialization unequal() {
    var random = new SplittableRandom(3);
    double[] positive = new double[10];
    double[] negative = new double[10];
    Arrays.setAll(positive, j -> random.nextDouble(0.5, 2));
    Arrays.setAll(negative, j -> random.nextDouble(0.5, 2));
    return new Initialization(positive, negative);
  }

  private static StartedFlow started(Chart chart, DiagonalNetwork network) {
    return StartedFlow.of(chart, PROBLEM, network);
  }

  /** A λ in the domain at which some entries of x are of order 1 whatever α is. */
  private static double[] mirrorState(DiagonalNetwork network) {
    double[] lambda = {0.3, -0.7, 0.5, 0.2};
    double[] s = new double[10];
    PROBLEM.matrix().multiplyTransposed(lambda, s);
    var start = StartedLink.of(network, 10);
    double reach = 0;
    for (int j = 0; j < 10; j++) {
      double room = start.link().inverseAt(1, network.scale()) * start.width()[j];
      reach = Math.max(reach, Math.abs(s[j]) / (room - Math.signum(s[j]) * start.shift()[j]));
    }
    double factor = 1 / reach;
    return Arrays.stream(lambda).map(entry -> entry * factor).toArray();
  }

  /** log u and log v at λ by theory §2, in units of the layer scale to the power 2 − D. */
  private static double[] logState(DiagonalNetwork network, double[] lambda) {
    double depth = network.depth();
    double[] s = new double[10];
    PROBLEM.matrix().multiplyTransposed(lambda, s);
    double[] state = started(Chart.LOG, network).initialState().clone();
    double layer = Math.log(network.scale()) / depth;
    for (int j = 0; j < 10; j++) {
      if (depth == 2) {
        state[j] += s[j] / 2;
        state[10 + j] -= s[j] / 2;
      } else {
        double u = Math.exp((2 - depth) * (state[j] - layer)) - s[j];
        double v = Math.exp((2 - depth) * (state[10 + j] - layer)) + s[j];
        state[j] = layer - Math.log(u) / (depth - 2);
        state[10 + j] = layer - Math.log(v) / (depth - 2);
      }
    }
    return state;
  }

  /** x moves at the same speed in all charts: what a wrong constant in any of them would break. */
  @ParameterizedTest
  @MethodSource("networks")
  void chartsAgree(DiagonalNetwork network) {
    double[] lambda = mirrorState(network);
    double[] logs = logState(network, lambda);
    double[] weights = Arrays.stream(logs).map(Math::exp).toArray();
    double[] expected = new double[10];
    started(Chart.MIRROR, network).flow().predictor(lambda, expected);
    double[] speed = speed(started(Chart.MIRROR, network), lambda);
    double fastest = LinearAlgebra.normInfinity(speed);
    for (var chart : new Chart[] {Chart.LOG, Chart.PARAMETER}) {
      var started = started(chart, network);
      double[] state = chart == Chart.LOG ? logs : weights;
      double[] x = new double[10];
      started.flow().predictor(state, x);
      assertArrayEquals(expected, x, sensitivity(network, LinearAlgebra.normInfinity(x)));
      assertArrayEquals(speed, speed(started, state), 1e-5 * fastest, chart + " " + network);
      assertTrue(started.invariantDrift(state) < 1e-11, () -> chart + " " + network);
    }
  }

  /** Rounding of s next to ±1, and of D·log u, as it shows in entries of x up to {@code size}. */
  private static double sensitivity(DiagonalNetwork network, double size) {
    double logScale = Math.log(network.scale());
    double slope =
        Math.exp(
            Link.of(network.depth()).logDerivativeAtInverse(Math.log(size) - logScale) + logScale);
    return 0x1p-50 * (slope + 700 * network.depth() * size);
  }

  /** dx/dτ by central differences along the flow. */
  private static double[] speed(StartedFlow started, double[] state) {
    int n = state.length;
    double[] slope = new double[n];
    started.flow().rightHandSide(state, slope);
    double[] ahead = new double[10];
    double[] behind = new double[10];
    double h = step(started, state, slope);
    double[] moved = new double[n];
    Arrays.setAll(moved, k -> state[k] + h * slope[k]);
    started.flow().predictor(moved, ahead);
    Arrays.setAll(moved, k -> state[k] - h * slope[k]);
    started.flow().predictor(moved, behind);
    Arrays.setAll(ahead, j -> (ahead[j] - behind[j]) / (2 * h));
    return ahead;
  }

  /** A step in which no entry of x changes by more than about 1e-3. */
  private static double step(StartedFlow started, double[] state, double[] slope) {
    double h = 1;
    double[] x = new double[10];
    double[] moved = new double[10];
    double[] next = new double[state.length];
    started.flow().predictor(state, x);
    while (h > 1e-30) {
      double size = h;
      Arrays.setAll(next, k -> state[k] + size * slope[k]);
      started.flow().predictor(next, moved);
      double change = 0;
      for (int j = 0; j < 10; j++) {
        change = Math.max(change, Math.abs(moved[j] - x[j]));
      }
      if (change < 1e-3) {
        return h;
      }
      h /= 2;
    }
    throw new AssertionError("No step is small enough from " + Arrays.toString(state));
  }

  /** x(0) = α(a^D − b^D) in every chart. */
  @ParameterizedTest
  @MethodSource("networks")
  void startsAreThoseOfTheNetwork(DiagonalNetwork network) {
    for (Chart chart : Chart.values()) {
      var started = started(chart, network);
      double[] x = new double[10];
      started.flow().predictor(started.initialState(), x);
      Initialization start = network.initialization();
      for (int j = 0; j < 10; j++) {
        double expected =
            start == null
                ? 0
                : Math.pow(start.positive()[j], network.depth())
                    - Math.pow(start.negative()[j], network.depth());
        assertEquals(
            expected, x[j] / network.scale(), 1e-11 * (1 + Math.abs(expected)), chart + ", " + j);
      }
      assertEquals(0, started.invariantDrift(started.initialState()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOG", "PARAMETER"})
  void invariantsSeeAWeightThatIsOff(Chart chart) {
    for (double depth : new double[] {2, 3, 4.5}) {
      var started = started(chart, new DiagonalNetwork(depth, 1e-300));
      double[] state = started.initialState().clone();
      state[3] = chart == Chart.LOG ? state[3] + Math.log1p(1e-3) : state[3] * (1 + 1e-3);
      double expected = depth == 2 ? 1e-3 : (1 - Math.pow(1 + 1e-3, 2 - depth)) / 2;
      assertEquals(expected, started.invariantDrift(state), 1e-11);
      state[3] = Double.NaN;
      assertEquals(Double.POSITIVE_INFINITY, started.invariantDrift(state));
    }
  }

  @Test
  void samplesAddUpToTheFlow() {
    var started = started(Chart.PARAMETER, new DiagonalNetwork(3, 1e-2, unequal()));
    var flow = (SampledFlow) started.flow();
    double[] whole = new double[20];
    double[] sampled = new double[20];
    flow.rightHandSide(started.initialState(), whole);
    flow.rightHandSide(started.initialState(), new int[] {3, 1, 0, 2}, new double[4], sampled);
    assertArrayEquals(whole, sampled, 1e-14 * LinearAlgebra.normInfinity(whole));
  }

  /** Just below twice its reciprocal an eigenvalue of the linearized descent passes −1. */
  @Test
  void curvatureBoundsTheHessianAtTheEnd() {
    double[] planted = PROBLEM.planted();
    double largest = LinearAlgebra.normInfinity(java.util.Objects.requireNonNull(planted));
    var norm = LinearAlgebra.store(PROBLEM.matrix().dense());
    var svd = org.ojalgo.matrix.decomposition.SingularValue.R064.make(norm);
    svd.decompose(norm);
    double squared = Math.pow(svd.getSingularValues().doubleValue(0), 2);
    double[] weights = new double[20];
    for (int j = 0; j < 10; j++) {
      weights[planted[j] < 0 ? 10 + j : j] = Math.cbrt(Math.abs(planted[j]));
    }
    var flow = new ParameterFlow(PROBLEM, new DiagonalNetwork(3, 1e-4));
    double bound = 9 * squared * Math.pow(largest, 4.0 / 3);
    assertTrue(flow.curvature(weights) >= 0.98 * bound, "an estimate from below");
    assertTrue(flow.curvature(weights) <= 10 * bound, "of the right size");
  }

  @Test
  void weightsThatAreNotDoublesAreRefused() {
    double[] tiny = new double[10];
    Arrays.fill(tiny, 1e-100);
    var network = new DiagonalNetwork(2, 1e-300, new Initialization(tiny, tiny));
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> new MirrorFlow(PROBLEM, network));
    assertTrue(String.valueOf(thrown.getMessage()).contains("less extreme"));
  }

  @ParameterizedTest
  @EnumSource
  void callsDoNotAllocate(Chart chart) {
    var started = started(chart, new DiagonalNetwork(3, 1e-2));
    double[] state = started.initialState();
    double[] slope = new double[state.length];
    double[] jacobian = new double[state.length * state.length];
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int k = 0; k < 1100; k++) {
      if (k == 100) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      started.flow().rightHandSide(state, slope);
      if (started.flow() instanceof MirrorFlow mirror) {
        mirror.jacobian(state, jacobian);
      }
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 1000, () -> allocated + " bytes in 1000 calls");
  }
}
