package org.example.sample;

import java.util.List;
import java.util.Random;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;

/**
 * Polynomial regression: A_ij = t_i^j for random points t_i in (−1, 1), and y = t³, so that x* is
 * the fourth unit vector.
 */
final class PolynomialFeatures implements ProblemGenerator {

  private static final ParameterSpec ROWS =
      ParameterSpec.integer("rows", 1, 1000, 8, "Number of points t_i.").stated();
  private static final ParameterSpec COLUMNS =
      ParameterSpec.integer("columns", 4, 1000, 12, "Number of powers of t.").stated();

  @Override
  public Descriptor descriptor() {
    return new Descriptor(
        "sample-polynomial",
        "1.0.0",
        "Powers of random points in (−1, 1), fitted to t³.",
        List.of("random"),
        List.of(ROWS, COLUMNS),
        List.of());
  }

  @Override
  public boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public long entries(Parameters parameters) {
    return (long) (parameters.get("rows") * parameters.get("columns"));
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    int rows = (int) parameters.get("rows");
    int columns = (int) parameters.get("columns");
    var random = new Random(seed);
    double[] entries = new double[rows * columns];
    double[] observations = new double[rows];
    for (int i = 0; i < rows; i++) {
      double point = 2 * random.nextDouble() - 1;
      double power = 1;
      for (int j = 0; j < columns; j++, power *= point) {
        entries[i * columns + j] = power;
      }
      observations[i] = entries[i * columns + 3];
    }
    double[] planted = new double[columns];
    planted[3] = 1;
    return new RegressionProblem(
        new DenseMatrix(rows, columns, entries),
        observations,
        planted,
        "Polynomial features %d × %d, seed %d".formatted(rows, columns, seed));
  }
}
