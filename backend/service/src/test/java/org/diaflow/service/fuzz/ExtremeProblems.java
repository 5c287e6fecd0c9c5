package org.diaflow.service.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Small problems at the edges of double precision, each made from a number alone: entries at 1e±300
 * or subnormal, rows repeated, combined, huge or zero, columns zero, tied, parallel, scaled.
 */
final class ExtremeProblems {

  private ExtremeProblems() {}

  /** A problem with what is asked about it. */
  record Question(double[][] matrix, double[] observations, double[] depths, double[] alphas) {

    /** The problem as clients state it. */
    String problem() {
      return "{\"matrix\": [%s], \"observations\": %s}"
          .formatted(
              Arrays.stream(matrix).map(ExtremeProblems::json).collect(Collectors.joining(", ")),
              json(observations));
    }

    /** A request for its limits. */
    String limits() {
      return "{\"problem\": %s, \"depths\": %s, \"alphas\": %s}"
          .formatted(problem(), json(depths), json(alphas));
    }
  }

  /** The question of {@code seed}. */
  static Question of(long seed) {
    var random = new Random(seed);
    random.nextLong();
    int rows = random.nextInt(1, 4);
    int columns = rows + random.nextInt(1, 4);
    double[][] matrix = new double[rows][columns];
    double[] x = new double[columns];
    boolean whole = random.nextBoolean();
    for (double[] row : matrix) {
      Arrays.setAll(row, j -> whole ? random.nextInt(-2, 3) : random.nextGaussian());
    }
    for (int k = random.nextInt(1, rows + 1); k > 0; k--) {
      x[random.nextInt(columns)] = whole ? random.nextInt(1, 5) : random.nextGaussian();
    }
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      disturbColumns(matrix, x, random);
    }
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[i] += matrix[i][j] * x[j];
      }
    }
    for (int n = random.nextInt(0, 3); n > 0; n--) {
      disturbRows(matrix, y, random);
    }
    return new Question(
        finite(matrix), finite(y), depths(random), new double[] {1e-1, 1e-6, 1e-40, 1e-300});
  }

  private static double[] depths(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new double[] {2, 3};
      case 1 -> new double[] {2, 10};
      case 2 -> new double[] {2.5, 7.3};
      default -> new double[] {2, 4};
    };
  }

  private static void disturbColumns(double[][] matrix, double[] x, Random random) {
    int j = random.nextInt(x.length);
    int other = random.nextInt(x.length);
    switch (random.nextInt(7)) {
      case 0 -> setColumn(matrix, j, i -> 0);
      case 1 -> setColumn(matrix, j, i -> matrix[i][other]);
      case 2 -> setColumn(matrix, j, i -> -matrix[i][other]);
      case 3 -> setColumn(matrix, j, i -> matrix[i][other] * (1 - 1e-10));
      case 4 -> {
        double factor = Math.scalb(1.0, random.nextInt(-60, 61));
        setColumn(matrix, j, i -> matrix[i][j] * factor);
      }
      case 5 -> x[j] = Math.pow(10, random.nextInt(-12, 13));
      default -> setColumn(matrix, j, i -> random.nextBoolean() ? 1 : -1);
    }
  }

  private static void setColumn(
      double[][] matrix, int j, java.util.function.IntToDoubleFunction f) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][j] = f.applyAsDouble(i);
    }
  }

  private static void disturbRows(double[][] matrix, double[] y, Random random) {
    int i = random.nextInt(y.length);
    int other = random.nextInt(y.length);
    switch (random.nextInt(7)) {
      case 0 -> scaleRow(matrix, y, i, 0);
      case 1 -> {
        matrix[i] = matrix[other].clone();
        y[i] = y[other];
      }
      case 2 -> scaleRow(matrix, y, i, Math.scalb(1.0, random.nextInt(-40, 41)));
      case 3 -> scaleRow(matrix, y, i, 1e300);
      case 4 -> scaleRow(matrix, y, i, 1e-300);
      case 5 -> scaleRow(matrix, y, i, 1e-315);
      default -> y[i] += random.nextBoolean() ? 1e-9 * y[i] : 1;
    }
  }

  private static void scaleRow(double[][] matrix, double[] y, int i, double factor) {
    for (int j = 0; j < matrix[i].length; j++) {
      matrix[i][j] *= factor;
    }
    y[i] *= factor;
  }

  private static double[][] finite(double[][] matrix) {
    return Arrays.stream(matrix).map(ExtremeProblems::finite).toArray(double[][]::new);
  }

  private static double[] finite(double[] values) {
    return Arrays.stream(values).map(v -> Math.clamp(v, -1e308, 1e308)).toArray();
  }

  private static String json(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> Double.toString(value).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
