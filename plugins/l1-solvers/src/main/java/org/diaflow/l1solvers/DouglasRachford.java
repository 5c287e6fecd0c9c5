package org.diaflow.l1solvers;

import java.util.List;
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
 * Basis pursuit by Douglas–Rachford splitting, that is by the alternating direction method of
 * multipliers:
 *
 * <p>x = P(v − u), v = S_γ(x + u), u ← u + x − v,
 *
 * <p>with P the projection onto Ax = y and S_γ the soft threshold. One factorization of the rows of
 * A, 4·N²·d operations, then one product with Qᵀ and one with Q per iteration. The thresholds γ are
 * balanced at iterations 16, 32, 64, …; v is sparse, and ν = R⁻¹Qᵀu/γ is the dual.
 */
public final class DouglasRachford implements L1Solver {

  private static final ParameterSpec TOLERANCE =
      ParameterSpec.real("tolerance", 1e-14, 1e-2, 1e-10, "Largest relative residual and gap.");
  private static final ParameterSpec ITERATIONS =
      ParameterSpec.integer(
          "iterations", 1, 1_000_000_000, 1_000_000, "Iterations after which the method gives up.");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "douglas-rachford",
          L1SolversPlugin.VERSION,
          "Douglas–Rachford splitting: one factorization, then projections and thresholds.",
          List.of("first-order", "dual"),
          List.of(TOLERANCE, ITERATIONS),
          List.of(
              new Citation(
                  "P.-L. Lions, B. Mercier, Splitting algorithms for the sum of two nonlinear"
                      + " operators, SIAM J. Numer. Anal. 16 (1979)",
                  "https://doi.org/10.1137/0716071"),
              new Citation(
                  "S. Boyd et al., Distributed optimization and statistical learning via the"
                      + " alternating direction method of multipliers, Found. Trends Mach. Learn. 3"
                      + " (2011), sections 3.4.1 and 6.2",
                  "https://doi.org/10.1561/2200000016")));

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return Applicability.dense(problem);
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    double tolerance = task.parameters().get(TOLERANCE.name());
    long most = (long) task.parameters().get(ITERATIONS.name());
    return Entrance.solve(
        task,
        listener,
        (problem, scaled) ->
            Entrance.onOrthonormalRows(
                problem,
                rows -> new SplittingRun(rows, tolerance, scaled).solve(task.budget(), most)));
  }
}
