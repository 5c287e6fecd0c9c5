package org.diaflow.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * The problems of an experiment: every seed, each with every problem or generator named, and with
 * every value of its parameters.
 *
 * @param seeds seeds, slowest
 * @param sources names of the problems or generators
 * @param parameters the parameters of the generator that have several values, in its order
 */
public record ProblemGrid(List<Long> seeds, List<String> sources, List<PlanAxis> parameters) {

  /** Copies the lists. */
  public ProblemGrid {
    seeds = List.copyOf(seeds);
    sources = List.copyOf(sources);
    parameters = List.copyOf(parameters);
  }

  /** One problem per seed. */
  public static ProblemGrid of(List<Long> seeds) {
    return new ProblemGrid(seeds, List.of(""), List.of());
  }

  /** Its axes, slowest first; several problems are one. */
  public List<PlanAxis> axes() {
    var axes = new ArrayList<PlanAxis>();
    axes.add(new PlanAxis(PlanAxis.SEED, seeds));
    if (sources.size() > 1) {
      axes.add(new PlanAxis(PlanAxis.PROBLEM, sources));
    }
    axes.addAll(parameters);
    return List.copyOf(axes);
  }

  /** Number of problems, {@link Long#MAX_VALUE} where there are more. */
  public long size() {
    return new Grid(axes()).size();
  }

  /** The problem at {@code position}, in O(1). */
  public ProblemPoint point(int position) {
    Objects.checkIndex(position, size());
    int rest = position;
    var reversed = new LinkedHashMap<String, Double>();
    for (PlanAxis axis : parameters.reversed()) {
      Number value = (Number) axis.values().get(rest % axis.size());
      reversed.put(axis.name(), value.doubleValue());
      rest /= axis.size();
    }
    int source = rest % sources.size();
    return new ProblemPoint(
        position, source, reversed.reversed(), seeds.get(rest / sources.size()));
  }
}
