package org.diaflow.l1solvers;

import java.util.List;
import java.util.Objects;
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
 * Basis pursuit by the primal–dual hybrid gradient method on min_x max_ν ‖x‖₁ + ⟨ν, y − Ax⟩, with
 * diagonal preconditioning, adaptive step sizes, restarts from the average and a weight that
 * balances x and ν: the method PDLP, without its presolve.
 *
 * <p>Columns are brought to equal size by powers of two, and what is minimized is a weighted norm.
 * One product with A and one with Aᵀ per iteration and no factorization; the number of iterations
 * grows with the conditioning of the problem, to a tolerance it grows with its logarithm. Iterates
 * are sparse once the support is found.
 */
public final class PrimalDualHybrid implements L1Solver {

  private static final ParameterSpec TOLERANCE =
      ParameterSpec.real("tolerance", 1e-14, 1e-2, 1e-10, "Largest relative residual and gap.");
  private static final ParameterSpec ITERATIONS =
      ParameterSpec.integer(
          "iterations", 1, 1_000_000_000, 1_000_000, "Iterations after which the method gives up.");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "pdhg",
          L1SolversPlugin.VERSION,
          "Restarted primal–dual hybrid gradient: matrix products only, for large problems.",
          List.of("first-order", "dual", "matrix-free"),
          List.of(TOLERANCE, ITERATIONS),
          List.of(
              new Citation(
                  "D. Applegate et al., Practical large-scale linear programming using primal-dual"
                      + " hybrid gradient, NeurIPS (2021), sections 3.1–3.4",
                  "https://arxiv.org/abs/2106.04756"),
              new Citation(
                  "T. Pock, A. Chambolle, Diagonal preconditioning for first order primal-dual"
                      + " algorithms in convex optimization, ICCV (2011), Lemma 2",
                  "https://doi.org/10.1109/ICCV.2011.6126441")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return Applicability.yes();
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    double tolerance = task.parameters().get(TOLERANCE.name());
    long most = (long) task.parameters().get(ITERATIONS.name());
    return Entrance.solve(
        task,
        listener,
        (problem, scaled) -> {
          BalancedColumns columns = BalancedColumns.of(problem);
          var run =
              new PrimalDualRun(
                  columns.problem(),
                  columns.costs(),
                  tolerance,
                  z -> scaled.iterate(columns.unscale(z)));
          L1Candidate candidate = run.solve(task.budget(), most);
          return new L1Candidate(
              columns.unscale(candidate.x()),
              columns.unscaleDual(Objects.requireNonNull(candidate.dual())),
              candidate.outcome());
        });
  }
}
