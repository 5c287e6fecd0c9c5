package org.diaflow.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which problem a cell is about.
 *
 * @param position its number among the problems of the experiment, from 0
 * @param source which of the experiment's problems or generators it comes from, from 0
 * @param parameters its coordinates on the axes of the generator, in their order
 * @param seed its seed
 */
public record ProblemPoint(int position, int source, Map<String, Double> parameters, long seed) {

  /** Keeps an unmodifiable copy. */
  public ProblemPoint {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The only problem of an experiment. */
  public static ProblemPoint of(long seed) {
    return new ProblemPoint(0, 0, Map.of(), seed);
  }
}
