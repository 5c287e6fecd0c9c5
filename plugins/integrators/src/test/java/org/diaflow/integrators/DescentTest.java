package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Chart;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SampledFlow;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradient descent with and without chance. */
final class DescentTest {

  private static final RegressionProblem PROBLEM = ReferenceProblems.gaussian(10, 30, 2, 0, 1);
  private static final int MOST_STEPS = 400_000;

  /**
   * The end of a run.
   *
   * @param x the predictor there
   * @param residual ‖Ax − y‖/‖y‖ there
   */
  private record End(Outcome outcome, double[] x, double residual, int steps) {}

  private static End run(
      Integrator integrator, DiagonalNetwork network, Map<String, Double> chosen, double target) {
    return run(PROBLEM, integrator, network, chosen, target);
  }

  private static End run(
      RegressionProblem problem,
      Integrator integrator,
      DiagonalNetwork network,
      Map<String, Double> chosen,
      double target) {
    StartedFlow started = StartedFlow.of(Chart.PARAMETER, problem, network);
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[problem.columns()];
    double[] residual = {Double.NaN};
    int[] steps = {0};
    Outcome outcome =
        integrator.integrate(
            new FlowTask(
                started.flow(),
                started.initialState(),
                Double.POSITIVE_INFINITY,
                Parameters.of(integrator.descriptor(), chosen),
                Budget.UNLIMITED),
            step -> {
              step.state(step.end(), state);
              started.flow().predictor(state, x);
              residual[0] = Certifier.relativeResidual(problem, x);
              return !(residual[0] <= target) && ++steps[0] < MOST_STEPS;
            });
    return new End(outcome, x, residual[0], steps[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1e-2, 1e-6",
    "2, 1e-4, 1e-6",
    "3, 1e-2, 1e-6",
    "3, 1e-4, 1e-3",
    "2.5, 1e-2, 1e-6"
  })
  void defaultStepSizeConverges(double depth, double alpha, double target) {
    var network = new DiagonalNetwork(depth, alpha);
    End descent = run(new GradientDescent(), network, Map.of(), target);
    assertTrue(descent.residual <= target, descent::toString);
    End stochastic = run(new StochasticGradientDescent(), network, Map.of(), 1e-2);
    assertTrue(stochastic.residual <= 1e-2, stochastic::toString);
  }

  /**
   * A = 1, y = 1: the Hessian at the end is D², so descent is stable for γ < 2/D², and the default
   * is a quarter of that.
   */
  @ParameterizedTest
  @ValueSource(doubles = {2, 3})
  void defaultStepSizeIsAQuarterOfTheStableOne(double depth) {
    var problem =
        new RegressionProblem(
            DenseMatrix.ofRows(new double[] {1}), new double[] {1}, null, "scalar");
    var network = new DiagonalNetwork(depth, 1e-2);
    double edge = 2 / (depth * depth);
    for (double share : new double[] {0.9, 1.1}) {
      End end =
          run(problem, new GradientDescent(), network, Map.of("stepSize", share * edge), 1e-9);
      assertEquals(share < 1, end.residual <= 1e-9, () -> share + " " + end);
    }
    StartedFlow started = StartedFlow.of(Chart.PARAMETER, problem, network);
    double[] first = new double[1];
    var descent = new GradientDescent();
    descent.integrate(
        new FlowTask(
            started.flow(),
            started.initialState(),
            Double.POSITIVE_INFINITY,
            Parameters.defaults(descent.descriptor()),
            Budget.UNLIMITED),
        step -> {
          first[0] = step.end() / ((SampledFlow) started.flow()).clock();
          return false;
        });
    assertEquals(edge / 4, first[0], 1e-12);
  }

  /** Steps far beyond stability end with a sentence. */
  @Test
  void divergenceIsSaid() {
    End end =
        run(new GradientDescent(), new DiagonalNetwork(3, 1e-2), Map.of("stepSize", 5.0), 1e-6);
    assertEquals(StopReason.NON_FINITE, end.outcome.reason());
    assertTrue(end.outcome.advice().contains("smaller stepSize"), end.outcome.advice());
  }

  @Test
  void seedsDecideTheRun() {
    var network = new DiagonalNetwork(2, 1e-2);
    var descent = new StochasticGradientDescent();
    End one = run(descent, network, Map.of("seed", 1.0), 1e-3);
    assertArrayEquals(one.x, run(descent, network, Map.of("seed", 1.0), 1e-3).x);
    assertFalse(Arrays.equals(one.x, run(descent, network, Map.of("seed", 2.0), 1e-3).x));
  }

  /** Where labels are noisy the residual stays of the order of noise and step size. */
  @Test
  void labelNoiseKeepsTheRunMoving() {
    var network = new DiagonalNetwork(2, 1e-2);
    End still = run(new StochasticGradientDescent(), network, Map.of("batchSize", 10.0), 1e-9);
    assertTrue(still.residual <= 1e-9, still::toString);
    End moving =
        run(
            new StochasticGradientDescent(),
            network,
            Map.of("batchSize", 10.0, "labelNoise", 0.3),
            1e-9);
    assertEquals(MOST_STEPS, moving.steps);
    assertTrue(moving.residual < 1, moving::toString);
  }

  /** The mean of 40 000 batches is the flow's direction up to five standard errors. */
  @Test
  void batchesAreUnbiased() {
    StartedFlow started = StartedFlow.of(Chart.PARAMETER, PROBLEM, new DiagonalNetwork(2, 0.5));
    var flow = (SampledFlow) started.flow();
    int n = flow.dimension();
    var batches = new RandomBatches(flow, 3, 0.1, 7);
    double[] direction = new double[n];
    double[] sum = new double[n];
    double[] squares = new double[n];
    int draws = 40_000;
    for (int k = 0; k < draws; k++) {
      batches.accept(started.initialState(), direction);
      for (int j = 0; j < n; j++) {
        sum[j] += direction[j];
        squares[j] += direction[j] * direction[j];
      }
    }
    double[] exact = new double[n];
    flow.rightHandSide(started.initialState(), exact);
    for (int j = 0; j < n; j++) {
      double mean = sum[j] / draws;
      double standardError = Math.sqrt((squares[j] / draws - mean * mean) / draws);
      assertEquals(exact[j], mean, 5 * standardError, "component " + j);
    }
  }
}
