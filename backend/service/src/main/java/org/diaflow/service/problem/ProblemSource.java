package org.diaflow.service.problem;

import java.util.List;
import java.util.Map;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.spi.RegressionProblem;
import org.jspecify.annotations.Nullable;

/**
 * Where the problems of a request come from.
 *
 * @param random whether the seed matters
 * @param seed the seed stated with the generator, or null
 * @param name the name stated with the problem, or null
 * @param generator its recipe with every parameter spelled out and without a seed, or null
 * @param axes the parameters with several values, in the generator's order
 * @param maker makes the problems
 */
public record ProblemSource(
    boolean random,
    @Nullable Long seed,
    @Nullable String name,
    @Nullable GeneratorSpec generator,
    List<PlanAxis> axes,
    Maker maker) {

  /** Makes problems. */
  @FunctionalInterface
  public interface Maker {

    /** The problem at {@code coordinates} on the axes with {@code seed}. */
    RegressionProblem problem(Map<String, Double> coordinates, long seed);
  }

  /** The only problem of this source, or the one of its stated seed, 1 if none is stated. */
  public RegressionProblem problem() {
    return maker.problem(Map.of(), seed == null ? 1 : seed);
  }

  static ProblemSource of(RegressionProblem problem, @Nullable String name) {
    return new ProblemSource(false, null, name, null, List.of(), (coordinates, seed) -> problem);
  }
}
