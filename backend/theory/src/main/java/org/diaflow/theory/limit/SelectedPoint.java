package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.UnsolvableProblemException;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.problem.internal.RowSpace;

/**
 * The point of the face of ℓ¹ minimizers that gradient flow selects as α → 0, which depends on the
 * depth where the face is more than a point (theory §7): the minimizer of Σ |x_i|(log|x_i| − 1) for
 * D = 2, the maximizer of Σ |x_i|^(2/D) for D > 2. Immutable.
 */
public final class SelectedPoint {

  private final MinimizerFace face;

  private SelectedPoint(MinimizerFace face) {
    this.face = face;
  }

  /**
   * The face of ℓ¹ minimizers of {@code problem}. Costs a linear programme with N rows and d
   * columns in 32 digits.
   *
   * @throws UnsolvableProblemException where Ax = y has no solution
   */
  public static SelectedPoint of(RegressionProblem problem) {
    RowSpace rows = RowSpace.of(problem);
    double[] ones = new double[problem.columns()];
    Arrays.fill(ones, 1);
    RegressionProblem scaled = Equilibration.inUnits(problem);
    return new SelectedPoint(
        MinimizerFace.of(
            scaled.matrix().dense(), scaled.observations(), rows.matrix().rows(), ones, ones));
  }

  /** Coordinates that are nonzero in the relative interior of the face, increasing. */
  public int[] face() {
    return face.indices();
  }

  /**
   * The selected minimizer for depth {@code depth} ≥ 2, length d. Newton's method on the dual of
   * the selection; costs a few dozen least squares problems with |F| rows.
   *
   * @throws UnsolvableProblemException where Newton's method does not settle
   */
  public double[] at(double depth) {
    double[] selected = new FaceLimit(Walls.atZero(depth, face.face().length), face).selected();
    if (selected == null) {
      throw new UnsolvableProblemException(
          "Newton's method did not settle on the minimizer that depth %s selects.".formatted(depth),
          "depths",
          String.valueOf(depth),
          "Choose another depth.");
    }
    return selected;
  }
}
