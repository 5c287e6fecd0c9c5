package org.diaflow.theory.path;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import org.diaflow.spi.DenseMatrix;

/**
 * A regression problem in integers: A = 2^matrixExponent · columnsᵀ and y = 2^observationExponent ·
 * observations, without a rounding, since every double is an integer times a power of two.
 *
 * @param columns the columns of A, d × N
 * @param observations y, length N
 */
record IntegerProblem(
    BigInteger[][] columns,
    BigInteger[] observations,
    int matrixExponent,
    int observationExponent) {

  /** Significant bits of a number that is not taken for rounded; a rounded one has up to 53. */
  private static final int MOST_EXACT_BITS = 40;

  /** The problem of finite {@code matrix} and {@code y}. */
  static IntegerProblem of(DenseMatrix matrix, double[] y) {
    int matrixExponent = commonExponent(matrix.entries());
    int observationExponent = commonExponent(y);
    var columns = new BigInteger[matrix.columns()][matrix.rows()];
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        columns[j][i] = integer(matrix.get(i, j), matrixExponent);
      }
    }
    var observations = new BigInteger[y.length];
    for (int i = 0; i < y.length; i++) {
      observations[i] = integer(y[i], observationExponent);
    }
    return new IntegerProblem(columns, observations, matrixExponent, observationExponent);
  }

  int rows() {
    return observations.length;
  }

  int size() {
    return columns.length;
  }

  /**
   * Whether a number has more digits than people and exact sums of small integers give: it is then
   * taken for a real number that was rounded to a double.
   */
  boolean rounded() {
    return Stream.concat(
            Arrays.stream(columns).flatMap(Arrays::stream), Arrays.stream(observations))
        .anyMatch(entry -> entry.bitLength() - entry.getLowestSetBit() > MOST_EXACT_BITS);
  }

  /** a_jᵀv. */
  BigInteger product(int j, BigInteger[] v) {
    return product(columns[j], v);
  }

  /** Aᵀv. */
  BigInteger[] products(BigInteger[] v) {
    var products = new BigInteger[columns.length];
    for (int j = 0; j < products.length; j++) {
      products[j] = product(j, v);
    }
    return products;
  }

  /** The sum of the columns {@code indices} times {@code weights}. */
  BigInteger[] combination(int[] indices, BigInteger[] weights) {
    var sum = new BigInteger[rows()];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = BigInteger.ZERO;
      for (int k = 0; k < indices.length; k++) {
        BigInteger entry = columns[indices[k]][i];
        if (entry.signum() != 0) {
          sum[i] = sum[i].add(entry.multiply(weights[k]));
        }
      }
    }
    return sum;
  }

  static BigInteger product(BigInteger[] a, BigInteger[] b) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < a.length; i++) {
      if (a[i].signum() != 0 && b[i].signum() != 0) {
        sum = sum.add(a[i].multiply(b[i]));
      }
    }
    return sum;
  }

  /** The largest e for which every value is an integer times 2^e; 0 for zeros. */
  private static int commonExponent(double[] values) {
    int exponent = Integer.MAX_VALUE;
    for (double value : values) {
      if (value != 0) {
        exponent =
            Math.min(exponent, exponent(value) + Long.numberOfTrailingZeros(significand(value)));
      }
    }
    return exponent == Integer.MAX_VALUE ? 0 : exponent;
  }

  private static BigInteger integer(double value, int exponent) {
    BigInteger integer = BigInteger.valueOf(significand(value));
    integer = integer.shiftLeft(exponent(value) - exponent);
    return value < 0 ? integer.negate() : integer;
  }

  /** |value| = significand · 2^exponent. */
  private static long significand(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & 0xfffffffffffffL;
    return Math.abs(value) < Double.MIN_NORMAL ? fraction : fraction | 0x10000000000000L;
  }

  private static int exponent(double value) {
    return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
  }
}
