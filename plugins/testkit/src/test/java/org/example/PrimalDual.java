package org.example;

import java.util.List;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.Citation;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.IterateListener;
import org.diaflow.spi.L1Candidate;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.L1Task;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.Outcome;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.StopReason;

/** Primal-dual hybrid gradient for basis pursuit; two products with A per iteration. */
public final class PrimalDual implements L1Solver {

  private static final ParameterSpec TOLERANCE =
      ParameterSpec.real("tolerance", 1e-15, 1e-2, 1e-11, "Largest relative residual and gap.");

  @Override
  public Descriptor descriptor() {
    return new Descriptor(
        "example-primal-dual",
        "1.0",
        "First-order primal-dual method for basis pursuit.",
        List.of("first-order", "dual"),
        List.of(TOLERANCE),
        List.of(
            new Citation(
                "A. Chambolle, T. Pock, J. Math. Imaging Vision 40 (2011), Algorithm 1",
                "https://doi.org/10.1007/s10851-010-0251-1")));
  }

  @Override
  public Applicability supports(RegressionProblem problem) {
    return Applicability.yes();
  }

  @Override
  public L1Candidate solve(L1Task task, IterateListener listener) {
    Matrix a = task.problem().matrix();
    double[] y = task.problem().observations();
    double tolerance = task.parameters().get("tolerance");
    double step = 1 / norm2(a.values()); // ‖A‖₂ ≤ ‖A‖_F, so step² ‖A‖₂² ≤ 1
    double[] x = new double[a.columns()];
    double[] ahead = new double[a.columns()];
    double[] correlations = new double[a.columns()];
    double[] dual = new double[a.rows()];
    double[] residual = new double[a.rows()];

    while (!task.budget().exhausted()) {
      a.multiplyTransposed(dual, correlations);
      double norm1 = 0;
      for (int j = 0; j < x.length; j++) {
        double moved = shrink(x[j] + step * correlations[j], step);
        ahead[j] = 2 * moved - x[j];
        x[j] = moved;
        norm1 += Math.abs(moved);
      }
      a.multiply(ahead, residual);
      double value = 0;
      for (int i = 0; i < y.length; i++) {
        residual[i] = y[i] - residual[i];
        dual[i] += step * residual[i];
        value += y[i] * dual[i];
      }
      if (norm2(residual) <= tolerance * norm2(y) && Math.abs(norm1 - value) <= tolerance * norm1) {
        return new L1Candidate(x, dual, new Outcome(StopReason.CONVERGED, "Converged."));
      }
    }
    return new L1Candidate(
        x,
        dual,
        new Outcome(StopReason.CANCELLED, "Out of time; allow more, or a larger tolerance."));
  }

  private static double shrink(double value, double by) {
    return Math.signum(value) * Math.max(0, Math.abs(value) - by);
  }

  private static double norm2(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
