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
 * Basis pursuit by the diagonal linear network itself: the end points x = α·h_D(Aᵀλ) of gradient
 * flow, from Newton's method on the dual min_λ α Σ H_D(a_iᵀλ) − ⟨y, λ⟩ in N unknowns, are followed
 * as α → 0 until the limit is near.
 *
 * <p>A Newton step costs N²·d operations; a scale takes two to ten. The error falls like α^(1−ϱ)
 * for D = 2 and like α for D ≥ 3: with noisy observations, where ϱ is near 1, D = 2 does not arrive
 * at any α that is a double, and the default is D = 3. All entries are nonzero, those off the
 * support tiny. The dual is λ with its leading dependence on α removed. For D ≥ 3 rounding of Aᵀλ
 * next to ±1 limits the accuracy to about 1e-8.
 */
public final class NetworkLimit implements L1Solver {

  private static final ParameterSpec DEPTH =
      ParameterSpec.real(
          "depth", 2, 100, 3, "Depth D of the network; 2 needs far smaller scales than 3.");
  private static final ParameterSpec SCALE =
      ParameterSpec.real(
          "scale", 1e-300, 1e-1, 1e-300, "Smallest α, relative to the solution of least norm.");
  private static final ParameterSpec TOLERANCE =
      ParameterSpec.real("tolerance", 1e-13, 1e-2, 1e-9, "Largest relative residual and gap.");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "diagonal-network",
          L1SolversPlugin.VERSION,
          "The limit of gradient flow on the diagonal network, followed to vanishing scale.",
          List.of("network", "dual"),
          List.of(DEPTH, SCALE, TOLERANCE),
          List.of(
              new Citation(
                  "B. Woodworth et al., Kernel and rich regimes in overparametrized models, COLT"
                      + " (2020), Theorem 1",
                  "https://arxiv.org/abs/2002.09277"),
              new Citation(
                  "H. Matt, D. Stöger, Linear regression with overparameterized linear neural"
                      + " networks: tight upper and lower bounds for implicit ℓ¹-regularization"
                      + " (2025)",
                  "https://arxiv.org/abs/2506.01143")));

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
    var goal =
        new NetworkRun.Goal(
            task.parameters().get(DEPTH.name()),
            task.parameters().get(SCALE.name()),
            task.parameters().get(TOLERANCE.name()));
    return Entrance.solve(
        task,
        listener,
        (problem, scaled) ->
            Entrance.onOrthonormalRows(
                problem, rows -> new NetworkRun(rows, goal, scaled).solve(task.budget())));
  }
}
