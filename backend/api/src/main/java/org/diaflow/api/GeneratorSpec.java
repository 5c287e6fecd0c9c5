package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Recipe for a reference problem.
 *
 * @param kind {@code tightness} (takes rho, y) or {@code gaussian} (takes rows, columns, sparsity,
 *     noise, seed)
 * @param rho ϱ in (0, 1) of the tightness example A = (1, ϱ)
 * @param y observation y > 0 of the tightness example
 * @param rows number of samples N
 * @param columns number of coordinates d
 * @param sparsity number of nonzero entries of x*
 * @param noise η ≥ 0 in y = Ax* + η·e, ‖e‖₂ = 1
 * @param seed seed of the random numbers; in an experiment document use {@code seeds}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GeneratorSpec(
    String kind,
    @Nullable Double rho,
    @Nullable Double y,
    @Nullable Integer rows,
    @Nullable Integer columns,
    @Nullable Integer sparsity,
    @Nullable Double noise,
    @Nullable Long seed) {

  /** The tightness example A = (1, rho). */
  public static GeneratorSpec tightness(double rho, double y) {
    return new GeneratorSpec("tightness", rho, y, null, null, null, null, null);
  }

  /** Gaussian sparse recovery, noisy if {@code noise} > 0. */
  public static GeneratorSpec gaussian(int rows, int columns, int sparsity, double noise) {
    return new GeneratorSpec("gaussian", null, null, rows, columns, sparsity, noise, null);
  }
}
