package org.diaflow.service.experiment.kind;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plan.CertificatePlan;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.Budget;
import org.diaflow.spi.RegressionProblem;

/**
 * Certificates over parameters of a generator: where the ℓ¹ minimizer is the planted vector, and
 * where it is unique (theory §10).
 */
@ApplicationScoped
class PhaseDiagramKind implements ExperimentKind {

  private static final KindDescription DESCRIPTION =
      new KindDescription(
          ExperimentDocument.PHASE_DIAGRAM,
          "Phase diagram: recovery over two parameters of the problem",
          Set.of(),
          List.of(),
          List.of(),
          List.of("minimizerIsPlanted", "unique", "rho", "minimizerErrorL2", "exactRecovery"),
          new FirstView(null, true, List.of("minimizerIsPlanted")),
          true,
          false,
          false);

  private final Laboratory laboratory;

  PhaseDiagramKind(Laboratory laboratory) {
    this.laboratory = laboratory;
  }

  @Override
  public KindDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CertificatePlan plan(
      ExperimentDocument document, ProblemGrid problems, Violations violations) {
    return new CertificatePlan(problems);
  }

  @Override
  public Prepared prepare(
      RegressionProblem problem, ExperimentDefinition definition, Budget budget) {
    long start = System.nanoTime();
    return Prepared.of(laboratory.certify(problem, definition.solver(), budget), start);
  }

  @Override
  public CellResult compute(CellWork work) {
    Prepared prepared = work.problem();
    return laboratory.certificate((CertifiedProblem) prepared.problem(), prepared.seconds());
  }
}
