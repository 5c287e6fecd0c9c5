package org.diaflow.theory.certificate.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.diaflow.theory.linear.internal.PositiveDefinite;
import org.diaflow.theory.linear.internal.WeightedGram;
import org.jspecify.annotations.Nullable;

/**
 * The predictor–corrector interior-point method (S. Mehrotra, SIAM J. Optim. 2 (1992)) for min_z ‖c
 * + Bᵀz‖_∞: about 20 iterations of q²·m/2 multiplications whatever the size, where the simplex
 * needs hundreds of pivots.
 *
 * <p>With the level t and s = c + Bᵀz it keeps the slacks t − s, t + s and their multipliers a, b
 * positive; w = a − b solves the dual programme.
 */
final class InteriorPoint {

  private static final int MOST_ITERATIONS = 100;

  /** Relative gap at which the active set is read off. */
  private static final double CLOSED = 1e-11;

  /** Fraction of the way to the boundary that a step may go. */
  private static final double SHORT = 0.995;

  private final double[] c;
  private final DenseMatrix kernel;
  private final WeightedGram gram;
  private final int q;
  private final int m;

  private final double[] z;
  private double level;
  private final double[] below;
  private final double[] above;
  private final double[] a;
  private final double[] b;

  InteriorPoint(double[] c, DenseMatrix kernel) {
    this.c = c;
    this.kernel = kernel;
    this.gram = new WeightedGram(kernel);
    this.q = kernel.rows();
    this.m = c.length;
    this.z = new double[q];
    this.level = 2 * LinearAlgebra.normInfinity(c);
    this.below = new double[m];
    this.above = new double[m];
    this.a = new double[m];
    this.b = new double[m];
    Arrays.fill(a, 0.5 / m);
    Arrays.fill(b, 0.5 / m);
    slacks();
  }

  /**
   * The signs of w on the q + 1 entries where it is largest, zero elsewhere: the vertex the path
   * ends in where that is unique. Null if the path does not close.
   */
  double @Nullable [] pattern() {
    for (int k = 0; k < MOST_ITERATIONS; k++) {
      double gap = complementarity();
      if (gap <= CLOSED * level) {
        return largestEntries();
      }
      if (!iterate(gap)) {
        return null;
      }
    }
    return null;
  }

  private double[] largestEntries() {
    double[] pattern = new double[m];
    IntStream.range(0, m)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -Math.abs(a[j] - b[j])))
        .limit(q + 1L)
        .forEach(j -> pattern[j] = Math.signum(a[j] - b[j]));
    return pattern;
  }

  /** Σ a(t − s) + b(t + s), the duality gap at dual feasibility. */
  private double complementarity() {
    return LinearAlgebra.dot(a, below) + LinearAlgebra.dot(b, above);
  }

  /** A Newton direction: Δz, Δt, and what follows for slacks and multipliers. */
  private record Direction(
      double[] z, double level, double[] below, double[] above, double[] a, double[] b) {

    /** The largest step up to 1 that keeps {@code values} positive. */
    static double longest(double[] values, double[] change) {
      double step = 1;
      for (int j = 0; j < values.length; j++) {
        if (change[j] < 0) {
          step = Math.min(step, -values[j] / change[j]);
        }
      }
      return step;
    }
  }

  private boolean iterate(double gap) {
    PositiveDefinite matrix = new PositiveDefinite(newtonMatrix(), q + 1);
    double[] zero = new double[m];
    Direction affine = direction(matrix, zero, zero);
    double primal =
        Math.min(
            Direction.longest(below, affine.below()), Direction.longest(above, affine.above()));
    double dual = Math.min(Direction.longest(a, affine.a()), Direction.longest(b, affine.b()));
    double left = 0;
    for (int j = 0; j < m; j++) {
      left +=
          (a[j] + dual * affine.a()[j]) * (below[j] + primal * affine.below()[j])
              + (b[j] + dual * affine.b()[j]) * (above[j] + primal * affine.above()[j]);
    }
    double center = Math.pow(left / gap, 3) * gap / (2 * m);
    double[] targetBelow = new double[m];
    double[] targetAbove = new double[m];
    for (int j = 0; j < m; j++) {
      targetBelow[j] = center - affine.a()[j] * affine.below()[j];
      targetAbove[j] = center - affine.b()[j] * affine.above()[j];
    }
    return move(direction(matrix, targetBelow, targetAbove));
  }

  private boolean move(Direction direction) {
    double primal =
        SHORT
            * Math.min(
                Direction.longest(below, direction.below()),
                Direction.longest(above, direction.above()));
    double dual =
        SHORT * Math.min(Direction.longest(a, direction.a()), Direction.longest(b, direction.b()));
    if (!(primal > 1e-12 || dual > 1e-12)) {
      return false;
    }
    for (int i = 0; i < q; i++) {
      z[i] += primal * direction.z()[i];
    }
    level += primal * direction.level();
    for (int j = 0; j < m; j++) {
      a[j] += dual * direction.a()[j];
      b[j] += dual * direction.b()[j];
    }
    slacks();
    return true;
  }

  private void slacks() {
    double[] s = new double[m];
    kernel.multiplyTransposed(z, s);
    for (int j = 0; j < m; j++) {
      double mirror = c[j] + s[j];
      below[j] = Math.max(Double.MIN_NORMAL, level - mirror);
      above[j] = Math.max(Double.MIN_NORMAL, level + mirror);
    }
  }

  /** (B·diag(a/below + b/above)·Bᵀ, −B·g; −gᵀBᵀ, Σ), g = a/below − b/above. */
  private double[] newtonMatrix() {
    double[] sum = new double[m];
    double[] difference = new double[m];
    double corner = 0;
    for (int j = 0; j < m; j++) {
      sum[j] = a[j] / below[j] + b[j] / above[j];
      difference[j] = a[j] / below[j] - b[j] / above[j];
      corner += sum[j];
    }
    double[] inner = new double[q * q];
    gram.write(sum, inner);
    double[] border = new double[q];
    kernel.multiply(difference, border);
    int n = q + 1;
    double[] matrix = new double[n * n];
    for (int i = 0; i < q; i++) {
      System.arraycopy(inner, i * q, matrix, i * n, q);
      matrix[i * n + q] = -border[i];
      matrix[q * n + i] = -border[i];
    }
    matrix[n * n - 1] = corner;
    return matrix;
  }

  /** Newton's direction towards a·(t − s) = targetBelow, b·(t + s) = targetAbove. */
  private Direction direction(PositiveDefinite matrix, double[] targetBelow, double[] targetAbove) {
    double[] rest = new double[m];
    double[] rightHandSide = new double[q + 1];
    rightHandSide[q] = -1;
    for (int j = 0; j < m; j++) {
      double first = targetBelow[j] / below[j];
      double second = targetAbove[j] / above[j];
      rest[j] = second - first;
      rightHandSide[q] += first + second;
    }
    double[] image = new double[q];
    kernel.multiply(rest, image);
    System.arraycopy(image, 0, rightHandSide, 0, q);
    double[] solution = matrix.solve(rightHandSide);
    double[] deltaZ = Arrays.copyOf(solution, q);
    double[] moved = new double[m];
    kernel.multiplyTransposed(deltaZ, moved);
    var direction =
        new Direction(
            deltaZ, solution[q], new double[m], new double[m], new double[m], new double[m]);
    for (int j = 0; j < m; j++) {
      direction.below()[j] = solution[q] - moved[j];
      direction.above()[j] = solution[q] + moved[j];
      direction.a()[j] = (targetBelow[j] - a[j] * direction.below()[j]) / below[j] - a[j];
      direction.b()[j] = (targetAbove[j] - b[j] * direction.above()[j]) / above[j] - b[j];
    }
    return direction;
  }
}
