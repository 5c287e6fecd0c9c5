package org.diaflow.theory.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;

/**
 * The face of minimizers of Σ up_j·x_j⁺ + down_j·x_j⁻ subject to Ax = y, and the problem written in
 * a basis that respects it.
 *
 * <p>F = coordinates that are nonzero somewhere on the face: by strict complementarity those that
 * lie on their wall for every optimal dual vector. The basis is β = (K, P), K ⊂ F a basis of the
 * columns of F, and the equations x_β + Θ·x_N = g separate: Θ is 0 at (P, F), and g is 0 at P.
 *
 * @param basis β, length r
 * @param nonbasic N, increasing, length d − r
 * @param face whether coordinate j is in F, length d
 * @param signs sign of x_j on the face for j in F, 0 elsewhere, length d
 * @param values g, length r: coordinates of a vertex, 0 at P
 * @param theta Θ in the columns of A, r × d, unit vectors in those of β; exact zeros at (P, F)
 * @param dual s_β at an optimal dual vertex, length r
 */
record MinimizerFace(
    int[] basis,
    int[] nonbasic,
    boolean[] face,
    double[] signs,
    double[] values,
    DoubleDoubleMatrix theta,
    double[] dual) {

  /** Relative size, in units of rounding per row, up to which a reduced cost is 0 for the data. */
  private static final double TIE = 8;

  /** Relative size below which an entry of Θ off the face is rounding of the data. */
  private static final double DEPENDENT = 1e-13;

  /**
   * The face of A (of rank {@code rank}) and y.
   *
   * @throws UnsolvableProblemException as {@link OptimalBasis#of} does
   */
  static MinimizerFace of(DenseMatrix matrix, double[] y, int rank, double[] up, double[] down) {
    OptimalBasis optimal = OptimalBasis.of(matrix, y, rank, up, down);
    int d = matrix.columns();
    double[] signs = new double[d];
    double[] values = new double[rank];
    double[] dual = optimal.dual();
    List<Integer> zeros = new ArrayList<>();
    boolean[] basic = new boolean[d];
    for (int i = 0; i < rank; i++) {
      values[i] = optimal.value(i);
      basic[optimal.basis()[i]] = true;
      if (values[i] == 0) {
        zeros.add(i);
      } else {
        signs[optimal.basis()[i]] = Math.signum(values[i]);
      }
    }
    List<Integer> ties = new ArrayList<>();
    double[] sideOf = new double[d];
    for (int j = 0; j < d; j++) {
      sideOf[j] = basic[j] ? 0 : tie(optimal.tableau(), dual, up[j], down[j], j);
      if (sideOf[j] != 0) {
        ties.add(j);
      }
    }
    grow(optimal, zeros, ties, sideOf, signs);
    return arranged(optimal, signs, up, down);
  }

  /**
   * The face that is one point: the minimizer of ‖x‖₁ with entries {@code values} on {@code
   * support}, known to be unique.
   */
  static MinimizerFace at(
      DenseMatrix matrix, double[] y, int rank, int[] support, double[] values) {
    int d = matrix.columns();
    OptimalBasis given = OptimalBasis.at(matrix, y, rank, support);
    boolean[] face = new boolean[d];
    double[] signs = new double[d];
    double[] valueOf = new double[d];
    for (int i = 0; i < support.length; i++) {
      face[support[i]] = true;
      signs[support[i]] = Math.signum(values[i]);
      valueOf[support[i]] = values[i];
    }
    int[] basis = given.basis();
    return new MinimizerFace(
        basis,
        complement(basis, d),
        face,
        signs,
        Arrays.stream(basis).mapToDouble(j -> valueOf[j]).toArray(),
        given.tableau(),
        Arrays.stream(basis).mapToDouble(j -> signs[j]).toArray());
  }

  private static int[] complement(int[] basis, int d) {
    boolean[] basic = new boolean[d];
    for (int j : basis) {
      basic[j] = true;
    }
    return IntStream.range(0, d).filter(j -> !basic[j]).toArray();
  }

  /** The wall on which coordinate j lies at the dual vertex: 1, −1, or 0 for neither. */
  private static double tie(
      DoubleDoubleMatrix tableau, double[] dual, double up, double down, int j) {
    double size = 0;
    for (int i = 0; i < dual.length; i++) {
      size += Math.abs(tableau.get(i, j) * dual[i]);
    }
    double forward = tableau.remainder(up, dual, j);
    double[] opposite = Arrays.stream(dual).map(s -> -s).toArray();
    double backward = tableau.remainder(down, opposite, j);
    double nothing = TIE * (dual.length + 1) * Math.ulp(1.0);
    if (Math.abs(forward) <= nothing * (Math.abs(up) + size)) {
      return 1;
    }
    return Math.abs(backward) <= nothing * (Math.abs(down) + size) ? -1 : 0;
  }

  /**
   * Marks in {@code signs} the coordinates that a direction of the face moves: the largest support
   * of (w, v) with w ≥ 0 on the ties and v = C·w ≥ 0 on the zeros of the vertex.
   */
  private static void grow(
      OptimalBasis optimal,
      List<Integer> zeros,
      List<Integer> ties,
      double[] sideOf,
      double[] signs) {
    double[][] cone = new double[zeros.size()][ties.size()];
    for (int k = 0; k < zeros.size(); k++) {
      int i = zeros.get(k);
      for (int l = 0; l < ties.size(); l++) {
        double entry = optimal.tableau().get(i, ties.get(l));
        cone[k][l] = -optimal.signs()[i] * entry * sideOf[ties.get(l)];
      }
    }
    boolean[] moved = LargestSupport.of(cone, new double[0][], ties.size());
    for (int l = 0; l < ties.size(); l++) {
      if (moved[l]) {
        signs[ties.get(l)] = sideOf[ties.get(l)];
      }
    }
    for (int k = 0; k < zeros.size(); k++) {
      if (moved[ties.size() + k]) {
        signs[optimal.basis()[zeros.get(k)]] = optimal.signs()[zeros.get(k)];
      }
    }
  }

  /** Exchanges columns until the basis holds one of the columns of the face. */
  private static MinimizerFace arranged(
      OptimalBasis optimal, double[] signs, double[] up, double[] down) {
    int d = signs.length;
    int rank = optimal.basis().length;
    double[] correlations = new double[d];
    double[] dual = optimal.dual();
    for (int j = 0; j < d; j++) {
      correlations[j] = -optimal.tableau().remainder(0, dual, j);
    }
    for (int i = 0; i < rank; i++) {
      int best = -1;
      double largest = DEPENDENT;
      for (int j = 0; j < d && signs[optimal.basis()[i]] == 0; j++) {
        double size = Math.abs(optimal.tableau().get(i, j));
        if (signs[j] != 0 && size > largest) {
          best = j;
          largest = size;
        }
      }
      if (best >= 0) {
        optimal.replace(i, best, signs[best]);
      }
    }
    boolean[] face = new boolean[d];
    for (int j = 0; j < d; j++) {
      face[j] = signs[j] != 0;
    }
    double[] values = new double[rank];
    for (int i = 0; i < rank; i++) {
      int basic = optimal.basis()[i];
      values[i] = face[basic] ? optimal.value(i) : 0;
      dual[i] =
          signs[basic] > 0 ? up[basic] : signs[basic] < 0 ? -down[basic] : correlations[basic];
      for (int j = 0; j < d && !face[basic]; j++) {
        if (face[j]) {
          optimal.tableau().set(i, j, 0);
        }
      }
    }
    return new MinimizerFace(
        optimal.basis(),
        complement(optimal.basis(), d),
        face,
        signs,
        values,
        optimal.tableau(),
        dual);
  }

  /** Whether the face is one point: the columns of F are independent. */
  boolean isPoint() {
    return Arrays.stream(nonbasic).noneMatch(j -> face[j]);
  }

  /** Indices of F, increasing. */
  int[] indices() {
    return IntStream.range(0, face.length).filter(j -> face[j]).toArray();
  }

  /** Row of the tableau that belongs to each coordinate in β, −1 elsewhere; length d. */
  int[] rowOf() {
    int[] row = new int[face.length];
    Arrays.fill(row, -1);
    for (int i = 0; i < basis.length; i++) {
      row[basis[i]] = i;
    }
    return row;
  }

  /** Whether every solution of Ax = y is on the face. */
  boolean everySolution() {
    return Arrays.stream(nonbasic).noneMatch(j -> !face[j]);
  }

  /** The coordinates in the order (β, N). */
  int[] order() {
    return IntStream.concat(Arrays.stream(basis), Arrays.stream(nonbasic)).toArray();
  }

  /** The shape of the wall on which coordinate j of the face lies. */
  double shape(Walls walls, int j) {
    return signs[j] > 0 ? walls.up()[j] : walls.down()[j];
  }
}
