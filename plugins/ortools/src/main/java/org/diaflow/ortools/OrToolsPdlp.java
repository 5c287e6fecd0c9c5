package org.diaflow.ortools;

import java.util.List;
import java.util.Locale;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;

/**
 * Basis pursuit as a linear programme on PDLP, the restarted primal-dual hybrid gradient method of
 * OR-Tools, on one thread so that equal problems get equal bits.
 */
public final class OrToolsPdlp implements L1Solver {

  private static final String ID = "ortools-pdlp";

  private static final ParameterSpec TOLERANCE =
      ParameterSpec.real(
          "tolerance", 1e-14, 1e-2, 1e-9, "Largest relative residual, primal and dual, and gap.");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          ID,
          OrToolsPlugin.VERSION,
          "Basis pursuit as a linear programme, solved by OR-Tools' first-order method PDLP.",
          List.of("first-order", "dual"),
          List.of(TOLERANCE, ProgrammeRun.SECONDS),
          List.of(
              new Citation(
                  "D. Applegate et al., Practical large-scale linear programming using primal-dual"
                      + " hybrid gradient, NeurIPS 34 (2021)",
                  "https://arxiv.org/abs/2106.04756")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return NativeLibrary.supports(ID, problem);
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    String settings =
        String.format(
            Locale.ROOT,
            "termination_criteria { simple_optimality_criteria {"
                + " eps_optimal_absolute: 0 eps_optimal_relative: %s } } num_threads: 1",
            task.parameters().get(TOLERANCE.name()));
    return new ProgrammeRun("pdlp", settings, task).solve();
  }
}
