package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.diaflow.engine.Cell;
import org.diaflow.engine.CellResult;
import org.diaflow.engine.CertifiedProblem;
import org.diaflow.engine.ComparisonCell;
import org.diaflow.engine.ComparisonPlan;
import org.diaflow.engine.ExperimentPlan;
import org.diaflow.engine.Laboratory;
import org.diaflow.engine.PreparedProblem;
import org.diaflow.engine.SolverComparison;
import org.diaflow.engine.SolverFailedException;
import org.diaflow.engine.Watch;
import org.diaflow.engine.Work;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;
import org.diaflow.theory.UnsolvableProblemException;
import org.jboss.logging.Logger;

/** Carries out the tasks of runs and reports what came of them. */
@ApplicationScoped
class CellWorker {

  private static final Logger LOG = Logger.getLogger(CellWorker.class);

  private final Laboratory laboratory;
  private final ProblemStore problems;
  private final Recorder recorder;

  CellWorker(Laboratory laboratory, ProblemStore problems, Recorder recorder) {
    this.laboratory = laboratory;
    this.problems = problems;
    this.recorder = recorder;
  }

  /** Carries out {@code task}; faults become outcomes of cells or the failure of the run. */
  void perform(Run run, Run.Task task) throws InterruptedException {
    if (run.begin()) {
      recorder.report(run, new Report.Started());
    }
    try {
      switch (task) {
        case Run.Task.Certify certify -> certify(run, certify.seed());
        case Run.Task.Compute compute -> compute(run, compute.cell(), compute.problem());
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      if (!run.stopped()) {
        LOG.errorf(e, "Experiment %s failed.", run.id);
        run.stop();
        recorder.report(run, new Report.Failed("Diaflow failed unexpectedly: %s".formatted(e)));
      }
    }
  }

  private void certify(Run run, Run.SeedWork seed) throws InterruptedException {
    RegressionProblem problem = problems.get(seed.problem).problem();
    PreparedProblem prepared;
    try {
      prepared =
          run.setup.plan() instanceof ComparisonPlan
              ? SolverComparison.of(
                  problem, run.setup.solver(), run.setup.stop().seconds(), run.budget())
              : laboratory.certify(problem, run.setup.solver(), run.budget());
    } catch (SolverFailedException | UnsolvableProblemException e) {
      if (!run.stopped()) {
        giveUp(run, seed, String.valueOf(e.getMessage()));
      }
      return;
    }
    if (run.stopped()) {
      return;
    }
    if (run.setup.plan() instanceof ExperimentPlan plan
        && prepared instanceof CertifiedProblem certified) {
      List<Prediction> predictions = predictions(plan, certified);
      recorder.report(run, new Report.Certified(seed.position, seed.seed, predictions));
    }
    run.prepared(seed, prepared);
  }

  /** What theory predicts at every depth: known for the uniform start only. */
  private static List<Prediction> predictions(ExperimentPlan plan, CertifiedProblem certified) {
    if (plan.initialization() != null) {
      return List.of();
    }
    return plan.depths().stream()
        .map(
            depth ->
                new Prediction(
                    depth,
                    certified.predictedRate(depth),
                    certified.leadingConstant(depth),
                    certified.onset(depth)))
        .toList();
  }

  private void giveUp(Run run, Run.SeedWork seed, String advice) throws InterruptedException {
    CellResult result = CellResult.nothing(new Outcome(StopReason.PLUGIN_ERROR, advice));
    for (Work cell : run.giveUp(seed)) {
      recorder.report(run, new Report.Ended(cell.index(), result));
    }
  }

  private void compute(Run run, Work cell, PreparedProblem problem) throws InterruptedException {
    try {
      CellResult result =
          switch (problem) {
            case CertifiedProblem certified -> flow(run, (Cell) cell, certified);
            case SolverComparison comparison -> solver(run, (ComparisonCell) cell, comparison);
          };
      boolean cutShort =
          result.comparison() != null || result.outcome().reason() == StopReason.CANCELLED;
      if (!run.stopped() || !cutShort) {
        recorder.report(run, new Report.Ended(cell.index(), result));
      }
    } finally {
      run.left(cell.index());
    }
  }

  private CellResult flow(Run run, Cell cell, CertifiedProblem problem) {
    Watch watch =
        Watch.adaptive(
            run.setup.observables(), (time, values) -> run.sampled(cell.index(), time, values));
    return laboratory.run(cell, problem, run.setup.stop(), watch, run.budget());
  }

  private static CellResult solver(Run run, ComparisonCell cell, SolverComparison problem) {
    double seconds = run.setup.stop().seconds();
    return CellResult.of(problem.run(cell.solver(), seconds, run.budget()));
  }
}
