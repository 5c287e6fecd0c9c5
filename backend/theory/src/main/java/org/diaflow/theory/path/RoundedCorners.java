package org.diaflow.theory.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;

/** The lasso path in doubles by {@link LassoWalk} (see {@link LassoPath}). */
final class RoundedCorners {

  /** More corners than this are not a picture. */
  private static final int MOST_CORNERS = 100_000;

  private RoundedCorners() {}

  /**
   * The corners, checked by {@link RoundedConditions}. Cost N·d operations per corner.
   *
   * @throws IllegalStateException where the path is lost in rounding
   * @throws CancellationException once the budget, asked at every corner, is exhausted
   */
  static List<LassoPath.Corner> of(DenseMatrix matrix, double[] y, Budget budget) {
    double[] weights = new double[matrix.columns()];
    Arrays.fill(weights, 1);
    var walk = new LassoWalk(matrix, y, weights);
    var corners = new ArrayList<LassoPath.Corner>();
    corners.add(new LassoPath.Corner(walk.mu(), walk.x().clone(), true));
    while (walk.mu() > 0) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      if (walk.advance(0) == LassoWalk.Piece.STALLED || corners.size() > MOST_CORNERS) {
        throw new IllegalStateException(
            "The lasso path does not end after %d corners, at μ = %.6g, in doubles."
                .formatted(corners.size(), walk.mu()));
      }
      if (walk.mu() == corners.getLast().mu()) {
        corners.removeLast();
      }
      corners.add(new LassoPath.Corner(walk.mu(), walk.x().clone(), true));
    }
    var conditions = new RoundedConditions(matrix, y);
    conditions.requireLasso(corners);
    conditions.requireSolved(corners.getLast().x(), "lasso");
    return withUniqueness(matrix, y, corners, budget);
  }

  /**
   * The same corners, each saying whether the minimizers below it are known to be the only ones.
   */
  private static List<LassoPath.Corner> withUniqueness(
      DenseMatrix matrix, double[] y, List<LassoPath.Corner> corners, Budget budget) {
    var known = new ArrayList<LassoPath.Corner>();
    double[] tied = new double[matrix.columns()];
    for (int k = 0; k + 1 < corners.size(); k++) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      LassoPath.Corner above = corners.get(k);
      LassoPath.Corner below = corners.get(k + 1);
      double[] between = new double[tied.length];
      Arrays.setAll(between, j -> (above.x()[j] + below.x()[j]) / 2);
      tied = tied(Correlations.of(matrix, y, between), (above.mu() + below.mu()) / 2);
      known.add(known(matrix, y, above, between, tied));
    }
    known.add(known(matrix, y, corners.getLast(), corners.getLast().x(), tied));
    return known;
  }

  private static LassoPath.Corner known(
      DenseMatrix matrix, double[] y, LassoPath.Corner corner, double[] point, double[] tied) {
    boolean unique = new RoundedFace(matrix, y, point, tied).single();
    return new LassoPath.Corner(corner.mu(), corner.x(), unique);
  }

  /**
   * The signs of the correlations that are μ in size up to rounding, 0 for the others: between two
   * corners they are all along, for they are affine in μ and never exceed it.
   */
  private static double[] tied(Correlations correlations, double mu) {
    double[] tied = new double[correlations.values().length];
    for (int j = 0; j < tied.length; j++) {
      double rounding = correlations.rounding()[j] + 0x1p-40 * mu;
      double value = correlations.values()[j];
      tied[j] = Math.abs(value) >= mu - rounding ? Math.signum(value) : 0;
    }
    return tied;
  }
}
