package org.diaflow.theory;

import java.util.Arrays;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;

/**
 * The limit of gradient flow from any start, and for problems whose ℓ¹ minimizer is not unique
 * (theory §2, §3).
 *
 * <p>With x_j = weight_j·h_D((s_j + shift_j)/width_j), the predictor x' = width ⊙ x of the matrix
 * A' with columns a_j/width_j is a network of unit widths, so {@link ExactLimit} applies from the
 * support of the minimizer of Σ |x'_j| − (shift_j/width_j)·x'_j subject to A'x' = y. For D > 2 that
 * is where the flow goes as α → 0: the ℓ¹ minimizer only if all widths are equal and all shifts
 * zero. For D = 2 it goes to the ℓ¹ minimizer from every start, and shifts are left out of the
 * minimization.
 *
 * @param x x^∞, length d
 * @param minimizer where the flow goes as α → 0, length d; a vertex of the optimal face if that is
 *     more than a point
 * @param error x^∞ − minimizer, length d, with relative accuracy in its ℓ¹ norm
 * @param limit iterations, accuracy, residual and branch; its vectors belong to x'
 */
public record GeneralLimit(double[] x, double[] minimizer, double[] error, ExactLimit.Limit limit) {

  /**
   * The limit of {@code network} on {@code problem}; check {@link ExactLimit.Limit#reached()}.
   * Costs one linear programme with N rows and 2·d columns, then Newton's method.
   *
   * @throws UnsolvableProblemException if Ax = y has no solution, or none the programme can find
   */
  public static GeneralLimit of(RegressionProblem problem, DiagonalNetwork network) {
    return of(problem, StartedLink.of(network, problem.columns()));
  }

  static GeneralLimit of(RegressionProblem problem, StartedLink started) {
    RowSpace rows = RowSpace.of(problem);
    DenseMatrix matrix = divided(rows.matrix(), started.width());
    SupportSplit split = split(matrix, rows, started);
    var exact = new ExactLimit(split);
    ExactLimit.Limit limit = exact.solve(SplitLink.of(split, started), java.util.List.of());
    return assembled(split, started.width(), limit);
  }

  private static GeneralLimit assembled(
      SupportSplit split, double[] width, ExactLimit.Limit limit) {
    double[] minimizer = new double[width.length];
    double[] error = new double[width.length];
    for (int i = 0; i < split.sparsity(); i++) {
      int j = split.support()[i];
      minimizer[j] = split.values()[i] / width[j];
      error[j] = limit.onSupportError()[i] / width[j];
    }
    for (int k = 0; k < split.offSize(); k++) {
      int j = split.offSupport()[k];
      error[j] = limit.offSupport()[k] / width[j];
    }
    double[] x = new double[width.length];
    Arrays.setAll(x, j -> minimizer[j] + error[j]);
    return new GeneralLimit(x, minimizer, error, limit);
  }

  private static DenseMatrix divided(DenseMatrix matrix, double[] width) {
    double[] entries = matrix.entries().clone();
    for (int k = 0; k < entries.length; k++) {
      entries[k] /= width[k % width.length];
    }
    return new DenseMatrix(matrix.rows(), matrix.columns(), entries);
  }

  /** From the minimizer of Σ |x'_j| − bias_j·x'_j with A'x' = y, bias = shift/width for D > 2. */
  private static SupportSplit split(DenseMatrix matrix, RowSpace rows, StartedLink started) {
    double[] costUp = new double[matrix.columns()];
    double[] costDown = new double[matrix.columns()];
    boolean biased = Double.isFinite(started.link().bound());
    for (int j = 0; j < costUp.length; j++) {
      double bias = biased ? started.shift()[j] / started.width()[j] : 0;
      costUp[j] = 1 - bias;
      costDown[j] = 1 + bias;
    }
    SupportSplit split = SignedProgramme.split(matrix, rows.observations(), costUp, costDown);
    double scale = rows.solutionScale();
    return split.withValues(Arrays.stream(split.values()).map(x -> scale * x).toArray());
  }
}
