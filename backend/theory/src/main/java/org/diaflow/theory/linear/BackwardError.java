package org.diaflow.theory.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.SparseMatrix;
import org.diaflow.theory.linear.internal.CompensatedSum;
import org.diaflow.theory.linear.internal.Equilibration;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/**
 * The componentwise backward error ω(x) = max_i |Ax − y|_i / (|A||x| + |y|)_i, 0/0 = 0: the
 * smallest relative change of every single entry of A and y for which x solves the system exactly
 * (W. Oettli, W. Prager, Numer. Math. 6 (1964)). It is the one measure of "x solves Ax = y" here:
 * multiplying equations or columns by anything leaves it as it is (theory §9).
 */
public final class BackwardError {

  /** Largest entries below this and above its inverse need no units of their own. */
  private static final double ORDINARY = 0x1p200;

  private static final double UNIT = 0x1p-52;

  private BackwardError() {}

  /**
   * The ω up to which a system of N equations counts as solved: 16·N·2⁻⁵², what rounding of A, y, x
   * and of the sums that y came from explains, with room.
   */
  public static double solved(int rows) {
    return 16 * UNIT * rows;
  }

  /**
   * The ω up to which y counts as the image of a vector with fewer entries: 4·2⁻⁵², which rounding
   * of A and y explains whatever N is.
   */
  public static double explained() {
    return 4 * UNIT;
  }

  /**
   * ω of {@code x} (length d), in [0, 1]; +∞ where x is not finite. Residuals are summed with twice
   * the digits of a double. Cost N per nonzero entry of x.
   */
  public static double of(Matrix matrix, double[] observations, double[] x) {
    return LinearAlgebra.normInfinity(ofEach(matrix, observations, x));
  }

  /**
   * How many entries of {@code x} its equations need: the smallest k for which x without all but
   * the k entries of the largest share max_i |a_ij·x_j|/(|A||x| + |y|)_i has at most twice the ω of
   * x, or one that rounding explains. Cost N·d·log₂ d.
   */
  public static int entriesNeeded(Matrix matrix, double[] observations, double[] x) {
    double[] sizes = sizes(matrix, observations, x);
    double[] shares = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      int column = j;
      if (x[j] != 0) {
        forEach(
            matrix,
            j,
            (i, entry) -> {
              double share = entry == 0 ? 0 : Math.abs(entry * x[column]) / sizes[i];
              shares[column] = Math.max(shares[column], share);
            });
      }
    }
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -shares[j]))
            .mapToInt(j -> j)
            .toArray();
    double allowed = Math.max(explained(), 2 * of(matrix, observations, x));
    int tooFew = -1;
    int enough = (int) Arrays.stream(x).filter(value -> value != 0).count();
    while (enough - tooFew > 1) {
      int size = (enough + tooFew) / 2;
      double[] part = new double[x.length];
      Arrays.stream(order).limit(size).forEach(j -> part[j] = x[j]);
      if (of(matrix, observations, part) <= allowed) {
        enough = size;
      } else {
        tooFew = size;
      }
    }
    return enough;
  }

  /**
   * The backward error of every equation, length N. What rounding of a subnormal entry of x must
   * leave, |a_ij|·2⁻¹⁰⁷⁵, is not counted.
   */
  public static double[] ofEach(Matrix matrix, double[] observations, double[] x) {
    int[] exponents = rowExponents(matrix, observations, x);
    double[] rests = scaledResidual(matrix, observations, x, exponents);
    double[] sizes = scaledSizes(matrix, observations, x, exponents);
    double[] unavoidable = scaledSubnormalRounding(matrix, x, exponents);
    double[] errors = new double[rests.length];
    for (int i = 0; i < errors.length; i++) {
      double residual = Math.abs(rests[i]) - unavoidable[i];
      double ratio = residual <= 0 ? 0 : residual / sizes[i];
      errors[i] = ratio <= 1 ? ratio : Double.POSITIVE_INFINITY;
    }
    return errors;
  }

  /** ‖Ax − y‖₂/‖y‖₂, every equation summed with twice the digits and in units of its own. */
  public static double relativeResidual(Matrix matrix, double[] observations, double[] x) {
    if (matrix instanceof DenseMatrix dense
        && ordinary(dense.entries())
        && ordinary(observations)
        && ordinary(x)) {
      return ordinaryResidual(dense, observations, x);
    }
    int[] exponents = rowExponents(matrix, observations, x);
    double[] rests = scaledResidual(matrix, observations, x, exponents);
    int common = Equilibration.exponent(LinearAlgebra.normInfinity(observations));
    double[] scaled = new double[observations.length];
    for (int i = 0; i < rests.length; i++) {
      rests[i] = Math.scalb(rests[i], -exponents[i] - common);
      scaled[i] = Math.scalb(observations[i], -common);
    }
    return LinearAlgebra.norm2(rests) / LinearAlgebra.norm2(scaled);
  }

  /**
   * Whether the largest entry is so near 1 that no product of two nor its last bit over- or
   * underflows.
   */
  private static boolean ordinary(double[] entries) {
    double largest = LinearAlgebra.normInfinity(entries);
    return largest < ORDINARY && largest > 1 / ORDINARY;
  }

  private static double ordinaryResidual(DenseMatrix matrix, double[] observations, double[] x) {
    double[] rests = new double[observations.length];
    int even = rests.length - rests.length % 2;
    for (int i = 0; i < even; i += 2) {
      twoRests(matrix, observations, x, i, rests);
    }
    if (even < rests.length) {
      var sum = new CompensatedSum().startAt(-observations[even]);
      for (int j = 0; j < x.length; j++) {
        sum.addProduct(matrix.get(even, j), x[j]);
      }
      rests[even] = sum.value();
    }
    return LinearAlgebra.norm2(rests) / LinearAlgebra.norm2(observations);
  }

  /** Entries i and i + 1 of Ax − y: two sums at once, of which neither waits for the other. */
  private static void twoRests(
      DenseMatrix matrix, double[] observations, double[] x, int i, double[] rests) {
    double[] entries = matrix.entries();
    var first = new CompensatedSum().startAt(-observations[i]);
    var second = new CompensatedSum().startAt(-observations[i + 1]);
    for (int j = 0; j < x.length; j++) {
      first.addProduct(entries[i * x.length + j], x[j]);
      second.addProduct(entries[(i + 1) * x.length + j], x[j]);
    }
    rests[i] = first.value();
    rests[i + 1] = second.value();
  }

  /** |A||x| + |y|, length N. */
  public static double[] sizes(Matrix matrix, double[] observations, double[] x) {
    int[] exponents = rowExponents(matrix, observations, x);
    double[] sizes = scaledSizes(matrix, observations, x, exponents);
    Arrays.setAll(sizes, i -> Math.scalb(sizes[i], -exponents[i]));
    return sizes;
  }

  /**
   * Exponents of the powers of two that bring the largest term of every equation, a_ij·x_j or y_i,
   * near 1, so that nothing that matters under- or overflows; 0 where there is none. Length N.
   */
  public static int[] rowExponents(Matrix matrix, double[] observations, double[] x) {
    int[] largest = new int[matrix.rows()];
    Arrays.setAll(
        largest,
        i -> observations[i] == 0 ? Integer.MIN_VALUE : Equilibration.exponent(observations[i]));
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        int exponent = Equilibration.exponent(x[j]);
        forEach(
            matrix,
            j,
            (i, entry) -> {
              if (entry != 0) {
                largest[i] = Math.max(largest[i], Equilibration.exponent(entry) + exponent);
              }
            });
      }
    }
    Arrays.setAll(largest, i -> largest[i] == Integer.MIN_VALUE ? 0 : -largest[i]);
    return largest;
  }

  /** Ax − y with equation i multiplied by 2^exponents[i], summed with twice the digits. */
  private static double[] scaledResidual(
      Matrix matrix, double[] observations, double[] x, int[] exponents) {
    var sums = new CompensatedSum[observations.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new CompensatedSum().startAt(-Math.scalb(observations[i], exponents[i]));
    }
    forEachProduct(matrix, x, exponents, (i, entry, value) -> sums[i].addProduct(entry, value));
    return Arrays.stream(sums).mapToDouble(CompensatedSum::value).toArray();
  }

  /** |A||x| + |y| with equation i multiplied by 2^exponents[i]. */
  private static double[] scaledSizes(
      Matrix matrix, double[] observations, double[] x, int[] exponents) {
    double[] sizes = new double[observations.length];
    Arrays.setAll(sizes, i -> Math.abs(Math.scalb(observations[i], exponents[i])));
    forEachProduct(matrix, x, exponents, (i, entry, value) -> sizes[i] += Math.abs(entry * value));
    return sizes;
  }

  /** Σ_j |a_ij|·2⁻¹⁰⁷⁵ over the subnormal x_j, with equation i multiplied by 2^exponents[i]. */
  private static double[] scaledSubnormalRounding(Matrix matrix, double[] x, int[] exponents) {
    double[] roundings = new double[exponents.length];
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0 && Math.abs(x[j]) < Double.MIN_NORMAL) {
        forEach(
            matrix,
            j,
            (i, entry) -> roundings[i] += Math.abs(Math.scalb(entry, exponents[i] - 1075)));
      }
    }
    return roundings;
  }

  /** A factor of a product a_ij·x_j in row {@code row}, and the other one. */
  @FunctionalInterface
  private interface ProductAction {
    void take(int row, double factor, double other);
  }

  /**
   * Every a_ij·x_j with x_j ≠ 0, multiplied by 2^exponents[i], as two factors: x_j as its fraction
   * and all powers of two with a_ij, which is then at most 2.
   */
  private static void forEachProduct(
      Matrix matrix, double[] x, int[] exponents, ProductAction action) {
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        int exponent = Equilibration.exponent(x[j]);
        double fraction = Math.scalb(x[j], -exponent);
        forEach(
            matrix,
            j,
            (i, entry) -> action.take(i, Math.scalb(entry, exponents[i] + exponent), fraction));
      }
    }
  }

  @FunctionalInterface
  private interface EntryAction {
    void take(int row, double entry);
  }

  private static void forEach(Matrix matrix, int j, EntryAction action) {
    if (matrix instanceof SparseMatrix sparse) {
      for (int k = sparse.starts()[j]; k < sparse.starts()[j + 1]; k++) {
        action.take(sparse.rowIndices()[k], sparse.nonzeros()[k]);
      }
      return;
    }
    for (int i = 0; i < matrix.rows(); i++) {
      action.take(i, matrix.get(i, j));
    }
  }
}
