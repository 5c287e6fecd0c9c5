package org.diaflow.ortools;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.RegressionProblem;

/**
 * Basis pursuit as a linear programme on GLOP, the revised simplex of OR-Tools: the dual method,
 * for which ν = 0 is a feasible start because all costs are 1. The answer is a vertex: at most N
 * nonzero entries.
 */
public final class OrToolsGlop implements L1Solver {

  private static final String ID = "ortools-glop";

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          ID,
          OrToolsPlugin.VERSION,
          "Basis pursuit as a linear programme, solved by OR-Tools' simplex method GLOP.",
          List.of("exact", "vertex", "dual"),
          List.of(ProgrammeRun.SECONDS),
          List.of(
              new Citation(
                  "L. Perron, V. Furnon, OR-Tools, Google",
                  "https://developers.google.com/optimization/"),
              new Citation(
                  "S. Chen, D. Donoho, M. Saunders, Atomic decomposition by basis pursuit, SIAM"
                      + " Review 43 (2001), section 3.1",
                  "https://doi.org/10.1137/S003614450037906X")));

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
    return new ProgrammeRun("glop", "use_dual_simplex: true", task).solve();
  }
}
