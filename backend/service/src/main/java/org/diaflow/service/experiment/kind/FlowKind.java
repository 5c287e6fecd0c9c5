package org.diaflow.service.experiment.kind;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.flow.RecordingPlan;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.lab.LeadingTerm;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.GridReader;
import org.diaflow.service.problem.InitializationReader;
import org.diaflow.spi.Budget;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/** A kind whose cells are gradient flows and exact limits over depths and scales. */
abstract class FlowKind implements ExperimentKind {

  private final KindDescription description;
  private final Laboratory laboratory;
  private final Plugins plugins;

  FlowKind(KindDescription description, Laboratory laboratory, Plugins plugins) {
    this.description = description;
    this.laboratory = laboratory;
    this.plugins = plugins;
  }

  @Override
  public final KindDescription description() {
    return description;
  }

  @Override
  public FlowGrid plan(ExperimentDocument document, ProblemGrid problems, Violations violations) {
    List<Double> depths = GridReader.depths(document.depths(), violations);
    List<Double> alphas = GridReader.alphas(document.alphas(), violations);
    @Nullable Initialization initialization =
        InitializationReader.read(document.initialization(), violations);
    InitializationReader.requireRange(initialization, depths, alphas, violations);
    List<EngineChoice> engines = engines(document.engines(), violations);
    return new FlowGrid(problems, depths, alphas, initialization, engines);
  }

  private List<EngineChoice> engines(
      @Nullable List<@Nullable EngineSpec> stated, Violations violations) {
    List<@Nullable EngineSpec> specs = stated == null ? List.of() : stated;
    violations.require(
        !specs.isEmpty(), "engines", "[]", "Give at least one, or leave it out for \"limit\".");
    var engines = new ArrayList<EngineChoice>();
    for (int i = 0; i < specs.size(); i++) {
      EngineSpec spec = specs.get(i);
      String field = "engines[%d]".formatted(i);
      if (spec == null) {
        violations.add(field, "null", "Give \"limit\" or {\"integrator\": ID}.");
        continue;
      }
      EngineChoice engine = plugins.engine(spec, field, violations);
      if (engine != null) {
        engines.add(engine);
      }
    }
    GridReader.requireDistinct(
        engines.stream().map(EngineChoice::id).toList(), "engines", violations);
    return engines;
  }

  @Override
  public Prepared prepare(
      RegressionProblem problem, ExperimentDefinition definition, Budget budget) {
    long start = System.nanoTime();
    CertifiedProblem certified = laboratory.certify(problem, definition.solver(), budget);
    List<LeadingTerm> predictions =
        budget.exhausted() ? List.of() : predictions((FlowGrid) definition.plan(), certified);
    return new Prepared(certified, predictions, (System.nanoTime() - start) / 1e9);
  }

  /** What theory predicts at every depth: known for the uniform start only. */
  private static List<LeadingTerm> predictions(FlowGrid plan, CertifiedProblem certified) {
    return plan.initialization() == null
        ? plan.depths().stream().map(certified::leadingTerm).toList()
        : List.of();
  }

  @Override
  public CellResult compute(CellWork work) {
    var problem = (CertifiedProblem) work.problem().problem();
    return run(work, problem, work.definition().recording());
  }

  /** Runs the flow of {@code work} on {@code problem}. */
  final CellResult run(
      CellWork work, CertifiedProblem problem, ExperimentDefinition.Recording recording) {
    return laboratory.run(
        (FlowCell) work.cell(),
        problem,
        work.definition().stop(),
        RecordingPlan.adaptive(recording.observables(), recording.measures(), work.listener()),
        work.budget());
  }
}
