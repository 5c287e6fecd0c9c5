package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.flow.MirrorFlow;
import org.diaflow.theory.limit.LimitStudy;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flow, integrated, ends where the exact limit says. */
final class MirrorRosenbrockTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1e-1", "2, 1e-2", "2, 1e-3", "2, 1e-4", "3, 1e-1", "3, 1e-2", "3, 1e-3", "3, 1e-4"
  })
  void tightnessFlowEndsAtTheExactLimit(double depth, double alpha) {
    agree(ReferenceProblems.tightness(0.5, 2), new double[] {2, 0}, depth, alpha, 1e-6);
  }

  /** A residual of 1e-12 leaves 1e-7 of the error; 1e-6 of the small one at α = 1e-8. */
  @ParameterizedTest
  @CsvSource({
    "2, 1e-2, 1e-7",
    "2, 1e-4, 1e-7",
    "2, 1e-8, 1e-6",
    "3, 1e-2, 1e-7",
    "3, 1e-4, 1e-7",
    "3, 1e-8, 1e-6"
  })
  void gaussianFlowEndsAtTheExactLimit(double depth, double alpha, double agreement) {
    for (long seed = 1; seed <= 2; seed++) {
      RegressionProblem problem = ReferenceProblems.gaussian(20, 100, 3, 0, seed);
      agree(problem, Objects.requireNonNull(problem.planted()), depth, alpha, agreement);
    }
  }

  private static void agree(
      RegressionProblem problem, double[] minimizer, double depth, double alpha, double agreement) {
    var network = new DiagonalNetwork(depth, alpha);
    var certification = new Certifier(problem).certify(minimizer, null);
    var study =
        new LimitStudy(Objects.requireNonNull(certification.split()), certification.certificate());
    double exact = study.limit(network).error();
    var integrator = new MirrorRosenbrock();
    var flow = new MirrorFlow(problem, network);
    double[] state = new double[flow.dimension()];
    double[] x = new double[problem.columns()];
    int[] steps = new int[1];
    integrator.integrate(
        new FlowTask(
            flow,
            new double[flow.dimension()],
            Double.POSITIVE_INFINITY,
            Parameters.defaults(integrator.descriptor()),
            Budget.UNLIMITED),
        step -> {
          steps[0]++;
          step.state(step.end(), state);
          flow.predictor(state, x);
          return Certifier.relativeResidual(problem, x) > 1e-12 && steps[0] < 2000;
        });
    assertTrue(Certifier.relativeResidual(problem, x) <= 1e-12);
    double error = 0;
    for (int j = 0; j < x.length; j++) {
      error += Math.abs(x[j] - certification.certificate().minimizer()[j]);
    }
    assertEquals(exact, error, agreement * exact, "after " + steps[0] + " steps");
    assertTrue(steps[0] < 300, steps[0] + " steps");
  }
}
