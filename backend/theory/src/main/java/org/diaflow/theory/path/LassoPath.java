package org.diaflow.theory.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * The lasso path: the minimizers of ½‖Ax − y‖² + μ‖x‖₁ for every μ, piecewise linear in μ.
 *
 * <p>It ends at μ = 0 in the ℓ¹ minimizer. Overlaid on trajectories at μ = 1/τ (theory §8). Where
 * there are several minimizers, because columns tied at μ depend on each other, the path is one of
 * them: continuous in μ, with independent columns, and said not to be the only one.
 *
 * <p>Every double is a rational number, and small problems are walked in exact arithmetic: what is
 * tied is tied, and every corner is a minimizer exactly. Problems too large for that are walked in
 * doubles, checked corner by corner and coordinate by coordinate, and refused where doubles cannot
 * tell. The path ends where Ax = y holds. If A or y have so many digits that they were rounded, it
 * ends where Ax = y holds up to that, and corners at values of μ that doubles do not tell apart, as
 * when rounding breaks a tie by 1e-17, are one corner.
 */
public final class LassoPath {

  private LassoPath() {}

  /**
   * A corner of the path.
   *
   * @param mu μ ≥ 0
   * @param x the minimizer at μ, length d
   * @param unique whether there is only one minimizer for every μ from here down to the next
   *     corner; in doubles, whether that is known
   */
  public record Corner(double mu, double[] x, boolean unique) {}

  /** The corners without a limit of time. */
  public static List<Corner> corners(RegressionProblem problem) {
    return corners(problem, Budget.UNLIMITED);
  }

  /**
   * The corners from μ = ‖Aᵀy‖_∞, where x = 0, down to μ = 0.
   *
   * @throws IllegalStateException where the path is refused, with the reason in a sentence
   * @throws CancellationException once the budget, asked at every corner, is exhausted
   */
  public static List<Corner> corners(RegressionProblem problem, Budget budget) {
    DenseMatrix matrix = LinearAlgebra.dense(problem);
    double[] y = problem.observations();
    return ExactOrRounded.path(
        matrix,
        y,
        budget,
        (integers, work) -> rounded(integers, ExactLassoCorners.of(matrix, y, integers, work)),
        () -> RoundedCorners.of(matrix, y, budget));
  }

  private static List<Corner> rounded(
      IntegerProblem problem, List<ExactLassoCorners.Corner> corners) {
    int exponent = problem.observationExponent() - problem.matrixExponent();
    int muExponent = problem.observationExponent() + problem.matrixExponent();
    List<Corner> values =
        corners.stream()
            .map(
                corner ->
                    new Corner(
                        corner.mu().doubleValue(muExponent),
                        Arrays.stream(corner.x())
                            .mapToDouble(v -> v.doubleValue(exponent))
                            .toArray(),
                        corner.unique()))
            .toList();
    return problem.rounded() ? withoutTwins(values) : values;
  }

  /** One corner where several have the same μ: the last, but x = 0 at the start. */
  private static List<Corner> withoutTwins(List<Corner> corners) {
    var apart = new ArrayList<Corner>();
    for (Corner corner : corners) {
      if (!apart.isEmpty() && ExactOrRounded.indistinguishable(apart.getLast().mu(), corner.mu())) {
        Corner twin = apart.removeLast();
        apart.add(apart.isEmpty() ? new Corner(twin.mu(), twin.x(), corner.unique()) : corner);
      } else {
        apart.add(corner);
      }
    }
    return apart;
  }

  /**
   * Whether the time average of gradient flow as α → 0 is the lasso solution at μ = 1/τ for every
   * τ: there is only one, and every τ|x_i(1/τ)| is nondecreasing along the path (theory §8; R.
   * Berthier, J. Mach. Learn. Res. 24 (2023)). Between two corners τx_i is monotone, so its values
   * at the corners decide; a fall by a part of 1e-12 is rounding.
   */
  public static boolean isTimeAverage(List<Corner> corners) {
    for (int k = 1; k < corners.size(); k++) {
      Corner before = corners.get(k - 1);
      Corner after = corners.get(k);
      double ratio = after.mu() / before.mu();
      for (int j = 0; j < after.x().length; j++) {
        double first = ratio * before.x()[j];
        double last = after.x()[j];
        double growth = (last - first) * Math.signum(before.x()[j] + last);
        if (growth < -1e-12 * (Math.abs(first) + Math.abs(last))) {
          return false;
        }
      }
    }
    return corners.stream().allMatch(Corner::unique);
  }
}
