package org.diaflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The lasso path: the minimizers of ½‖Ax − y‖² + μ‖x‖₁ for every μ, piecewise linear in μ, by
 * homotopy with drops (M. Osborne, B. Presnell, B. Turlach, IMA J. Numer. Anal. 20 (2000)).
 *
 * <p>It ends at μ = 0 in the ℓ¹ minimizer. Overlaid on trajectories at μ = 1/τ (theory §8).
 */
public final class LassoPath {

  private LassoPath() {}

  /**
   * A corner of the path.
   *
   * @param mu μ ≥ 0
   * @param x the minimizer at μ, length d
   */
  public record Corner(double mu, double[] x) {}

  /** The corners without a limit of time. */
  public static List<Corner> corners(RegressionProblem problem) {
    return corners(problem, Budget.UNLIMITED);
  }

  /**
   * The corners from μ = ‖Aᵀy‖_∞, where x = 0, down to μ = 0. Every corner is checked to be a
   * minimizer. A corner costs N·k² + 3·N·d multiplications, k the number of nonzeros.
   *
   * @throws IllegalStateException where a corner is not a minimizer, as happens when columns of the
   *     active set are dependent, or after 100·d corners
   * @throws CancellationException once the budget, asked at every corner, is exhausted
   */
  public static List<Corner> corners(RegressionProblem problem, Budget budget) {
    DenseMatrix matrix = problem.matrix();
    int d = matrix.columns();
    double[] x = new double[d];
    double[] correlations = NonnegativeLeastSquares.correlations(matrix, problem.observations(), x);
    double mu = LinearAlgebra.normInfinity(correlations);
    double smallest = 1e-13 * mu;
    double[] signs = new double[d];
    int first =
        IntStream.range(0, d)
            .boxed()
            .max(java.util.Comparator.comparingDouble(j -> Math.abs(correlations[j])))
            .orElseThrow();
    signs[first] = Math.signum(correlations[first]);
    var corners = new ArrayList<Corner>();
    corners.add(new Corner(mu, x));
    int justDropped = -1;
    while (mu > smallest) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      if (corners.size() > 100 * d) {
        throw new IllegalStateException(
            "The lasso path has not ended after %d corners.".formatted(corners.size()));
      }
      Segment segment = segment(matrix, problem.observations(), x, mu, signs, justDropped);
      mu -= segment.length();
      x = segment.end(x);
      justDropped = -1;
      if (segment.event() >= 0) {
        if (signs[segment.event()] != 0) {
          signs[segment.event()] = 0;
          x[segment.event()] = 0;
          justDropped = segment.event();
        } else {
          signs[segment.event()] = segment.sign();
        }
      }
      mu = mu > smallest ? mu : 0;
      requireOptimal(problem, x, mu, 1e-8 * corners.getFirst().mu());
      corners.add(new Corner(mu, x));
    }
    return corners;
  }

  /**
   * Whether the time average of gradient flow as α → 0 is the lasso solution at μ = 1/τ for every
   * τ: every τ|x_i(1/τ)| is nondecreasing along the path (theory §8; R. Berthier, J. Mach. Learn.
   * Res. 24 (2023)). Where x_i = a + bμ between two corners, τx_i = aτ + b grows in size exactly if
   * a does not point against x_i.
   */
  public static boolean isTimeAverage(List<Corner> corners) {
    for (int k = 1; k < corners.size(); k++) {
      Corner before = corners.get(k - 1);
      Corner after = corners.get(k);
      for (int j = 0; j < after.x().length; j++) {
        double atZero =
            (after.x()[j] * before.mu() - before.x()[j] * after.mu()) / (before.mu() - after.mu());
        double middle = before.x()[j] + after.x()[j];
        if (atZero * Math.signum(middle) < -1e-12 * Math.abs(middle)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Aᵀ(y − Ax) is μ·sign(x) where x is not 0, and at most μ in size elsewhere. */
  private static void requireOptimal(
      RegressionProblem problem, double[] x, double mu, double tolerance) {
    double[] correlations =
        NonnegativeLeastSquares.correlations(problem.matrix(), problem.observations(), x);
    double smallest = 1e-9 * LinearAlgebra.normInfinity(x);
    for (int j = 0; j < x.length; j++) {
      double excess =
          Math.abs(x[j]) > smallest
              ? Math.abs(correlations[j] - mu * Math.signum(x[j]))
              : Math.abs(correlations[j]) - mu;
      if (!(excess <= tolerance)) {
        throw new IllegalStateException(
            "The lasso path breaks off at μ = %.6g: the columns of its support are dependent or several change at once."
                .formatted(mu));
      }
    }
  }

  /** A linear piece: x moves by length·direction while μ falls by length. */
  private record Segment(double length, double[] direction, int event, double sign) {

    double[] end(double[] x) {
      double[] end = x.clone();
      for (int j = 0; j < end.length; j++) {
        end[j] += length * direction[j];
      }
      return end;
    }
  }

  private static Segment segment(
      DenseMatrix matrix, double[] y, double[] x, double mu, double[] signs, int justDropped) {
    int[] active = IntStream.range(0, signs.length).filter(j -> signs[j] != 0).toArray();
    double[] direction = direction(matrix, active, signs);
    double[] image = new double[matrix.rows()];
    matrix.multiply(direction, image);
    double[] fall = new double[signs.length];
    matrix.multiplyTransposed(image, fall);
    double[] correlations = NonnegativeLeastSquares.correlations(matrix, y, x);
    double length = mu;
    int event = -1;
    double sign = 0;
    for (int j = 0; j < signs.length; j++) {
      if (signs[j] != 0) {
        double step = -x[j] / direction[j];
        if (step > 1e-14 * mu && step < length) {
          length = step;
          event = j;
        }
      } else {
        for (double side : new double[] {1, -1}) {
          double step = (mu - side * correlations[j]) / (1 - side * fall[j]);
          boolean leaving = j == justDropped && step < 1e-9 * mu;
          if (!leaving && 1 - side * fall[j] > 1e-14 && step >= 0 && step < length) {
            length = step;
            event = j;
            sign = side;
          }
        }
      }
    }
    return new Segment(length, direction, event, sign);
  }

  /** (A_JᵀA_J)⁻¹ signs_J on the active set J, zero elsewhere. */
  private static double[] direction(DenseMatrix matrix, int[] active, double[] signs) {
    R064Store columns = LinearAlgebra.columns(matrix, active);
    MatrixStore<Double> gram = columns.transpose().multiply(columns);
    double[] solution =
        LinearAlgebra.solvePositiveDefinite(
            gram.toRawCopy1D(), Arrays.stream(active).mapToDouble(j -> signs[j]).toArray());
    double[] direction = new double[signs.length];
    for (int k = 0; k < active.length; k++) {
      direction[active[k]] = solution[k];
    }
    return direction;
  }
}
