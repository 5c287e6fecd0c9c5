package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.theory.flow.MirrorFlow;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;

/**
 * Halving the step divides the error by 2^order, on a nonlinear flow in four dimensions: what wrong
 * coefficients cannot imitate.
 */
final class OrderTest {

  /** How far a measured order may be from the true one: the next term of the error expansion. */
  private static final double SPREAD = 0.2;

  /** Errors below this are rounding: the references carry about 2e-14. */
  private static final double ROUNDING = 2e-13;

  /** Step size at which dense outputs and estimates, which are local, are measured. */
  private static final double SMALL = 0.0125;

  private static MirrorFlow flow() {
    return new MirrorFlow(
        ReferenceProblems.certified(4, 10, 2, 0.6, 7), new DiagonalNetwork(2, 0.1));
  }

  private static TrialStep rosenbrock() {
    return new RosenbrockStep(flow(), RosenbrockTableau.RODAS5, new double[4]);
  }

  private static TrialStep rungeKutta() {
    return new RungeKuttaStep(flow(), RungeKuttaTableau.DORMAND_PRINCE, new double[4]);
  }

  @Test
  void methodsHaveTheirOrders() {
    assertEquals(5, order(OrderTest::rosenbrock, 0.5, 32), SPREAD);
    assertEquals(5, order(OrderTest::rungeKutta, 0.2, 8), SPREAD);
  }

  /** A dense output of order p is off by h^(p+1) within its step. */
  @Test
  void denseOutputsHaveTheirOrders() {
    assertEquals(5, slope(denseError(rosenbrock(), 1), denseError(rosenbrock(), 2)), SPREAD);
    assertEquals(5, slope(denseError(rungeKutta(), 1), denseError(rungeKutta(), 2)), SPREAD);
  }

  /** The estimate of one step is the error of the embedded method of order p: h^(p+1). */
  @Test
  void estimatesHaveTheirOrders() {
    assertEquals(5, slope(estimate(rosenbrock(), 1), estimate(rosenbrock(), 2)), SPREAD);
    assertEquals(5, slope(estimate(rungeKutta(), 1), estimate(rungeKutta(), 2)), SPREAD);
  }

  @Test
  void wrongCoefficientsAreRefused() {
    RungeKuttaTableau right = RungeKuttaTableau.DORMAND_PRINCE;
    double[] nodes = right.nodes().clone();
    nodes[3] = 0.7;
    assertThrows(
        IllegalArgumentException.class,
        () -> new RungeKuttaTableau(5, nodes, right.arguments(), right.errors(), right.dense()));
  }

  /** The tableaus themselves: one coefficient off by 1e-6 breaks an order condition. */
  @Test
  void rosenbrockTableauIsChecked() {
    RosenbrockTableau right = RosenbrockTableau.RODAS5;
    double[][] couplings = right.couplings().clone();
    couplings[5] = couplings[5].clone();
    couplings[5][2] *= 1 + 1e-6;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RosenbrockTableau(
                right.gamma(), right.arguments(), couplings, right.dense(), 5, 4));
  }

  /** Numbers of rooted trees: Hairer, Nørsett, Wanner, table II.2.1. */
  @Test
  void treesAreCounted() {
    int[] expected = {1, 1, 2, 4, 9, 20, 48};
    for (int size = 1; size <= expected.length; size++) {
      assertEquals(expected[size - 1], RootedTree.ofSize(size).size(), "trees of size " + size);
    }
  }

  private static double order(Supplier<TrialStep> method, double horizon, int steps) {
    double[] exact = state(rungeKutta(), horizon / 4096, 4096, horizon);
    return slope(
        distance(state(method.get(), horizon / steps, steps, horizon), exact),
        distance(state(method.get(), horizon / (2 * steps), 2 * steps, horizon), exact));
  }

  private static double denseError(TrialStep step, int divisor) {
    double h = SMALL / divisor;
    double time = 0.4 * h;
    return distance(state(step, h, 1, time), state(rungeKutta(), time / 256, 256, time));
  }

  private static double estimate(TrialStep step, int divisor) {
    step.prepare();
    step.aim(SMALL / divisor, 1);
    step.attempt(0, 1);
    double largest = 0;
    for (int j = 0; j < step.n; j++) {
      largest = Math.max(largest, Math.abs(step.estimate(j)));
    }
    return largest;
  }

  private static double slope(double coarse, double fine) {
    assertTrue(fine > ROUNDING, "an error of " + fine + " is rounding, not the method's");
    return Math.log(coarse / fine) / Math.log(2);
  }

  /** The state at {@code time}, inside or at the end of the last of {@code steps} equal steps. */
  private static double[] state(TrialStep step, double h, int steps, double time) {
    for (int k = 0; k < steps; k++) {
      if (k > 0) {
        step.accept();
      }
      step.prepare();
      step.aim(h, Double.POSITIVE_INFINITY);
      assertTrue(step.attempt(1, 1) < Double.POSITIVE_INFINITY);
    }
    double[] state = new double[step.n];
    step.state(Math.min(time, step.end()), state);
    return state;
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int j = 0; j < a.length; j++) {
      largest = Math.max(largest, Math.abs(a[j] - b[j]));
    }
    return largest;
  }
}
