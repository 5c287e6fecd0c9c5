package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Recipe for a reference problem. A kind takes only the fields listed with it; random kinds also
 * take a seed.
 *
 * <ul>
 *   <li>{@code tightness}: rho, y.
 *   <li>{@code gaussian}: rows, columns, sparsity and, for noisy observations, noise. Random.
 *   <li>{@code certified}: rows, columns, sparsity, margin; x* is the unique minimizer, with ϱ ≤
 *       margin. Random.
 *   <li>{@code sparse-certified}: the same with a sparse A: rows, columns, sparsity,
 *       nonzerosPerColumn, margin. Random.
 *   <li>{@code dynamic-range}: certified with entries of x* spread over many decades: rows,
 *       columns, sparsity, margin, decades. Random.
 *   <li>{@code donoho-tanner}: columns, undersampling, density; rows and nonzeros are rounded.
 *       Random.
 *   <li>{@code non-unique}: nothing for the 2 × 3 example; or rows, columns, sparsity ≥ 2 for a
 *       random problem whose minimizers are a segment.
 * </ul>
 *
 * @param kind one of the above
 * @param rho ϱ in (0, 1) of the tightness example A = (1, ϱ)
 * @param y observation y > 0 of the tightness example
 * @param rows number of samples N
 * @param columns number of coordinates d
 * @param sparsity number of nonzero entries of x*
 * @param nonzerosPerColumn nonzero entries of each column of a sparse A
 * @param noise η ≥ 0 in y = Ax* + η·e, ‖e‖₂ = 1
 * @param margin largest |a_jᵀν| off the support, in (0, 1)
 * @param decades decades between the smallest and the largest entry of x*, in [0, 15]
 * @param undersampling N/d in (0, 1]
 * @param density s/N in (0, 1], s the number of nonzero entries of x*
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
    @Nullable Integer nonzerosPerColumn,
    @Nullable Double noise,
    @Nullable Double margin,
    @Nullable Double decades,
    @Nullable Double undersampling,
    @Nullable Double density,
    @Nullable Long seed) {

  /** The tightness example. */
  public static final String TIGHTNESS = "tightness";

  /** Gaussian sparse recovery. */
  public static final String GAUSSIAN = "gaussian";

  /** A problem whose minimizer is known. */
  public static final String CERTIFIED = "certified";

  /** A problem with a sparse matrix whose minimizer is known. */
  public static final String SPARSE_CERTIFIED = "sparse-certified";

  /** A problem whose minimizer is known and has entries of very different sizes. */
  public static final String DYNAMIC_RANGE = "dynamic-range";

  /** A point of the phase diagram. */
  public static final String DONOHO_TANNER = "donoho-tanner";

  /** A problem with more than one minimizer. */
  public static final String NON_UNIQUE = "non-unique";

  /** The tightness example A = (1, rho). */
  public static GeneratorSpec tightness(double rho, double y) {
    return new GeneratorSpec(
        TIGHTNESS, rho, y, null, null, null, null, null, null, null, null, null, null);
  }

  /** Gaussian sparse recovery, noisy if {@code noise} > 0. */
  public static GeneratorSpec gaussian(int rows, int columns, int sparsity, double noise) {
    return new GeneratorSpec(
        GAUSSIAN, null, null, rows, columns, sparsity, null, noise, null, null, null, null, null);
  }

  /** A problem whose unique minimizer is x*, with ϱ ≤ {@code margin}. */
  public static GeneratorSpec certified(int rows, int columns, int sparsity, double margin) {
    return new GeneratorSpec(
        CERTIFIED, null, null, rows, columns, sparsity, null, null, margin, null, null, null, null);
  }

  /** A certified problem with a sparse matrix. */
  public static GeneratorSpec sparseCertified(
      int rows, int columns, int sparsity, int nonzerosPerColumn, double margin) {
    return new GeneratorSpec(
        SPARSE_CERTIFIED,
        null,
        null,
        rows,
        columns,
        sparsity,
        nonzerosPerColumn,
        null,
        margin,
        null,
        null,
        null,
        null);
  }

  /** A certified problem whose minimizer has entries spread over {@code decades} decades. */
  public static GeneratorSpec dynamicRange(
      int rows, int columns, int sparsity, double margin, double decades) {
    return new GeneratorSpec(
        DYNAMIC_RANGE,
        null,
        null,
        rows,
        columns,
        sparsity,
        null,
        null,
        margin,
        decades,
        null,
        null,
        null);
  }

  /** Gaussian sparse recovery at a point of the phase diagram. */
  public static GeneratorSpec donohoTanner(int columns, double undersampling, double density) {
    return new GeneratorSpec(
        DONOHO_TANNER,
        null,
        null,
        null,
        columns,
        null,
        null,
        null,
        null,
        null,
        undersampling,
        density,
        null);
  }

  /** The 2 × 3 example if all are null, else a random problem whose minimizers are a segment. */
  public static GeneratorSpec nonUnique(
      @Nullable Integer rows, @Nullable Integer columns, @Nullable Integer sparsity) {
    return new GeneratorSpec(
        NON_UNIQUE, null, null, rows, columns, sparsity, null, null, null, null, null, null, null);
  }

  /** The same recipe for the problem of {@code other}, null for any. */
  public GeneratorSpec withSeed(@Nullable Long other) {
    return new GeneratorSpec(
        kind,
        rho,
        y,
        rows,
        columns,
        sparsity,
        nonzerosPerColumn,
        noise,
        margin,
        decades,
        undersampling,
        density,
        other);
  }

  /** The same recipe with {@code other} as noise. */
  public GeneratorSpec withNoise(@Nullable Double other) {
    return new GeneratorSpec(
        kind,
        rho,
        y,
        rows,
        columns,
        sparsity,
        nonzerosPerColumn,
        other,
        margin,
        decades,
        undersampling,
        density,
        seed);
  }
}
