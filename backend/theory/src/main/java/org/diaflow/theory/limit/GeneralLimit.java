package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.problem.internal.RowSpace;

/**
 * The limit of gradient flow from any start, and for problems whose ℓ¹ minimizer is not unique
 * (theory §2, §3, §7): see {@link FaceLimit}.
 *
 * <p>For D > 2 the flow goes, as α → 0, to a minimizer of Σ a_j^(2−D)·x_j⁺ + b_j^(2−D)·x_j⁻ subject
 * to Ax = y: an ℓ¹ minimizer if the shape is constant. For D = 2 it goes to an ℓ¹ minimizer from
 * every start.
 *
 * @param x x^∞, length d
 * @param minimizer where the flow goes as α → 0, length d; the selected point of the face of
 *     minimizers if that is more than a point
 * @param error x^∞ − minimizer, length d: with relative accuracy in its ℓ¹ norm where the minimizer
 *     is unique, a difference elsewhere
 * @param limit iterations, accuracy, residual and branch; its vectors are the errors on and off the
 *     face, and its accuracy that of the error where the minimizer is unique, that of x elsewhere
 */
public record GeneralLimit(double[] x, double[] minimizer, double[] error, ExactLimit.Limit limit) {

  /**
   * The limit of {@code network} on {@code problem}; check {@link ExactLimit.Limit#reached()}.
   * Costs one linear programme with N rows and d columns, then Newton's method.
   *
   * @throws UnsolvableProblemException if Ax = y has no solution, the start is too extreme, or
   *     Newton's method does not get to the limit
   */
  public static GeneralLimit of(RegressionProblem problem, DiagonalNetwork network) {
    return of(problem, Walls.of(network, problem.columns()));
  }

  static GeneralLimit of(RegressionProblem problem, Walls walls) {
    RowSpace rows = RowSpace.of(problem);
    RegressionProblem scaled = Equilibration.inUnits(problem);
    MinimizerFace face =
        MinimizerFace.of(
            scaled.matrix().dense(),
            scaled.observations(),
            rows.matrix().rows(),
            walls.costUp(),
            walls.costDown());
    return of(face, walls);
  }

  private static GeneralLimit of(MinimizerFace face, Walls walls) {
    var limit = new FaceLimit(walls, face);
    double[] selected = limit.selected();
    if (selected == null) {
      throw unsettled(walls);
    }
    if (face.isPoint() && face.everySolution()) {
      return assembled(
          face, selected, new FaceLimit.Found(selected, 0, 0, 0, ExactLimit.Branch.ONLY_SOLUTION));
    }
    FaceLimit.Found found = limit.limit(selected);
    if (found == null) {
      throw unsettled(walls);
    }
    return assembled(face, selected, found);
  }

  private static UnsolvableProblemException unsettled(Walls walls) {
    return new UnsolvableProblemException(
        "Newton's method did not settle on the limit of depth %s.".formatted(walls.depth()),
        "alphas",
        "",
        "Choose another scale or depth, or a shape that varies less.");
  }

  static GeneralLimit assembled(MinimizerFace face, double[] selected, FaceLimit.Found found) {
    double[] x = found.x();
    double[] error = new double[x.length];
    Arrays.setAll(error, j -> face.face()[j] ? x[j] - selected[j] : x[j]);
    if (face.isPoint()) {
      for (int i = 0; i < face.basis().length; i++) {
        if (face.face()[face.basis()[i]]) {
          error[face.basis()[i]] = errorOnFace(face, x, i);
          x[face.basis()[i]] = selected[face.basis()[i]] + error[face.basis()[i]];
        }
      }
    }
    double[] on = filtered(face, error, true);
    double[] off = filtered(face, error, false);
    var limit =
        new ExactLimit.Limit(
            on,
            off,
            new double[0],
            found.iterations(),
            accuracy(face, x, error, found),
            residual(face, x),
            found.branch());
    return new GeneralLimit(x, selected, error, limit);
  }

  /** −(Θ·x_N)_i over the coordinates off the face: nothing of the size of g is subtracted. */
  private static double errorOnFace(MinimizerFace face, double[] x, int i) {
    double sum = 0;
    for (int j : face.nonbasic()) {
      sum -= face.theta().get(i, j) * x[j];
    }
    return sum;
  }

  /** Relative to ‖error‖₁ where the minimizer is unique, to ‖x‖₁ elsewhere. */
  private static double accuracy(
      MinimizerFace face, double[] x, double[] error, FaceLimit.Found found) {
    double on = LinearAlgebra.norm1(filtered(face, x, true));
    double off = LinearAlgebra.norm1(filtered(face, x, false));
    if (!face.isPoint()) {
      return (found.onFace() * on + found.offFace() * off) / (on + off);
    }
    double terms = off;
    for (int i = 0; i < face.basis().length; i++) {
      for (int j : face.nonbasic()) {
        terms += Math.abs(face.theta().get(i, j) * x[j]);
      }
    }
    double norm = LinearAlgebra.norm1(error);
    return norm == 0 ? 0 : found.offFace() * Math.max(1, terms / norm);
  }

  private static double[] filtered(MinimizerFace face, double[] values, boolean onFace) {
    return java.util.stream.IntStream.range(0, values.length)
        .filter(j -> face.face()[j] == onFace)
        .mapToDouble(j -> values[j])
        .toArray();
  }

  /** ‖x_β + Θ·x_N − g‖₁ relative to the same sum of absolute values. */
  private static double residual(MinimizerFace face, double[] x) {
    double rest = 0;
    double size = 0;
    for (int i = 0; i < face.basis().length; i++) {
      double sum = x[face.basis()[i]] - face.values()[i];
      size += Math.abs(x[face.basis()[i]]) + Math.abs(face.values()[i]);
      for (int j : face.nonbasic()) {
        sum += face.theta().get(i, j) * x[j];
        size += Math.abs(face.theta().get(i, j) * x[j]);
      }
      rest += Math.abs(sum);
    }
    return size == 0 ? 0 : rest / size;
  }
}
