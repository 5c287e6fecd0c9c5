package org.diaflow.theory.path;

import java.util.Arrays;
import java.util.Random;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.linear.internal.LinearAlgebra;

/** Small solvable problems in which coordinates tie or columns depend on each other. */
final class TieProneProblems {

  private TieProneProblems() {}

  private static final String[] KINDS = {
    "0/1", "±1", "repeated columns", "parallel columns", "Hadamard", "Toeplitz", "small integers"
  };

  /**
   * The problem of {@code seed}: 2 to 4 rows, up to 6 columns, an integer x* with zeros; rows
   * scaled for every third.
   */
  static RegressionProblem of(int seed) {
    var random = new Random(seed);
    String kind = KINDS[seed % KINDS.length];
    int d = 3 + random.nextInt(seed % 3 == 2 ? 2 : 4);
    int n = 2 + random.nextInt(Math.min(3, d - 2));
    double[][] rows = new double[n][d];
    while (LinearAlgebra.normInfinity(observations(rows, random)) == 0) {
      fill(rows, kind, random);
    }
    double[] y = observations(rows, random);
    while (LinearAlgebra.normInfinity(y) == 0) {
      y = observations(rows, random);
    }
    if (seed % 3 == 2) {
      for (int i = 0; i < n; i++) {
        int exponent = random.nextInt(-40, 41);
        y[i] = Math.scalb(y[i], exponent);
        for (int j = 0; j < d; j++) {
          rows[i][j] = Math.scalb(rows[i][j], exponent);
        }
      }
    }
    return new RegressionProblem(DenseMatrix.ofRows(rows), y, null, kind + ", seed " + seed);
  }

  /** The same with every column in units of its own, from 2^−20 to 2^20, or of one of two. */
  static RegressionProblem withScaledColumns(int seed) {
    RegressionProblem problem = of(seed);
    var random = new Random(-1 - seed);
    boolean few = seed % 2 == 0; // so that columns still tie
    int one = random.nextInt(-20, 21);
    double[][] rows = new double[problem.rows()][problem.columns()];
    for (int j = 0; j < problem.columns(); j++) {
      int exponent = few ? one * random.nextInt(2) : random.nextInt(-20, 21);
      for (int i = 0; i < rows.length; i++) {
        rows[i][j] = Math.scalb(problem.matrix().get(i, j), exponent);
      }
    }
    return new RegressionProblem(
        DenseMatrix.ofRows(rows),
        problem.observations(),
        null,
        problem.provenance() + ", columns scaled");
  }

  private static void fill(double[][] rows, String kind, Random random) {
    int d = rows[0].length;
    double[] diagonals = random.ints(rows.length + d, -2, 3).asDoubleStream().toArray();
    int flip = random.nextInt(8);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] =
            switch (kind) {
              case "0/1" -> random.nextInt(2);
              case "±1" -> 2 * random.nextInt(2) - 1;
              case "Hadamard" -> (Integer.bitCount((i + 1) & (j ^ flip)) & 1) == 0 ? 1 : -1;
              case "Toeplitz" -> diagonals[i - j + d - 1];
              default -> random.nextInt(-3, 4);
            };
      }
    }
    if (kind.endsWith("columns")) {
      int from = random.nextInt(d);
      int to = (from + 1 + random.nextInt(d - 1)) % d;
      double factor = random.nextBoolean() ? 1 : -1;
      double scale = kind.startsWith("parallel") ? 2 : 1;
      Arrays.stream(rows).forEach(row -> row[to] = scale * factor * row[from]);
    }
  }

  private static double[] observations(double[][] rows, Random random) {
    double[] y = new double[rows.length];
    for (int j = 0; j < rows[0].length; j++) {
      int value = random.nextInt(3) == 0 ? random.nextInt(-3, 4) : 0;
      for (int i = 0; i < y.length; i++) {
        y[i] += rows[i][j] * value;
      }
    }
    return y;
  }
}
