package org.diaflow.service.experiment.kind;

import jakarta.inject.Singleton;
import java.util.List;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.service.catalog.Plugins;

/** Errors against the planted vector by scale and depth. */
@Singleton
class GeneralizationKind extends FlowKind {

  GeneralizationKind(Laboratory laboratory, Plugins plugins) {
    super(
        KindDescription.ofFlows(
            ExperimentDocument.GENERALIZATION,
            "Generalization: error against the planted vector",
            EngineSpec.limit(),
            List.of(),
            List.of(
                "testErrorL1",
                "testErrorL2",
                "minimizerErrorL2",
                "predictionError",
                "supportRecall",
                "exactRecovery",
                "errorL2",
                "rho",
                "minimizerSupportSize"),
            new FirstView("alpha", false, List.of("testErrorL2"))),
        laboratory,
        plugins);
  }
}
