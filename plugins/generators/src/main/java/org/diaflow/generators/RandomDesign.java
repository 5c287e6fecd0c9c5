package org.diaflow.generators;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * A generator of y = Ax* + η·e with a random matrix A, a random s-sparse x* and random noise: all
 * that differs between such generators is how A is drawn.
 */
abstract class RandomDesign implements ProblemGenerator {

  private final String name;
  private final Descriptor descriptor;

  /**
   * A generator with the parameters rows, columns, sparsity, noise and {@code others}.
   *
   * @param name how its problems are called in provenances
   */
  RandomDesign(String id, String name, String summary, ParameterSpec... others) {
    this.name = name;
    ParameterSpec[] all =
        Stream.concat(
                Stream.of(Specs.ROWS, Specs.COLUMNS, Specs.SPARSITY, Specs.NOISE),
                Arrays.stream(others))
            .toArray(ParameterSpec[]::new);
    this.descriptor = Specs.descriptor(id, summary, all);
  }

  /** A, N × d; columns have length 1 on average. */
  abstract DenseMatrix matrix(int rows, int columns, Parameters parameters, RandomGenerator random);

  @Override
  public final Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public final boolean random(Parameters parameters) {
    return true;
  }

  @Override
  public final long entries(Parameters parameters) {
    return Specs.entries(parameters);
  }

  @Override
  public final RegressionProblem generate(Parameters parameters, long seed) {
    RandomGenerator random = ReferenceProblems.random(seed);
    int sparsity = Specs.whole(parameters, Specs.SPARSITY);
    DenseMatrix matrix =
        matrix(
            Specs.whole(parameters, Specs.ROWS),
            Specs.whole(parameters, Specs.COLUMNS),
            parameters,
            random);
    double noise = parameters.get(Specs.NOISE.name());
    String provenance =
        "%s %d × %d, %d-sparse%s, noise %s, seed %d"
            .formatted(
                name, matrix.rows(), matrix.columns(), sparsity, others(parameters), noise, seed);
    return ReferenceProblems.observed(matrix, sparsity, noise, random, provenance);
  }

  /** The values of the parameters that only this generator has, in words. */
  private String others(Parameters parameters) {
    return descriptor.parameters().stream()
        .skip(4)
        .map(spec -> ", %s %s".formatted(spec.name(), parameters.get(spec.name())))
        .collect(Collectors.joining());
  }

  /** N rows of entries, each drawn by {@code entry} and divided by √N. */
  static DenseMatrix independent(int rows, int columns, DoubleSupplier entry) {
    double[] entries = new double[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = entry.getAsDouble() / Math.sqrt(rows);
    }
    return new DenseMatrix(rows, columns, entries);
  }
}
