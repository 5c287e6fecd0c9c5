package org.diaflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import org.diaflow.engine.flow.StopCriteria;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.measure.ResultMeasures;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.ProblemPoint;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.PluginCatalog;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.problem.ReferenceProblems;
import org.junit.jupiter.api.Test;

/**
 * The range that plugins/README.md claims for {@code mirror-rosenbrock}, end to end: every flow
 * converges, and to the exact limit.
 */
final class FlowTableTest {

  private static final double[] DEPTHS = {2, 3, 4, 10, 20};
  private static final double[] SCALES = {1e-2, 1e-8, 1e-16, 1e-30, 1e-60};

  private final PluginCatalog catalog = PluginCatalog.load();
  private final Integrator integrator =
      Objects.requireNonNull(catalog.integrator("mirror-rosenbrock"));
  private final Laboratory laboratory = new Laboratory();

  private static final Map<String, RegressionProblem> PROBLEMS =
      Map.of(
          "fewer nonzeros than equations", ReferenceProblems.gaussian(10, 24, 3, 0, 2),
          "coordinates that leave their walls", ReferenceProblems.gaussian(10, 24, 4, 0, 4),
          "as many nonzeros as equations", ReferenceProblems.gaussian(8, 20, 2, 0.1, 1),
          "tied columns", problem(new double[][] {{1, 1, 1}, {3, 0, 1}}, 3, 3),
          "equal columns", problem(new double[][] {{1, 1}}, 1),
          "opposite columns", problem(new double[][] {{1, -1, 0.5}, {0.5, -0.5, 1}}, 1, 1));

  private static RegressionProblem problem(double[][] rows, double... observations) {
    return new RegressionProblem(DenseMatrix.ofRows(rows), observations, null, "by hand");
  }

  @Test
  void everyFlowConvergesToTheExactLimit() {
    PROBLEMS.forEach(
        (name, problem) -> {
          CertifiedProblem certified = certified(problem);
          for (double depth : DEPTHS) {
            for (double scale : SCALES) {
              check(name, certified, new DiagonalNetwork(depth, scale));
            }
          }
        });
  }

  /**
   * Small entries are on their way to 1e-174 for hundreds of steps, out of balance all the time.
   */
  @Test
  void flowIsNotGivenUpWhileItMoves() {
    check(
        "smallest scale",
        certified(ReferenceProblems.gaussian(20, 50, 3, 0, 1)),
        new DiagonalNetwork(2, 1e-300));
  }

  /** A residual of 1e-12 leaves more than 1e-11 of g* open, as N columns are ill-conditioned. */
  @Test
  void flowGoesOnUntilItsErrorIsKnown() {
    check(
        "noisy",
        certified(ReferenceProblems.gaussian(20, 50, 3, 0.1, 1)),
        new DiagonalNetwork(4, 1e-16));
  }

  private CertifiedProblem certified(RegressionProblem problem) {
    return laboratory.certify(
        problem,
        SolverChoice.defaults(Objects.requireNonNull(catalog.l1Solver("homotopy"))),
        Budget.UNLIMITED);
  }

  /** Where g* is not unique there is no error; the laboratory compares x itself with the limit. */
  private void check(String name, CertifiedProblem problem, DiagonalNetwork network) {
    var engine = new EngineChoice(integrator, Parameters.defaults(integrator.descriptor()));
    CellResult result =
        laboratory.run(
            new FlowCell(0, network, ProblemPoint.of(1), engine),
            problem,
            new StopCriteria(1e-12, 100_000, 600),
            Budget.UNLIMITED);
    assertEquals(
        StopReason.CONVERGED,
        result.outcome().reason(),
        () -> name + " " + network + ": " + result.outcome().advice());
    if (problem.certificate().unique()) {
      assertTrue(
          Objects.requireNonNull(ResultMeasures.DISAGREEMENT.of(result)) <= 1e-6,
          () -> name + " " + network);
    }
  }
}
