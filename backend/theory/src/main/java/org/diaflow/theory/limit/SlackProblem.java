package org.diaflow.theory.limit;

import java.util.Arrays;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * A mirror projection in terms of slacks: x_j = o_j·(φ(near_j − o_jδ_j) − φ(far_j + o_jδ_j)) with
 * δ_N = Θᵀδ_β, and the equations x_β + Θ·x_N = g. Coordinates are in the order (β, N).
 *
 * @param walls φ
 * @param theta Θ by columns, (d − r) × r
 * @param face which coordinates are on the face, length d
 * @param orientation o, length d
 * @param near slack at s⁰ to the wall in direction o, length d
 * @param far slack to the other, ∞ where it does not count, length d
 * @param difference near − far with digits of its own, length d
 * @param target g, length r
 */
record SlackProblem(
    Walls walls,
    double[][] theta,
    boolean[] face,
    double[] orientation,
    double[] near,
    double[] far,
    double[] difference,
    double[] target) {

  int size() {
    return target.length;
  }

  int coordinates() {
    return near.length;
  }

  /** (I, Θ)ᵀ·values for {@code values} of length r. */
  double[] spread(double[] values) {
    double[] all = Arrays.copyOf(values, coordinates());
    for (int k = 0; k < theta.length; k++) {
      all[size() + k] = LinearAlgebra.dot(theta[k], values);
    }
    return all;
  }

  /** The entry (I, Θ)_aj. */
  double entry(int a, int j) {
    return j < size() ? (j == a ? 1 : 0) : theta[j - size()][a];
  }
}
