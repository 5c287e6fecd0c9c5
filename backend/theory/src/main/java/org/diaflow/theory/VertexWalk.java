package org.diaflow.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The primal simplex method for max { ⟨c, w⟩ : B·w = 0, ‖w‖₁ ≤ 1 } from a known vertex, with an
 * explicit inverse of the basis (G. Dantzig; the exchange algorithm of E. Stiefel for min_z ‖c +
 * Bᵀz‖_∞).
 *
 * <p>Which w are vertices depends on B only, so the solution of one programme is a feasible start
 * for every other c. A pivot costs (q + 1)² + q·m multiplications.
 */
final class VertexWalk {

  /** Relative excess over the level, or relative weight, that counts as none. */
  private static final double NOTHING = 1e-11;

  /** How often the walk is resumed with a fresh inverse before it counts as endless. */
  private static final int ROUNDS = 5;

  private final double[] c;
  private final DenseMatrix kernel;
  private final int size;
  private final int[] basis;
  private final double[] signs;
  private double[] inverse = new double[0];

  private VertexWalk(double[] c, DenseMatrix kernel, int[] basis, double[] signs) {
    this.c = c;
    this.kernel = kernel;
    this.size = basis.length;
    this.basis = basis;
    this.signs = signs;
  }

  /**
   * An optimal vertex.
   *
   * @param w maximizer, length m, nonzero on q + 1 entries, ‖w‖₁ = 1
   * @param z minimizer, length q
   */
  record Vertex(double[] w, double[] z) {}

  /**
   * The optimal vertex reached from {@code start} (length m): a vector whose nonzero entries, q + 1
   * of them, have the signs of a vertex. Null if it has not, or if the walk does not end. The
   * result is computed afresh from the final basis, so it does not depend on the way there.
   */
  static @Nullable Vertex from(double[] start, double[] c, DenseMatrix kernel) {
    int[] basis = IntStream.range(0, c.length).filter(j -> start[j] != 0).toArray();
    if (basis.length != kernel.rows() + 1) {
      return null;
    }
    double[] signs = IntStream.of(basis).mapToDouble(j -> Math.signum(start[j])).toArray();
    var walk = new VertexWalk(c, kernel, basis, signs);
    for (int round = 0; round < ROUNDS; round++) {
      if (!walk.invert()) {
        return null;
      }
      int pivots = walk.optimize();
      if (pivots == 0) {
        return walk.vertex();
      }
      if (pivots < 0) {
        return null;
      }
      walk.sort();
    }
    return null;
  }

  private void sort() {
    double[] signOf = new double[c.length];
    for (int k = 0; k < size; k++) {
      signOf[basis[k]] = signs[k];
    }
    Arrays.sort(basis);
    for (int k = 0; k < size; k++) {
      signs[k] = signOf[basis[k]];
    }
  }

  /** Inverts the matrix with columns (τ_k·b_k, 1). */
  private boolean invert() {
    R064Store matrix = R064Store.FACTORY.make(size, size);
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size - 1; i++) {
        matrix.set(i, k, signs[k] * kernel.get(i, basis[k]));
      }
      matrix.set(size - 1, k, 1);
    }
    LU<Double> lu = LU.R064.make(matrix);
    if (!lu.decompose(matrix) || !lu.isSolvable()) {
      return false;
    }
    MatrixStore<Double> solved = lu.getInverse();
    inverse = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        inverse[i * size + k] = solved.doubleValue(i, k);
      }
    }
    return true;
  }

  /** Walks to the optimum; returns the number of pivots, −1 if there is no way or no end. */
  private int optimize() {
    double[] s = new double[c.length];
    for (int pivot = 0; pivot < 20 * size; pivot++) {
      double[] dual = dual();
      double level = dual[size - 1];
      double[] z = Arrays.copyOf(dual, size - 1);
      for (int i = 0; i < z.length; i++) {
        z[i] = -z[i];
      }
      kernel.multiplyTransposed(z, s);
      int entering = 0;
      for (int j = 0; j < s.length; j++) {
        s[j] += c[j];
        entering = Math.abs(s[j]) > Math.abs(s[entering]) ? j : entering;
      }
      if (!(Math.abs(s[entering]) > level + NOTHING * Math.abs(level))) {
        return Double.isNaN(level) ? -1 : pivot;
      }
      if (!exchange(entering, Math.signum(s[entering]))) {
        return -1;
      }
    }
    return -1;
  }

  /** The multipliers π with ⟨π, (τ_k·b_k, 1)⟩ = τ_k·c_k for all k of the basis: (−z, level). */
  private double[] dual() {
    double[] dual = new double[size];
    for (int k = 0; k < size; k++) {
      double cost = signs[k] * c[basis[k]];
      for (int i = 0; i < size; i++) {
        dual[i] += cost * inverse[k * size + i];
      }
    }
    return dual;
  }

  /** Brings column {@code entering} into the basis; false if no column can leave. */
  private boolean exchange(int entering, double sign) {
    double[] column = new double[size];
    for (int i = 0; i < size - 1; i++) {
      column[i] = sign * kernel.get(i, entering);
    }
    column[size - 1] = 1;
    double[] direction = new double[size];
    double largest = 0;
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        direction[k] += inverse[k * size + i] * column[i];
      }
      largest = Math.max(largest, Math.abs(direction[k]));
    }
    int leaving = -1;
    double shortest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      if (direction[k] > NOTHING * largest) {
        double ratio = Math.max(0, inverse[k * size + size - 1]) / direction[k];
        if (ratio < shortest) {
          shortest = ratio;
          leaving = k;
        }
      }
    }
    if (leaving < 0) {
      return false;
    }
    update(leaving, direction);
    basis[leaving] = entering;
    signs[leaving] = sign;
    return true;
  }

  private void update(int leaving, double[] direction) {
    int row = leaving * size;
    double pivot = direction[leaving];
    for (int i = 0; i < size; i++) {
      inverse[row + i] /= pivot;
    }
    for (int k = 0; k < size; k++) {
      if (k != leaving && direction[k] != 0) {
        for (int i = 0; i < size; i++) {
          inverse[k * size + i] -= direction[k] * inverse[row + i];
        }
      }
    }
  }

  /** The vertex of the basis, refined once; null if w does not keep its signs. */
  private @Nullable Vertex vertex() {
    double[] weights = new double[size];
    for (int k = 0; k < size; k++) {
      weights[k] = inverse[k * size + size - 1];
    }
    refineWeights(weights);
    double[] dual = dual();
    refineDual(dual);
    double[] w = new double[c.length];
    for (int k = 0; k < size; k++) {
      if (!(weights[k] > 0)) {
        return null;
      }
      w[basis[k]] = signs[k] * weights[k];
    }
    double[] z = new double[size - 1];
    Arrays.setAll(z, i -> -dual[i]);
    return new Vertex(w, z);
  }

  /** One step of iterative refinement of Σ_k weight_k·(τ_k·b_k, 1) = (0, 1). */
  private void refineWeights(double[] weights) {
    double[] rest = new double[size];
    rest[size - 1] = 1;
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size - 1; i++) {
        rest[i] -= weights[k] * signs[k] * kernel.get(i, basis[k]);
      }
      rest[size - 1] -= weights[k];
    }
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        weights[k] += inverse[k * size + i] * rest[i];
      }
    }
  }

  /** One step of iterative refinement of ⟨π, (τ_k·b_k, 1)⟩ = τ_k·c_k. */
  private void refineDual(double[] dual) {
    double[] rest = new double[size];
    for (int k = 0; k < size; k++) {
      rest[k] = signs[k] * c[basis[k]] - dual[size - 1];
      for (int i = 0; i < size - 1; i++) {
        rest[k] -= dual[i] * signs[k] * kernel.get(i, basis[k]);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        dual[i] += rest[k] * inverse[k * size + i];
      }
    }
  }
}
