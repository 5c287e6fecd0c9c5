package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certifier;
import org.diaflow.theory.certificate.MinimizerDistance;
import org.diaflow.theory.flow.StartedFlow;
import org.diaflow.theory.limit.GeneralLimit;
import org.diaflow.theory.limit.LimitStudy;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The flow in coordinates that resolve it ends where the exact limit says, at every depth and
 * scale, in whatever units the problem is written.
 */
final class ResolvedFlowTest {

  private static final RegressionProblem PROBLEM = ReferenceProblems.certified(5, 12, 2, 0.7, 1);

  /** Some coordinates off the support come to their walls and leave them again. */
  private static final RegressionProblem LEAVING = ReferenceProblems.gaussian(20, 50, 5, 0, 2);

  private static final int MOST_STEPS = 20_000;

  /** Where {@code integrator} comes to rest: Ax = y, and the small entries in balance. */
  private static double[] end(
      Integrator integrator, RegressionProblem problem, DiagonalNetwork network) {
    MinimizerDistance distance = problem.planted() == null ? null : distance(problem);
    StartedFlow started = StartedFlow.of(integrator.chart(), problem, network);
    double[] x = new double[problem.columns()];
    int[] steps = {0};
    while (started != null) {
      StartedFlow current = started;
      StartedFlow[] next = {null};
      double[] state = new double[current.flow().dimension()];
      integrator.integrate(
          new FlowTask(
              current.flow(),
              current.initialState(),
              Double.POSITIVE_INFINITY,
              Parameters.of(integrator.descriptor(), Map.of()),
              Budget.UNLIMITED),
          step -> {
            step.state(step.end(), state);
            current.flow().predictor(state, x);
            boolean rest =
                MinimizerDistance.equationError(problem, x) <= 1e-12
                    && (distance == null || distance.imbalance(x) <= 1e-9);
            next[0] = rest ? null : current.refined(state, x);
            return !rest && next[0] == null && ++steps[0] < MOST_STEPS;
          });
      started = next[0];
    }
    assertTrue(steps[0] < MOST_STEPS, "the flow does not come to rest");
    return x;
  }

  private static MinimizerDistance distance(RegressionProblem problem) {
    return new MinimizerDistance(
        Objects.requireNonNull(
            new Certifier(problem)
                .certify(Objects.requireNonNull(problem.planted()), null)
                .split()));
  }

  private static double limit(RegressionProblem problem, DiagonalNetwork network) {
    var certification =
        new Certifier(problem).certify(Objects.requireNonNull(problem.planted()), null);
    return new LimitStudy(
            Objects.requireNonNull(certification.split()), certification.certificate())
        .limit(network)
        .error();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1e-2",
    "2, 1e-12",
    "2, 1e-20",
    "2, 1e-60",
    "2, 1e-300",
    "3, 1e-2",
    "3, 1e-10",
    "3, 1e-20",
    "3, 1e-60",
    "4, 1e-6",
    "4, 1e-16",
    "4, 1e-60",
    "10, 1e-4",
    "10, 1e-12",
    "10, 1e-60",
    "20, 1e-8",
    "20, 1e-60"
  })
  void flowEndsAtTheExactLimit(double depth, double alpha) {
    var network = new DiagonalNetwork(depth, alpha);
    for (RegressionProblem problem :
        new RegressionProblem[] {ReferenceProblems.tightness(0.5, 1), PROBLEM, LEAVING}) {
      double exact = limit(problem, network);
      double error = distance(problem).of(end(new MirrorRosenbrock(), problem, network));
      assertEquals(exact, error, 1e-6 * exact);
    }
  }

  /** Problems whose minimizer is not unique, by columns that tie, repeat or oppose each other. */
  private static RegressionProblem[] dependent() {
    int n = PROBLEM.rows();
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[PROBLEM.columns() + 4];
      for (int j = 0; j < row.length; j++) {
        int k = j % PROBLEM.columns();
        row[j] = (j % 2 == 0 ? 1 : -1) * PROBLEM.matrix().get(i, k);
      }
      rows[i] = row;
    }
    return new RegressionProblem[] {
      new RegressionProblem(DenseMatrix.ofRows(new double[] {1, 1}), new double[] {1}, null, "A"),
      new RegressionProblem(DenseMatrix.ofRows(new double[] {2, -2}), new double[] {3}, null, "B"),
      new RegressionProblem(
          DenseMatrix.ofRows(new double[] {1, 1, 1}, new double[] {3, 0, 1}),
          new double[] {3, 3},
          null,
          "theory §7"),
      new RegressionProblem(
          DenseMatrix.ofRows(rows), PROBLEM.observations(), null, "repeated and opposite")
    };
  }

  /**
   * The selected point of the face of minimizers, from a uniform start and from one that is not.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 1e-2",
    "2, 1e-20",
    "2, 1e-60",
    "2, 1e-300",
    "3, 1e-2",
    "3, 1e-8",
    "3, 1e-20",
    "3, 1e-60",
    "3, 1e-300",
    "4, 1e-4",
    "4, 1e-20",
    "4, 1e-60",
    "10, 1e-4",
    "10, 1e-16",
    "10, 1e-60",
    "20, 1e-8",
    "20, 1e-30",
    "20, 1e-60"
  })
  void flowWithDependentColumnsEndsAtTheExactLimit(double depth, double alpha) {
    for (RegressionProblem problem : dependent()) {
      double[] shape = new double[problem.columns()];
      Arrays.setAll(shape, j -> 1 + 0.01 * (j % 3));
      double[] even = new double[problem.columns()];
      Arrays.fill(even, 1);
      for (var network :
          new DiagonalNetwork[] {
            new DiagonalNetwork(depth, alpha),
            new DiagonalNetwork(depth, alpha, new Initialization(shape, even))
          }) {
        double[] exact = GeneralLimit.of(problem, network).x();
        double[] x = end(new MirrorRosenbrock(), problem, network);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertArrayEquals(exact, x, 1e-8 * largest, () -> problem.provenance() + " " + network);
      }
    }
  }

  /** A → A·P with signs, y and α times c, rows times powers of two: the end moves as it must. */
  @ParameterizedTest
  @CsvSource({"2, 1e-4, 20", "3, 1e-4, 20", "3, 1e-12, 4", "10, 1e-10, 4"})
  void endDoesNotDependOnTheUnits(double depth, double alpha, int exponent) {
    var network = new DiagonalNetwork(depth, alpha);
    double[] x = end(new MirrorRosenbrock(), PROBLEM, network);
    double[] off = x.clone();
    int d = x.length;
    int n = PROBLEM.rows();
    double[] flipped = new double[n * d];
    double[] scaled = new double[n * d];
    double[] rows = new double[n];
    double[] planted = new double[d];
    double[] expected = new double[d];
    for (int j = 0; j < d; j++) {
      int k = d - 1 - j;
      double sign = j % 2 == 0 ? 1 : -1;
      planted[k] = sign * Objects.requireNonNull(PROBLEM.planted())[j];
      expected[k] = sign * x[j];
      for (int i = 0; i < n; i++) {
        double factor = Math.scalb(1.0, exponent * ((i % 3) - 1));
        flipped[i * d + k] = sign * PROBLEM.matrix().get(i, j);
        scaled[i * d + j] = factor * PROBLEM.matrix().get(i, j);
        rows[i] = factor * PROBLEM.observations()[i];
      }
    }
    near(
        expected,
        end(
            new MirrorRosenbrock(),
            new RegressionProblem(
                new DenseMatrix(n, d, flipped), PROBLEM.observations(), planted, "flipped"),
            network));
    near(
        off,
        end(
            new MirrorRosenbrock(),
            new RegressionProblem(
                new DenseMatrix(n, d, scaled), rows, PROBLEM.planted(), "rows scaled"),
            network));
    double c = 8;
    near(
        Arrays.stream(x).map(value -> c * value).toArray(),
        end(
            new MirrorRosenbrock(),
            new RegressionProblem(
                PROBLEM.matrix(),
                Arrays.stream(PROBLEM.observations()).map(value -> c * value).toArray(),
                Arrays.stream(Objects.requireNonNull(PROBLEM.planted()))
                    .map(value -> c * value)
                    .toArray(),
                "y times 8"),
            new DiagonalNetwork(depth, c * alpha)));
  }

  /** Every entry, however small, to 1e-6 of itself. */
  private static void near(double[] expected, double[] actual) {
    for (int j = 0; j < expected.length; j++) {
      double[] one = {expected[j]};
      assertArrayEquals(
          one, new double[] {actual[j]}, 1e-6 * Math.abs(expected[j]), "x[" + j + "]");
    }
  }
}
