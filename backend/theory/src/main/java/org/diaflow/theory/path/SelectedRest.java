package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.theory.linear.internal.LinearAlgebra;
import org.ojalgo.matrix.store.R064Store;

/**
 * The point of a plateau where gradient flow rests if the loss has several minimizers there (theory
 * §8): of the x with the given Ax and signs, the minimizer of Σ |x_i|(log|x_i| − 1) for D = 2, the
 * maximizer of Σ |x_i|^(2/D) for D > 2.
 *
 * <p>|x_i| = exp(s_i) for D = 2 and s_i^(−p), p = D/(D − 2), for D > 2, where s is in the range of
 * B ᵀ for a basis B of the rows of A with the signs taken in: s = 1 is there, since |q_i| = 1.
 * Newton's method on s from 1, with steps as short as the self-concordance of exp and of powers
 * asks for (T. Sun, Q. Tran-Dinh, Math. Program. 178 (2019)), has no tolerance but its own last
 * step. What x_i is far below the others keeps its digits, being a function of s_i.
 */
final class SelectedRest {

  private static final int MOST_STEPS = 2000;

  private final int[] face;
  private final double[][] basis;
  private final double[] interior;
  private final double depth;
  private final double power;

  private SelectedRest(int[] face, double[][] basis, double[] interior, double depth) {
    this.face = face;
    this.basis = basis;
    this.interior = interior;
    this.depth = depth;
    this.power = depth == 2 ? 0 : depth / (depth - 2);
  }

  /**
   * The point for {@code depth} ≥ 2, length d.
   *
   * @param interior a point in the relative interior of the face, all in one unit
   * @param exponent the unit is 2^this
   * @throws IllegalStateException where the method does not settle
   */
  static double[] of(IntegerProblem problem, Rational[] interior, int exponent, double depth) {
    int[] face =
        IntStream.range(0, interior.length).filter(j -> interior[j].signum() != 0).toArray();
    Rational largest =
        Arrays.stream(interior).map(Rational::abs).max(Rational::compareTo).orElseThrow();
    double[] relative =
        IntStream.of(face)
            .mapToDouble(j -> interior[j].abs().over(largest).doubleValue())
            .toArray();
    var rest = new SelectedRest(face, reducedRows(problem, face, interior), relative, depth);
    double[] magnitudes = rest.solve();
    double[] x = new double[interior.length];
    double unit = largest.doubleValue(exponent);
    for (int k = 0; k < face.length; k++) {
      x[face[k]] = interior[face[k]].signum() * magnitudes[k] * unit;
    }
    return x;
  }

  /**
   * The same in doubles.
   *
   * @param basis independent rows with the row space of A on the coordinates where {@code interior}
   *     is not 0, each of those columns times the sign of the coordinate
   * @param interior a point in the relative interior of the face, length d
   * @throws IllegalStateException where the method does not settle
   */
  static double[] of(double[][] basis, double[] interior, double depth) {
    int[] face = IntStream.range(0, interior.length).filter(j -> interior[j] != 0).toArray();
    double largest = LinearAlgebra.normInfinity(interior);
    double[] relative =
        IntStream.of(face).mapToDouble(j -> Math.abs(interior[j]) / largest).toArray();
    double[] magnitudes = new SelectedRest(face, basis, relative, depth).solve();
    double[] x = new double[interior.length];
    for (int k = 0; k < face.length; k++) {
      x[face[k]] = Math.signum(interior[face[k]]) * magnitudes[k] * largest;
    }
    return x;
  }

  /** The nonzero rows of the reduced row echelon form of A_F with its signs: no unit of a row. */
  private static double[][] reducedRows(IntegerProblem problem, int[] face, Rational[] interior) {
    List<Rational[]> reduced = new ArrayList<>();
    List<Integer> pivots = new ArrayList<>();
    for (int i = 0; i < problem.rows(); i++) {
      var row = new Rational[face.length];
      for (int k = 0; k < face.length; k++) {
        BigInteger entry = problem.columns()[face[k]][i];
        row[k] = Rational.of(interior[face[k]].signum() < 0 ? entry.negate() : entry);
      }
      for (int p = 0; p < pivots.size(); p++) {
        subtract(row, row[pivots.get(p)], reduced.get(p));
      }
      int pivot = 0;
      while (pivot < row.length && row[pivot].signum() == 0) {
        pivot++;
      }
      if (pivot < row.length) {
        Rational leading = row[pivot];
        Arrays.setAll(row, k -> row[k].over(leading));
        for (Rational[] other : reduced) {
          subtract(other, other[pivot], row);
        }
        reduced.add(row);
        pivots.add(pivot);
      }
    }
    return reduced.stream()
        .map(row -> Arrays.stream(row).mapToDouble(Rational::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static void subtract(Rational[] row, Rational factor, Rational[] other) {
    if (factor.signum() != 0) {
      Arrays.setAll(row, k -> row[k].minus(factor.times(other[k])));
    }
  }

  private double[] solve() {
    double mean = Arrays.stream(interior).average().orElseThrow();
    double[] s = new double[face.length];
    Arrays.fill(s, depth == 2 ? Math.log(mean) : Math.pow(mean, -1 / power));
    double previous = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] change = newtonStep(s);
      double size = 0;
      for (int k = 0; k < s.length; k++) {
        size = Math.max(size, Math.abs(change[k]) / (depth == 2 ? 1 : s[k]));
      }
      if (size <= 0x1p-52 || (size < 1e-12 && size >= previous / 2)) {
        return magnitudes(s);
      }
      double length = depth == 2 ? Math.log1p(size) / size : 1 / (1 + (power + 1) / 2 * size);
      for (int k = 0; k < s.length; k++) {
        s[k] += length * change[k];
      }
      previous = size;
    }
    throw new IllegalStateException(
        "The plateau has several minimizers, and which of them the flow of depth %s selects was not found in %d steps."
            .formatted(depth, MOST_STEPS));
  }

  private double[] magnitudes(double[] s) {
    return Arrays.stream(s).map(t -> depth == 2 ? Math.exp(t) : Math.pow(t, -power)).toArray();
  }

  /**
   * Bᵀδ with B·W·Bᵀδ = ±B(interior − z) for the slopes W of z = |x|: a least squares problem with
   * weights √W.
   */
  private double[] newtonStep(double[] s) {
    double[] z = magnitudes(s);
    R064Store weighted = R064Store.FACTORY.make(s.length, basis.length);
    double[] right = new double[s.length];
    for (int k = 0; k < s.length; k++) {
      double slope = depth == 2 ? z[k] : power * z[k] / s[k];
      double root = Math.sqrt(slope);
      right[k] = (depth == 2 ? interior[k] - z[k] : z[k] - interior[k]) / root;
      for (int r = 0; r < basis.length; r++) {
        weighted.set(k, r, root * basis[r][k]);
      }
    }
    double[] delta = LinearAlgebra.leastSquares(weighted, right);
    double[] change = new double[s.length];
    for (int r = 0; r < basis.length; r++) {
      for (int k = 0; k < s.length; k++) {
        change[k] += basis[r][k] * delta[r];
      }
    }
    return change;
  }
}
