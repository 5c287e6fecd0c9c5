package org.diaflow.theory.problem;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;

/**
 * Generators of the problems the field talks about (theory §10); equal arguments, equal bits.
 * Arguments out of range throw {@link ArgumentOutOfRangeException}.
 */
public final class ReferenceProblems {

  /** The {@code java.util.random} algorithm behind every seed, named in manifests. */
  public static final String RANDOM_ALGORITHM = "L64X128MixRandom";

  private static final long MOST_ENTRIES = 50_000_000;

  private ReferenceProblems() {}

  /**
   * The tightness example: N = 1, d = 2, A = (1, ϱ), with g* = (y, 0) and both bounds attained.
   *
   * @param rho ϱ in (0, 1)
   * @param y observation, > 0
   */
  public static RegressionProblem tightness(double rho, double y) {
    require(rho > 0 && rho < 1, "rho", rho, "Choose one in (0, 1).");
    require(y > 0 && y < Double.POSITIVE_INFINITY, "y", y, "Choose a positive number.");
    return new RegressionProblem(
        DenseMatrix.ofRows(new double[] {1, rho}),
        new double[] {y},
        new double[] {y, 0},
        "Tightness example, ϱ = %s, y = %s".formatted(rho, y));
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
    require(noise >= 0 && noise < Double.POSITIVE_INFINITY, "noise", noise, "Choose one ≥ 0.");
    return gaussian(
        rows,
        columns,
        sparsity,
        noise,
        seed,
        "Gaussian %d × %d, %d-sparse, noise %s, seed %d"
            .formatted(rows, columns, sparsity, noise, seed));
  }

  private static RegressionProblem gaussian(
      int rows, int columns, int sparsity, double noise, long seed, String provenance) {
    RandomGenerator random = random(seed);
    double[] entries = new double[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = random.nextGaussian() / Math.sqrt(rows);
    }
    return observed(new DenseMatrix(rows, columns, entries), sparsity, noise, random, provenance);
  }

  /** The random numbers of {@code seed}. */
  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of(RANDOM_ALGORITHM).create(seed);
  }

  /**
   * The problem y = Ax* + η·e for x* with entries ±(1 + |N(0, 1)|)/2 on a random support and e
   * uniform on the unit sphere.
   *
   * @param matrix A, N × d
   * @param sparsity number of nonzeros of x*, in [1, d]
   * @param noise η ≥ 0
   * @param random gives x*, then e: A and x* are the same at every η
   */
  public static RegressionProblem observed(
      DenseMatrix matrix, int sparsity, double noise, RandomGenerator random, String provenance) {
    requireShape(matrix.rows(), matrix.columns(), sparsity);
    require(noise >= 0 && noise < Double.POSITIVE_INFINITY, "noise", noise, "Choose one ≥ 0.");
    double[] planted = sparseVector(matrix.columns(), sparsity, random);
    double[] y = new double[matrix.rows()];
    matrix.multiply(planted, y);
    if (noise > 0) {
      addNoise(y, noise, random);
    }
    return new RegressionProblem(matrix, y, planted, provenance);
  }

  /**
   * Noiseless Gaussian sparse recovery at a point of the phase diagram, with N = round(δ·d) rows
   * and s = round(ρ·N) nonzeros, each at least 1; the provenance names the rounded dimensions. For
   * d → ∞ the ℓ¹ minimizer is x* below the weak threshold of D. Donoho and J. Tanner (Proc. Natl.
   * Acad. Sci. 102 (2005)), and not above it.
   *
   * @param columns d, ≥ 1
   * @param undersampling δ = N/d, in (0, 1]
   * @param density ρ = s/N, in (0, 1]
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem donohoTanner(
      int columns, double undersampling, double density, long seed) {
    require(
        undersampling > 0 && undersampling <= 1,
        "undersampling",
        undersampling,
        "Choose N/d in (0, 1].");
    require(density > 0 && density <= 1, "density", density, "Choose s/N in (0, 1].");
    int rows = rows(columns, undersampling);
    int sparsity = (int) Math.max(1, Math.round(density * rows));
    requireSize(rows, columns, sparsity);
    return gaussian(
        rows,
        columns,
        sparsity,
        0,
        seed,
        "Donoho–Tanner %d × %d, %d-sparse (N/d = %s, s/N = %s), seed %d"
            .formatted(rows, columns, sparsity, undersampling, density, seed));
  }

  /** N = max(1, round(δ·d)): the rows of {@link #donohoTanner}. */
  public static int rows(int columns, double undersampling) {
    return (int) Math.max(1, Math.round(undersampling * columns));
  }

  /**
   * The smallest problem whose ℓ¹ minimizer is not unique and whose selected point depends on the
   * depth (theory §7): A = [[1, 1, 1], [3, 0, 1]], y = (3, 3). Its minimizers are (1 − t, 2 − 2t,
   * 3t), 0 ≤ t ≤ 1.
   */
  public static RegressionProblem nonUnique() {
    return new RegressionProblem(
        DenseMatrix.ofRows(new double[] {1, 1, 1}, new double[] {3, 0, 1}),
        new double[] {3, 3},
        null,
        "Example of a minimizer that is not unique, 2 × 3");
  }

  /**
   * A problem whose ℓ¹ minimizers are exactly a segment: the certified problem with margin ½, where
   * one column off the support becomes a_k = (σ_i a_i + σ_j a_j)/2 for two columns i, j of the
   * support. The minimizers are x* − (t/2)(σ_i e_i + σ_j e_j) + t e_k for 0 ≤ t ≤ 2 min(|x*_i|,
   * |x*_j|), as in the example of theory §7; every other coordinate is the same in all of them.
   *
   * <p>The columns i and j are rounded to single precision first, so that their mean is exact.
   *
   * @param rows N, ≥ sparsity
   * @param columns d, > sparsity
   * @param sparsity nonzeros of x*, in [2, N]
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem nonUnique(int rows, int columns, int sparsity, long seed) {
    require(sparsity >= 2, "sparsity", sparsity, "Choose at least 2: a mean needs two columns.");
    require(
        sparsity < columns, "sparsity", sparsity, "Choose fewer than columns = " + columns + ".");
    RegressionProblem certified = certified(rows, columns, sparsity, 0.5, seed);
    double[] planted = Objects.requireNonNull(certified.planted());
    int[] support = IntStream.range(0, columns).filter(j -> planted[j] != 0).toArray();
    int i = support[0];
    int j = support[1];
    int k = IntStream.range(0, columns).filter(c -> planted[c] == 0).findFirst().orElseThrow();
    double[] entries = certified.matrix().dense().entries().clone();
    for (int row = 0; row < rows * columns; row += columns) {
      entries[row + i] = (float) entries[row + i];
      entries[row + j] = (float) entries[row + j];
      entries[row + k] =
          (Math.signum(planted[i]) * entries[row + i] + Math.signum(planted[j]) * entries[row + j])
              / 2;
    }
    return planted(
        new DenseMatrix(rows, columns, entries),
        planted,
        "Not unique, %d × %d, %d-sparse, seed %d".formatted(rows, columns, sparsity, seed));
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
    RandomGenerator random = random(seed);
    double[] planted = sparseVector(columns, sparsity, random);
    return certified(
        rows,
        planted,
        margin,
        random,
        "Certified %d × %d, %d-sparse, margin %s, seed %d"
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
    require(decades >= 0 && decades <= 15, "decades", decades, "Choose one in [0, 15].");
    RandomGenerator random = random(seed);
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
        "Certified %d × %d, %d-sparse over %s decades, margin %s, seed %d"
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
    return planted(new DenseMatrix(rows, columns, entries), planted, provenance);
  }

  /**
   * A certified problem (see {@link #certified}) with a sparse matrix: every column has its nonzero
   * entries in random rows, N(0, 1)/√(their number), and is moved along ν or shrunk only there.
   *
   * <p>The columns of the support have each a row of their own among theirs, so that A_S is
   * injective but for accidents of the entries.
   *
   * @param rows N, ≥ sparsity
   * @param columns d
   * @param sparsity |S|, in [1, min(N, d)]
   * @param nonzerosPerColumn in [1, N]; at most 5·10⁷ in all columns
   * @param margin largest |a_jᵀν| off the support, in (0, 1)
   * @param seed seed of {@value #RANDOM_ALGORITHM}
   */
  public static RegressionProblem sparseCertified(
      int rows, int columns, int sparsity, int nonzerosPerColumn, double margin, long seed) {
    requireShape(rows, columns, sparsity);
    requireMargin(rows, sparsity, margin);
    require(
        nonzerosPerColumn >= 1 && nonzerosPerColumn <= rows,
        "nonzerosPerColumn",
        nonzerosPerColumn,
        "Choose one in [1, rows = %d].".formatted(rows));
    require(
        (long) nonzerosPerColumn * columns <= MOST_ENTRIES,
        "nonzerosPerColumn",
        nonzerosPerColumn,
        "Choose fewer: %d columns may have %d nonzero entries in all."
            .formatted(columns, MOST_ENTRIES));
    RandomGenerator random = random(seed);
    double[] planted = sparseVector(columns, sparsity, random);
    var matrix = new CertifiedColumns(rows, nonzerosPerColumn, margin, random).matrix(planted);
    return planted(
        matrix,
        planted,
        "Sparse certified %d × %d, %d-sparse, %d nonzeros per column, margin %s, seed %d"
            .formatted(rows, columns, sparsity, nonzerosPerColumn, margin, seed));
  }

  private static void requireCertifiable(int rows, int columns, int sparsity, double margin) {
    requireSize(rows, columns, sparsity);
    requireMargin(rows, sparsity, margin);
  }

  private static void requireMargin(int rows, int sparsity, double margin) {
    require(sparsity <= rows, "sparsity", sparsity, "Choose at most rows = " + rows + ".");
    require(margin > 0 && margin < 1, "margin", margin, "Choose one in (0, 1).");
  }

  /** The noiseless problem y = A·planted. */
  private static RegressionProblem planted(Matrix matrix, double[] planted, String provenance) {
    double[] y = new double[matrix.rows()];
    matrix.multiply(planted, y);
    return new RegressionProblem(matrix, y, planted, provenance);
  }

  private static void requireSize(int rows, int columns, int sparsity) {
    requireShape(rows, columns, sparsity);
    require(
        (long) rows * columns <= MOST_ENTRIES,
        "rows",
        rows,
        "Choose fewer: %d × %d is more than %d entries.".formatted(rows, columns, MOST_ENTRIES));
  }

  private static void requireShape(int rows, int columns, int sparsity) {
    require(rows >= 1, "rows", rows, "Choose at least 1.");
    require(columns >= 1, "columns", columns, "Choose at least 1.");
    require(
        sparsity >= 1 && sparsity <= columns,
        "sparsity",
        sparsity,
        "Choose one in [1, columns = %d].".formatted(columns));
  }

  private static void require(boolean fine, String name, Object value, String remedy) {
    if (!fine) {
      throw new ArgumentOutOfRangeException(name, value.toString(), remedy);
    }
  }

  /**
   * {@code count} different numbers in [0, {@code most}), each choice as likely as any other, in
   * random order.
   */
  public static int[] sample(int count, int most, RandomGenerator random) {
    int[] shuffled = new int[most];
    for (int k = 0; k < most; k++) {
      int place = random.nextInt(k + 1);
      shuffled[k] = shuffled[place];
      shuffled[place] = k;
    }
    return Arrays.copyOf(shuffled, count);
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
