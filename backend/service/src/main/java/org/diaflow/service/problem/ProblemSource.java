package org.diaflow.service.problem;

import java.util.function.LongFunction;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * Where the problems of a request come from.
 *
 * @param random whether the seed matters
 * @param seed the seed stated with the generator, or null
 * @param name the name stated with the problem, or null
 * @param generator its recipe with every parameter spelled out and without a seed, or null
 * @param generate the problem of a seed
 */
public record ProblemSource(
    boolean random,
    @Nullable Long seed,
    @Nullable String name,
    @Nullable GeneratorSpec generator,
    LongFunction<RegressionProblem> generate) {

  /** The only problem of this source, or the one of its stated seed, 1 if none is stated. */
  public RegressionProblem problem() {
    return generate.apply(seed == null ? 1 : seed);
  }

  static ProblemSource of(RegressionProblem problem, @Nullable String name) {
    return new ProblemSource(false, null, name, null, seed -> problem);
  }
}
