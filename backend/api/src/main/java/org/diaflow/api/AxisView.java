package org.diaflow.api;

import java.util.List;

/**
 * An axis of an experiment.
 *
 * @param name {@code seed}, {@code problem}, a parameter of the generator, {@code alpha}, {@code
 *     depth}, {@code engine} or {@code solver}
 * @param numeric whether its values are numbers, so that it can be an x-axis
 * @param logarithmic whether equal factors are to be equal distances on it
 * @param size how many values it has
 * @param values the first {@value #MOST_VALUES} of them, numbers or words
 */
public record AxisView(
    String name, boolean numeric, boolean logarithmic, int size, List<Object> values) {

  /** Most values that are listed. */
  public static final int MOST_VALUES = 1000;
}
