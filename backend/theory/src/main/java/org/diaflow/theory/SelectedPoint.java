package org.diaflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * The point of the face of ℓ¹ minimizers that gradient flow selects as α → 0, which depends on the
 * depth where the face is more than a point (theory §7): the minimizer of Σ |x_i|(log|x_i| − 1) for
 * D = 2, the maximizer of Σ |x_i|^(2/D) for D > 2.
 *
 * <p>The face is {x : Ax = y, τ_i x_i ≥ 0, x_i = 0 where |a_iᵀν| < 1} for any optimal dual vector
 * ν, τ = sign(Aᵀν). One linear programme per coordinate with |a_iᵀν| = 1 finds which of them are
 * nonzero somewhere on the face; Newton's method in the affine hull does the rest. Immutable.
 */
public final class SelectedPoint {

  /** 1 − |a_iᵀν| up to which a coordinate may be nonzero. */
  private static final double ACTIVE = 1e-9;

  /** Largest number of coordinates with |a_iᵀν| = 1 that are looked at. */
  private static final int MOST_ACTIVE = 500;

  private static final int MOST_STEPS = 200;

  /** Relative step below which rounding, not the step, decides the slope. */
  private static final double SETTLING = 1e-6;

  private final int[] face;
  private final double[] signs;
  private final DenseMatrix columns;
  private final double[] inside;
  private final int length;
  private final double scale;

  private SelectedPoint(
      int[] face, double[] signs, DenseMatrix columns, double[] inside, int length, double scale) {
    this.face = face;
    this.signs = signs;
    this.columns = columns;
    this.inside = inside;
    this.length = length;
    this.scale = scale;
  }

  /**
   * The face of ℓ¹ minimizers of {@code problem}.
   *
   * @throws UnsolvableProblemException where Ax = y has no solution, or more than 500 coordinates
   *     touch |a_iᵀν| = 1
   */
  public static SelectedPoint of(RegressionProblem problem) {
    RowSpace rows = RowSpace.of(problem);
    DenseMatrix matrix = rows.matrix();
    double[] ones = new double[matrix.columns()];
    Arrays.fill(ones, 1);
    SupportSplit split = SignedProgramme.split(matrix, rows.observations(), ones, ones);
    double[] correlations = dual(matrix, split);
    int[] active =
        IntStream.range(0, correlations.length)
            .filter(j -> Math.abs(correlations[j]) >= 1 - ACTIVE)
            .toArray();
    if (active.length > MOST_ACTIVE) {
      throw new UnsolvableProblemException(
          "%d coordinates may be nonzero on the face of minimizers.".formatted(active.length),
          "matrix",
          String.valueOf(active.length),
          "At most %d are looked at; remove duplicate columns.".formatted(MOST_ACTIVE));
    }
    return relativeInterior(matrix, rows, active, correlations);
  }

  /** Aᵀν for an optimal ν. */
  private static double[] dual(DenseMatrix matrix, SupportSplit split) {
    LeastMaximum least = LeastMaximum.solve(split.transposedOnto(split.signs()), split.kernel());
    double[] correlations = new double[matrix.columns()];
    matrix.multiplyTransposed(split.dual(split.signs(), least.free()), correlations);
    return correlations;
  }

  private static SelectedPoint relativeInterior(
      DenseMatrix matrix, RowSpace rows, int[] active, double[] correlations) {
    double[] signs = Arrays.stream(active).mapToDouble(j -> Math.signum(correlations[j])).toArray();
    DenseMatrix signed = signedColumns(matrix, active, signs);
    List<double[]> points = new ArrayList<>();
    double[] sum = new double[active.length];
    for (int k = 0; k < active.length; k++) {
      if (points.isEmpty() || !(sum[k] > 1e-9 * LinearAlgebra.normInfinity(sum))) {
        double[] farthest = maximum(signed, rows.observations(), k);
        if (farthest != null) {
          points.add(farthest);
          for (int l = 0; l < sum.length; l++) {
            sum[l] += Math.max(0, farthest[l]);
          }
        }
      }
    }
    double largest = LinearAlgebra.normInfinity(sum);
    int[] kept = IntStream.range(0, sum.length).filter(k -> sum[k] > 1e-9 * largest).toArray();
    int count = Math.max(1, points.size());
    return new SelectedPoint(
        Arrays.stream(kept).map(k -> active[k]).toArray(),
        Arrays.stream(kept).mapToDouble(k -> signs[k]).toArray(),
        signedColumns(
            matrix,
            Arrays.stream(kept).map(k -> active[k]).toArray(),
            Arrays.stream(kept).mapToDouble(k -> signs[k]).toArray()),
        Arrays.stream(kept).mapToDouble(k -> sum[k] / count).toArray(),
        matrix.columns(),
        rows.solutionScale());
  }

  private static DenseMatrix signedColumns(DenseMatrix matrix, int[] indices, double[] signs) {
    double[] entries = new double[matrix.rows() * indices.length];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int k = 0; k < indices.length; k++) {
        entries[i * indices.length + k] = signs[k] * matrix.get(i, indices[k]);
      }
    }
    return new DenseMatrix(matrix.rows(), indices.length, entries);
  }

  /** A point of {x ≥ 0 : Ax = y} with x_k as large as possible, or null without one. */
  private static double @Nullable [] maximum(DenseMatrix signed, double[] y, int k) {
    double[] costs = new double[signed.columns()];
    costs[k] = -1;
    R064Store rows = LinearAlgebra.store(signed);
    Optimisation.Result result =
        LinearSolver.newStandardBuilder(costs)
            .equalities(rows, LinearAlgebra.column(y))
            .build()
            .solve();
    if (!result.getState().isFeasible()) {
      return null;
    }
    double[] x = new double[costs.length];
    Arrays.setAll(x, result::doubleValue);
    return x;
  }

  /** Coordinates that are nonzero in the relative interior of the face, increasing. */
  public int[] face() {
    return face.clone();
  }

  /**
   * The selected minimizer for depth {@code depth} ≥ 2, length d. Newton's method in the affine
   * hull of the face; costs about ten solves with N rows.
   *
   * @throws IllegalStateException if Newton's method does not settle in 200 steps
   */
  public double[] at(double depth) {
    double[] magnitude = inside.clone();
    var gram = new WeightedGram(columns);
    double previous = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = direction(gram, magnitude, depth);
      double relative = 0;
      double shortest = 1;
      for (int k = 0; k < magnitude.length; k++) {
        relative = Math.max(relative, Math.abs(direction[k]) / magnitude[k]);
        if (direction[k] < 0) {
          shortest = Math.min(shortest, -0.9 * magnitude[k] / direction[k]);
        }
      }
      double length =
          relative < SETTLING ? shortest : backtracked(magnitude, direction, depth, shortest);
      for (int k = 0; k < magnitude.length; k++) {
        magnitude[k] += length * direction[k];
      }
      if (relative < 1e-15 || (relative < 1e-10 && relative >= previous / 2)) {
        return expanded(magnitude);
      }
      previous = relative;
    }
    throw new IllegalStateException(
        "The selected point of depth %s did not settle after %d steps."
            .formatted(depth, MOST_STEPS));
  }

  private double[] expanded(double[] magnitude) {
    double[] x = new double[length];
    for (int k = 0; k < face.length; k++) {
      x[face[k]] = signs[k] * magnitude[k] * scale;
    }
    return x;
  }

  /** −H⁻¹(g − A_Fᵀω) with A_F H⁻¹(g − A_Fᵀω) = 0. */
  private double[] direction(WeightedGram gram, double[] magnitude, double depth) {
    int n = columns.rows();
    double[] inverse = new double[magnitude.length];
    double[] scaled = new double[magnitude.length];
    for (int k = 0; k < magnitude.length; k++) {
      inverse[k] = 1 / curvature(magnitude[k], depth);
      scaled[k] = inverse[k] * slope(magnitude[k], depth);
    }
    double[] matrix = new double[n * n];
    gram.write(inverse, matrix);
    double[] rightHandSide = new double[n];
    columns.multiply(scaled, rightHandSide);
    double[] omega = LinearAlgebra.solvePositiveDefinite(matrix, rightHandSide);
    double[] direction = new double[magnitude.length];
    columns.multiplyTransposed(omega, direction);
    for (int k = 0; k < direction.length; k++) {
      direction[k] = inverse[k] * direction[k] - scaled[k];
    }
    return direction;
  }

  /**
   * The longest of {@code first}, first/2, … along which the convex objective has not turned up.
   */
  private static double backtracked(
      double[] magnitude, double[] direction, double depth, double first) {
    double start = along(magnitude, direction, depth, 0);
    double length = first;
    while (length > 1e-12 && along(magnitude, direction, depth, length) > 0.9 * Math.abs(start)) {
      length /= 2;
    }
    return length;
  }

  private static double along(double[] magnitude, double[] direction, double depth, double length) {
    double sum = 0;
    for (int k = 0; k < magnitude.length; k++) {
      sum += slope(magnitude[k] + length * direction[k], depth) * direction[k];
    }
    return sum;
  }

  private static double slope(double magnitude, double depth) {
    return depth == 2 ? Math.log(magnitude) : -2 / depth * Math.pow(magnitude, 2 / depth - 1);
  }

  private static double curvature(double magnitude, double depth) {
    return depth == 2
        ? 1 / magnitude
        : 2 / depth * (1 - 2 / depth) * Math.pow(magnitude, 2 / depth - 2);
  }
}
