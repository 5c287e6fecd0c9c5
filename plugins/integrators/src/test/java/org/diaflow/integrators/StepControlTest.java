package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DifferentiableFlow;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.GradientFlow;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.StepListener;
import org.diaflow.spi.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends the loop every method shares. */
final class StepControlTest {

  /** A scalar flow. */
  private record Scalar(
      java.util.function.DoubleUnaryOperator speed, java.util.function.DoubleUnaryOperator slope)
      implements DifferentiableFlow {

    @Override
    public Chart chart() {
      return Chart.MIRROR;
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public void rightHandSide(double[] state, double[] derivative) {
      derivative[0] = speed.applyAsDouble(state[0]);
    }

    @Override
    public void predictor(double[] state, double[] x) {
      x[0] = state[0];
    }

    @Override
    public void jacobian(double[] state, double[] jacobian) {
      jacobian[0] = slope.applyAsDouble(state[0]);
    }
  }

  static Stream<Integrator> methods() {
    return Stream.of(new MirrorRosenbrock(), DormandPrince.mirror());
  }

  private static Outcome run(
      Integrator method, GradientFlow flow, double horizon, Budget budget, StepListener listener) {
    return method.integrate(
        new FlowTask(
            flow, new double[1], horizon, Parameters.defaults(method.descriptor()), budget),
        listener);
  }

  /** λ' = 1 inside |λ| < 1 runs into the wall: no step gets past it. */
  @ParameterizedTest
  @MethodSource("methods")
  void wallIsNeverCrossed(Integrator method) {
    var flow = new Scalar(s -> Math.abs(s) < 1 ? 1 : Double.NaN, s -> 0);
    double[] state = new double[1];
    var attempts = new AtomicInteger();
    Outcome outcome =
        run(
            method,
            flow,
            2,
            () -> attempts.incrementAndGet() > 10_000,
            step -> {
              step.state(step.end(), state);
              assertTrue(Math.abs(state[0]) < 1, () -> Arrays.toString(state));
              return true;
            });
    assertEquals(StopReason.STALLED, outcome.reason());
    assertEquals(1, state[0], 1e-12);
    assertFalse(outcome.advice().isBlank());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void horizonsAreReachedExactly(Integrator method) {
    var flow = new Scalar(s -> 1 - s, s -> -1);
    for (int k = 1; k < 100; k++) {
      double horizon = 0.0137 * k;
      double[] end = new double[1];
      run(
          method,
          flow,
          horizon,
          Budget.UNLIMITED,
          step -> {
            end[0] = step.end();
            return true;
          });
      assertEquals(horizon, end[0]);
    }
  }

  /**
   * Rejected attempts count too: a flow on which nothing is accepted must not escape the budget.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void budgetIsAskedAtEveryAttempt(Integrator method) {
    var flow = new Scalar(s -> s == 0 ? 1 : Double.NaN, s -> 0);
    var asked = new AtomicInteger();
    Outcome outcome = run(method, flow, 1, () -> asked.incrementAndGet() > 5, step -> true);
    assertEquals(StopReason.CANCELLED, outcome.reason());
    assertEquals(6, asked.get());
  }

  /**
   * At rest, or drifting at constant speed with a singular Jacobian, steps grow without bound and
   * the run ends. Sizes are a power of 5 times the first: 1 and 1/2 overflow in different places.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void steadyFlowsEnd(Integrator method) {
    for (double speed : new double[] {0, 2e-8}) {
      var flow = new Scalar(s -> speed, s -> 0);
      var attempts = new AtomicInteger();
      Outcome outcome =
          run(
              method,
              flow,
              Double.POSITIVE_INFINITY,
              () -> attempts.incrementAndGet() > 10_000,
              step -> true);
      assertEquals(StopReason.HORIZON, outcome.reason());
    }
  }

  /** λ' = −1e6(λ − 1): implicit steps follow the tolerance, explicit ones the stability limit. */
  @Test
  void onlyTheImplicitMethodIsAtEaseWithStiffness() {
    var flow = new Scalar(s -> -1e6 * (s - 1), s -> -1e6);
    var implicit = new AtomicInteger();
    run(new MirrorRosenbrock(), flow, 1, Budget.UNLIMITED, step -> implicit.incrementAndGet() > 0);
    var explicit = new AtomicInteger();
    Outcome outcome =
        run(
            DormandPrince.mirror(),
            flow,
            1,
            () -> explicit.get() >= 10_000,
            step -> explicit.incrementAndGet() > 0);
    assertTrue(implicit.get() < 200, () -> implicit + " steps");
    assertEquals(StopReason.CANCELLED, outcome.reason());
  }
}
