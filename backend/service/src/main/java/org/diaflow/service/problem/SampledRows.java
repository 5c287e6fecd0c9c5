package org.diaflow.service.problem;

import java.util.List;
import java.util.random.RandomGenerator;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * A generator of problems with rows of a stored one, different rows for each seed: with the
 * observations that belong to them, or with those of a random sparse x*.
 */
final class SampledRows implements ProblemGenerator {

  private static final long MOST = 50_000_000;

  private static final ParameterSpec ROWS =
      ParameterSpec.integer("rows", 1, MOST, 50, "Number of rows sampled.").stated();
  private static final ParameterSpec SPARSITY =
      ParameterSpec.integer(
          "sparsity", 0, MOST, 0, "Nonzero entries of a random x*; 0 takes the rows' own y.");
  private static final ParameterSpec NOISE =
      ParameterSpec.real(
          "noise", 0, Double.MAX_VALUE, 0, "η in y = Ax* + η·e, e uniform on the unit sphere.");

  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          GeneratorSpec.FILE,
          "1.0.0",
          "Rows of a stored problem, sampled by seed.",
          List.of("random"),
          List.of(ROWS, SPARSITY, NOISE),
          List.of());

  private final RegressionProblem whole;

  /** A generator of rows of {@code whole}, whose matrix is dense or small enough to be. */
  SampledRows(RegressionProblem whole) {
    this.whole = whole;
  }

  @Override
  public Descriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public long entries(Parameters parameters) {
    return (long) parameters.get(ROWS.name()) * whole.columns();
  }

  @Override
  public RegressionProblem generate(Parameters parameters, long seed) {
    int rows = (int) parameters.get(ROWS.name());
    if (rows > whole.rows()) {
      throw new ArgumentOutOfRangeException(
          ROWS.name(),
          String.valueOf(rows),
          "Give at most %d, as many as the stored problem has.".formatted(whole.rows()));
    }
    RandomGenerator random = ReferenceProblems.random(seed);
    int[] sample = ReferenceProblems.sample(rows, whole.rows(), random);
    DenseMatrix all = whole.matrix().dense();
    double[] entries = new double[rows * all.columns()];
    double[] observations = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < all.columns(); j++) {
        entries[i * all.columns() + j] = all.get(sample[i], j);
      }
      observations[i] = whole.observations()[sample[i]];
    }
    DenseMatrix matrix = new DenseMatrix(rows, all.columns(), entries);
    int sparsity = (int) parameters.get(SPARSITY.name());
    double noise = parameters.get(NOISE.name());
    String provenance =
        "%d rows of %s, %d-sparse, noise %s, seed %d"
            .formatted(rows, whole.provenance(), sparsity, noise, seed);
    return sparsity == 0
        ? new RegressionProblem(matrix, observations, whole.planted(), provenance)
        : ReferenceProblems.observed(matrix, sparsity, noise, random, provenance);
  }
}
