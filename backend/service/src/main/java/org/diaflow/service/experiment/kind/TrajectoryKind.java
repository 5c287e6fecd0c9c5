package org.diaflow.service.experiment.kind;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.jspecify.annotations.Nullable;

/** Flows watched while they run. */
@Singleton
class TrajectoryKind extends FlowKind {

  TrajectoryKind(Laboratory laboratory, Plugins plugins) {
    super(
        KindDescription.ofFlows(
            ExperimentDocument.TRAJECTORY,
            "Trajectories: watch flows while they run",
            new EngineSpec(Plugins.DEFAULT_INTEGRATOR, Map.of()),
            List.of("loss", "l1Norm", "distanceToLimit"),
            List.of("errorL2", "testErrorL2", "rho", "minimizerSupportSize"),
            new FirstView("alpha", false, List.of("errorL1"))),
        laboratory,
        plugins);
  }

  @Override
  public FlowGrid plan(ExperimentDocument document, ProblemGrid problems, Violations violations) {
    List<@Nullable EngineSpec> engines = document.engines();
    violations.require(
        engines == null
            || engines.stream().anyMatch(spec -> spec != null && spec.integrator() != null),
        "engines",
        "no integrator",
        "A trajectory needs an integrator; name one, or leave engines out.");
    return super.plan(document, problems, violations);
  }
}
