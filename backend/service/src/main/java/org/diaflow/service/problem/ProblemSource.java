package org.diaflow.service.problem;

import java.util.function.LongFunction;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * Where the problems of a request come from.
 *
 * @param random whether the seed matters
 * @param seed the seed stated with the generator, or null
 * @param name the name stated with the problem, or null
 * @param generate the problem of a seed
 */
public record ProblemSource(
    boolean random,
    @Nullable Long seed,
    @Nullable String name,
    LongFunction<RegressionProblem> generate) {

  /** The only problem of this source, or the one of its stated seed, 1 if none is stated. */
  public RegressionProblem problem() {
    return generate.apply(seed == null ? 1 : seed);
  }

  static ProblemSource of(RegressionProblem problem, @Nullable String name) {
    return new ProblemSource(false, null, name, seed -> problem);
  }
}
