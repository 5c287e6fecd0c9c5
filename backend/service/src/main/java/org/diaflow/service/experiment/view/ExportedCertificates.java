package org.diaflow.service.experiment.view;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.diaflow.api.CertificateView;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.SeedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.engine.plugin.SolverFailedException;
import org.diaflow.service.compute.TimedWork;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.experiment.work.ExperimentContexts;
import org.diaflow.service.problem.Certificates;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.jspecify.annotations.Nullable;

/** The certificates of the first problems of an experiment, computed anew for its export. */
@ApplicationScoped
class ExportedCertificates {

  /** How many problems are certified. */
  static final int MOST = 20;

  private final ExperimentContexts contexts;
  private final ProblemStore problems;
  private final Laboratory laboratory;
  private final TimedWork work;

  ExportedCertificates(
      ExperimentContexts contexts, ProblemStore problems, Laboratory laboratory, TimedWork work) {
    this.contexts = contexts;
    this.problems = problems;
    this.laboratory = laboratory;
    this.work = work;
  }

  /**
   * The certificate of one problem.
   *
   * @param seed seed of the problem
   * @param problem its id
   * @param certificate what the judge says, or null if it could not
   * @param reason why there is no certificate, or null
   */
  record Exported(
      long seed,
      @Nullable String problem,
      @Nullable CertificateView certificate,
      @Nullable String reason) {}

  /** The certificates of {@code experiment}; after the first one that takes too long, no more. */
  List<Exported> of(ExperimentView experiment) {
    var exported = new ArrayList<Exported>();
    for (SeedProblem problem : experiment.problems().stream().limit(MOST).toList()) {
      try {
        SolverChoice solver = await(contexts.of(experiment.id())).definition().solver();
        if (problem.problem() == null) {
          continue; // its workers made it from the document, and so can whoever reads the export
        }
        CertificateView view = certificate(problem.problem(), solver);
        exported.add(new Exported(problem.seed(), problem.problem(), view, null));
      } catch (UnsolvableProblemException | SolverFailedException e) {
        exported.add(new Exported(problem.seed(), problem.problem(), null, e.getMessage()));
      } catch (ApiException e) {
        exported.add(new Exported(problem.seed(), problem.problem(), null, e.getMessage()));
        break;
      }
    }
    return exported;
  }

  private CertificateView certificate(String id, SolverChoice solver) {
    RegressionProblem problem = await(problems.get(id)).problem();
    return await(
        work.run(
            "The certificate of problem %s".formatted(id),
            "Ask for GET /api/problems/%s/certificate with another solver.".formatted(id),
            budget -> Certificates.view(laboratory.certify(problem, solver, budget))));
  }
}
