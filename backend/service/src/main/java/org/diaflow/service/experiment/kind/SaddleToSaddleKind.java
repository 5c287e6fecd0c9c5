package org.diaflow.service.experiment.kind;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.flow.FlowSummary;
import org.diaflow.engine.flow.JumpTimes;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.PreparedProblem;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.Observable;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.path.SaddleToSaddle;

/**
 * Flows from a tiny start beside the path for α → 0: when they jump, and when the path does. The
 * distances from the plateaus of the path are recorded along every flow.
 */
@Singleton
class SaddleToSaddleKind extends FlowKind {

  SaddleToSaddleKind(Laboratory laboratory, Plugins plugins) {
    super(
        KindDescription.ofFlows(
            ExperimentDocument.SADDLE_TO_SADDLE,
            "Saddle to saddle: flows as α → 0 and their path",
            new EngineSpec(Plugins.DEFAULT_INTEGRATOR, Map.of()),
            List.of("loss", "l1Norm"),
            List.of("jumpTimeError", "jumps", "errorL2", "rho", "minimizerSupportSize"),
            new FirstView("depth", false, List.of("jumpTimeError"))),
        laboratory,
        plugins);
  }

  /**
   * A problem with its path.
   *
   * @param certified the problem
   * @param paths the jumps at every depth; none where the path is refused
   */
  private record PathProblem(
      CertifiedProblem certified, Map<Double, List<SaddleToSaddle.Jump>> paths)
      implements PreparedProblem {

    @Override
    public RegressionProblem problem() {
      return certified.problem();
    }

    @Override
    public PathProblem withFreshRows(Matrix rows) {
      return new PathProblem(certified.withFreshRows(rows), paths);
    }
  }

  @Override
  public Prepared prepare(
      RegressionProblem problem, ExperimentDefinition definition, Budget budget) {
    Prepared prepared = super.prepare(problem, definition, budget);
    var paths = new LinkedHashMap<Double, List<SaddleToSaddle.Jump>>();
    List<SaddleToSaddle.Jump> latest = null;
    for (double depth : ((FlowGrid) definition.plan()).depths()) {
      boolean same =
          latest != null
              && !latest.isEmpty()
              && latest.stream().allMatch(SaddleToSaddle.Jump::unique);
      latest = same ? latest : path(problem, depth, budget);
      paths.put(depth, latest);
    }
    var certified = (CertifiedProblem) prepared.problem();
    return new Prepared(
        new PathProblem(certified, paths), prepared.predictions(), prepared.seconds());
  }

  private static List<SaddleToSaddle.Jump> path(
      RegressionProblem problem, double depth, Budget budget) {
    try {
      return SaddleToSaddle.path(problem, depth, budget);
    } catch (IllegalStateException refused) {
      return List.of(); // its cells have flows, and no jumps to compare with
    }
  }

  @Override
  public CellResult compute(CellWork work) {
    var problem = (PathProblem) work.problem().problem();
    List<SaddleToSaddle.Jump> path = problem.paths().getOrDefault(work.cell().depth(), List.of());
    ExperimentDefinition.Recording stated = work.definition().recording();
    var measures = new LinkedHashMap<String, Observable>(stated.measures());
    var names = new ArrayList<>(stated.observables());
    JumpTimes.observables(path, problem.problem().columns())
        .forEach(
            (name, distance) -> {
              names.add(name);
              measures.put(name, distance);
            });
    var recording = new ExperimentDefinition.Recording(names, measures);
    CellResult result = run(work, problem.certified(), recording);
    return result instanceof CellResult.Flow flow ? withJumps(flow, path) : result;
  }

  private static CellResult withJumps(CellResult.Flow flow, List<SaddleToSaddle.Jump> path) {
    FlowSummary summary = flow.flow();
    return summary.trajectory() == null || path.isEmpty()
        ? flow
        : flow.withJumps(JumpTimes.of(summary.trajectory(), path));
  }
}
