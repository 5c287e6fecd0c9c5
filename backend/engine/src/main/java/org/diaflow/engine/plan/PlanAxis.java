package org.diaflow.engine.plan;

import java.util.List;

/**
 * One coordinate of a grid.
 *
 * @param name its name in documents and answers
 * @param values its values, numbers or words
 */
public record PlanAxis(String name, List<?> values) {

  /** The seeds of random problems. */
  public static final String SEED = "seed";

  /** Several problems. */
  public static final String PROBLEM = "problem";

  /** Depths D. */
  public static final String DEPTH = "depth";

  /** Scales α. */
  public static final String ALPHA = "alpha";

  /** What computes a flow. */
  public static final String ENGINE = "engine";

  /** ℓ¹ solvers, each at its tolerances. */
  public static final String SOLVER = "solver";

  /** Copies the list. */
  public PlanAxis {
    values = List.copyOf(values);
  }

  /** How many values it has. */
  public int size() {
    return values.size();
  }

  /** Whether its values are numbers. */
  public boolean numeric() {
    return values.stream().allMatch(Number.class::isInstance);
  }
}
