package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as clients state it, in one of three shapes: {@code {id}}, {@code {matrix,
 * observations}} or {@code {generator}}.
 *
 * @param id id of a stored problem
 * @param matrix A, N rows of d entries
 * @param observations y, length N
 * @param planted x*, length d, optional beside {@code matrix}; it need not satisfy Ax = y, as with
 *     noise in y, and another x* makes another problem
 * @param name a name for people, optional
 * @param generator recipe for a reference problem
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemSpec(
    @Nullable String id,
    @Nullable List<List<Double>> matrix,
    @Nullable List<Double> observations,
    @Nullable List<Double> planted,
    @Nullable String name,
    @Nullable GeneratorSpec generator) {

  /** The stored problem {@code id}. */
  public static ProblemSpec stored(String id) {
    return new ProblemSpec(id, null, null, null, null, null);
  }

  /** The problem made by {@code generator}. */
  public static ProblemSpec generated(GeneratorSpec generator) {
    return new ProblemSpec(null, null, null, null, null, generator);
  }
}
