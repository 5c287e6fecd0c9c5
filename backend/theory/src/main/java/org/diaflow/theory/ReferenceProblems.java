package org.diaflow.theory;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;

/** Generators of the problems the field talks about (theory §10); equal arguments, equal bits. */
public final class ReferenceProblems {

  /** The {@code java.util.random} algorithm behind every seed, named in manifests. */
  public static final String RANDOM_ALGORITHM = "L64X128MixRandom";

  private ReferenceProblems() {}

  /**
   * The tightness example: N = 1, d = 2, A = (1, ϱ), with g* = (y, 0) and both bounds attained.
   *
   * @param rho ϱ in (0, 1)
   * @param y observation, > 0
   */
  public static RegressionProblem tightness(double rho, double y) {
    if (!(rho > 0 && rho < 1)) {
      throw new IllegalArgumentException("rho is %s; choose one in (0, 1).".formatted(rho));
    }
    if (!(y > 0 && y < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("y is %s; choose a positive number.".formatted(y));
    }
    return new RegressionProblem(
        DenseMatrix.ofRows(new double[] {1, rho}),
        new double[] {y},
        new double[] {y, 0},
        "tightness example, ϱ = %s, y = %s".formatted(rho, y));
  }

  /**
   * Gaussian sparse recovery: A_ij ~ N(0, 1)/√N, x* with entries ±(1 + |N(0, 1)|)/2 on a random
   * support, y = Ax* + η·e with e uniform on the unit sphere.
   *
   * @param rows N, ≥ 1
   * @param columns d, ≥ 1
   * @param sparsity number of nonzeros of x*, in [1, d]
   * @param noise η ≥ 0
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem gaussian(
      int rows, int columns, int sparsity, double noise, long seed) {
    requireSize(rows, columns, sparsity);
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise is %s; choose one ≥ 0.".formatted(noise));
    }
    RandomGenerator random = RandomGeneratorFactory.of(RANDOM_ALGORITHM).create(seed);
    double[] entries = new double[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = random.nextGaussian() / Math.sqrt(rows);
    }
    var matrix = new DenseMatrix(rows, columns, entries);
    double[] planted = sparseVector(columns, sparsity, random);
    double[] y = new double[rows];
    matrix.multiply(planted, y);
    if (noise > 0) {
      addNoise(y, noise, random);
    }
    return new RegressionProblem(
        matrix,
        y,
        planted,
        "Gaussian %d × %d, %d-sparse, noise %s, seed %d"
            .formatted(rows, columns, sparsity, noise, seed));
  }

  /**
   * A problem whose unique minimizer is known: x* with a strict dual certificate ν, so ϱ ≤ margin.
   *
   * <p>A is Gaussian/√N; a support column a_i is moved along ν until a_iᵀν = σ_i, and a column off
   * the support is shrunk where |a_jᵀν| exceeds the margin.
   *
   * @param rows N, ≥ sparsity
   * @param columns d
   * @param sparsity |S|, in [1, min(N, d)]
   * @param margin largest |a_jᵀν| off the support, in (0, 1)
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem certified(
      int rows, int columns, int sparsity, double margin, long seed) {
    requireCertifiable(rows, columns, sparsity, margin);
    RandomGenerator random = RandomGeneratorFactory.of(RANDOM_ALGORITHM).create(seed);
    double[] planted = sparseVector(columns, sparsity, random);
    return certified(
        rows,
        planted,
        margin,
        random,
        "certified %d × %d, %d-sparse, margin %s, seed %d"
            .formatted(rows, columns, sparsity, margin, seed));
  }

  /**
   * A certified problem (see {@link #certified}) whose minimizer has entries of very different
   * sizes: ±10^(decades·U) with U uniform on [0, 1).
   *
   * @param rows N, ≥ sparsity
   * @param columns d
   * @param sparsity |S|, in [1, min(N, d)]
   * @param margin largest |a_jᵀν| off the support, in (0, 1)
   * @param decades decades between the smallest and the largest entry, in [0, 15]
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem dynamicRange(
      int rows, int columns, int sparsity, double margin, double decades, long seed) {
    requireCertifiable(rows, columns, sparsity, margin);
    if (!(decades >= 0 && decades <= 15)) {
      throw new IllegalArgumentException(
          "decades is %s; choose one in [0, 15].".formatted(decades));
    }
    RandomGenerator random = RandomGeneratorFactory.of(RANDOM_ALGORITHM).create(seed);
    double[] planted = sparseVector(columns, sparsity, random);
    for (int j = 0; j < columns; j++) {
      if (planted[j] != 0) {
        planted[j] = Math.signum(planted[j]) * Math.pow(10, decades * random.nextDouble());
      }
    }
    return certified(
        rows,
        planted,
        margin,
        random,
        "certified %d × %d, %d-sparse over %s decades, margin %s, seed %d"
            .formatted(rows, columns, sparsity, decades, margin, seed));
  }

  private static RegressionProblem certified(
      int rows, double[] planted, double margin, RandomGenerator random, String provenance) {
    int columns = planted.length;
    double[] dual = new double[rows];
    double square = 0;
    for (int i = 0; i < rows; i++) {
      dual[i] = random.nextGaussian();
      square += dual[i] * dual[i];
    }
    double[] entries = new double[rows * columns];
    for (int j = 0; j < columns; j++) {
      double[] column = new double[rows];
      double correlation = 0;
      for (int i = 0; i < rows; i++) {
        column[i] = random.nextGaussian() / Math.sqrt(rows);
        correlation += column[i] * dual[i];
      }
      double shift = planted[j] == 0 ? 0 : (Math.signum(planted[j]) - correlation) / square;
      double factor =
          planted[j] == 0 && Math.abs(correlation) > margin ? margin / Math.abs(correlation) : 1;
      for (int i = 0; i < rows; i++) {
        entries[i * columns + j] = factor * column[i] + shift * dual[i];
      }
    }
    var matrix = new DenseMatrix(rows, columns, entries);
    double[] y = new double[rows];
    matrix.multiply(planted, y);
    return new RegressionProblem(matrix, y, planted, provenance);
  }

  private static void requireCertifiable(int rows, int columns, int sparsity, double margin) {
    requireSize(rows, columns, sparsity);
    if (sparsity > rows) {
      throw new IllegalArgumentException(
          "sparsity is %d; choose at most rows = %d.".formatted(sparsity, rows));
    }
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("margin is %s; choose one in (0, 1).".formatted(margin));
    }
  }

  private static void requireSize(int rows, int columns, int sparsity) {
    if (rows < 1 || columns < 1 || (long) rows * columns > 50_000_000L) {
      throw new IllegalArgumentException(
          "rows × columns is %d × %d; choose both ≥ 1 and at most 50 million entries."
              .formatted(rows, columns));
    }
    if (sparsity < 1 || sparsity > columns) {
      throw new IllegalArgumentException(
          "sparsity is %d; choose one in [1, columns = %d].".formatted(sparsity, columns));
    }
  }

  private static double[] sparseVector(int columns, int sparsity, RandomGenerator random) {
    double[] x = new double[columns];
    for (int placed = 0; placed < sparsity; ) {
      int j = random.nextInt(columns);
      if (x[j] == 0) {
        double magnitude = (1 + Math.abs(random.nextGaussian())) / 2;
        x[j] = random.nextBoolean() ? magnitude : -magnitude;
        placed++;
      }
    }
    return x;
  }

  private static void addNoise(double[] y, double noise, RandomGenerator random) {
    double[] e = new double[y.length];
    double square = 0;
    for (int i = 0; i < e.length; i++) {
      e[i] = random.nextGaussian();
      square += e[i] * e[i];
    }
    for (int i = 0; i < e.length; i++) {
      y[i] += noise * e[i] / Math.sqrt(square);
    }
  }
}
