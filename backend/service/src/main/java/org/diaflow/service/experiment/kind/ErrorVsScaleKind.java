package org.diaflow.service.experiment.kind;

import jakarta.inject.Singleton;
import java.util.List;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.service.catalog.Plugins;

/** Errors ‖x^∞ − g*‖₁ against α: the paper's first experiment. */
@Singleton
class ErrorVsScaleKind extends FlowKind {

  ErrorVsScaleKind(Laboratory laboratory, Plugins plugins) {
    super(
        KindDescription.ofFlows(
            ExperimentDocument.ERROR_VS_SCALE,
            "Error against scale",
            EngineSpec.limit(),
            List.of(),
            List.of(
                "errorL2",
                "excessL1",
                "testErrorL1",
                "testErrorL2",
                "minimizerErrorL2",
                "rho",
                "minimizerSupportSize",
                "unique"),
            new FirstView("alpha", false, List.of("errorL1"))),
        laboratory,
        plugins);
  }
}
