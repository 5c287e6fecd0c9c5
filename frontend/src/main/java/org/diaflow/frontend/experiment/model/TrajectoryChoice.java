package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.diaflow.frontend.chart.plot.Quantity;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the trajectories that are shown, as the address of the page states it.
 *
 * @param quantities ids of what is plotted, or null for all there is
 * @param cells indices of the cells shown, or null for the first ones
 * @param raw whether over the unscaled time t rather than the rescaled time τ
 * @param linear whether the axis of time is linear
 * @param from where the axis of time begins, or null for by itself
 * @param to where it ends, or null
 * @param turned ids of quantities whose axis is not as usual: logarithmic for linear or the reverse
 * @param saddles whether the saddle-to-saddle path is drawn
 * @param lasso whether the lasso path is drawn
 */
public record TrajectoryChoice(
    @Nullable Set<String> quantities,
    @Nullable Set<Integer> cells,
    boolean raw,
    boolean linear,
    @Nullable Double from,
    @Nullable Double to,
    Set<String> turned,
    boolean saddles,
    boolean lasso) {

  /** Most cells shown at once: as many as there are colours. */
  public static final int MOST_CELLS = 8;

  private static final int FIRST_CELLS = 4;

  /** What a page without parameters shows. */
  public static final TrajectoryChoice USUAL =
      new TrajectoryChoice(null, null, false, false, null, null, Set.of(), true, true);

  /** The choice that the parameters of an address state; what they do not or badly is as usual. */
  public static TrajectoryChoice of(Map<String, List<String>> parameters) {
    @Nullable List<String> cells = words(parameters, "cells");
    @Nullable List<String> paths = words(parameters, "paths");
    @Nullable List<String> show = words(parameters, "show");
    @Nullable List<String> turned = words(parameters, "turned");
    return new TrajectoryChoice(
        show == null ? null : new LinkedHashSet<>(show),
        cells == null ? null : indices(cells),
        first(parameters, "time").equals("raw"),
        first(parameters, "axis").equals("linear"),
        number(first(parameters, "from")),
        number(first(parameters, "to")),
        turned == null ? Set.of() : new LinkedHashSet<>(turned),
        paths == null || paths.contains("saddles"),
        paths == null || paths.contains("lasso"));
  }

  /**
   * The parameters that state this choice; what is as usual is left out. Lists have dots between
   * their words because addresses leave those as they are.
   */
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    if (quantities != null) {
      parameters.put("show", String.join(".", quantities));
    }
    if (cells != null) {
      parameters.put("cells", cells.stream().map(String::valueOf).collect(Collectors.joining(".")));
    }
    if (raw) {
      parameters.put("time", "raw");
    }
    if (linear) {
      parameters.put("axis", "linear");
    }
    if (from != null) {
      parameters.put("from", Numbers.exact(from));
    }
    if (to != null) {
      parameters.put("to", Numbers.exact(to));
    }
    if (!turned.isEmpty()) {
      parameters.put("turned", String.join(".", turned));
    }
    if (!saddles || !lasso) {
      parameters.put("paths", saddles ? "saddles" : lasso ? "lasso" : "none");
    }
    return parameters;
  }

  /** Whether the axis of {@code quantity} is logarithmic. */
  public boolean logarithmic(Quantity quantity) {
    return quantity.logarithmic() != turned.contains(quantity.id());
  }

  /** The same with the axis of {@code quantity} logarithmic or not. */
  public TrajectoryChoice with(Quantity quantity, boolean logarithmic) {
    var changed = new LinkedHashSet<>(turned);
    changed.remove(quantity.id());
    if (quantity.logarithmic() != logarithmic) {
      changed.add(quantity.id());
    }
    return new TrajectoryChoice(quantities, cells, raw, linear, from, to, changed, saddles, lasso);
  }

  /** The same with {@code chosen} plotted. */
  public TrajectoryChoice withQuantities(Set<String> chosen) {
    return new TrajectoryChoice(chosen, cells, raw, linear, from, to, turned, saddles, lasso);
  }

  /** The same with {@code chosen} cells. */
  public TrajectoryChoice withCells(Set<Integer> chosen) {
    return new TrajectoryChoice(quantities, chosen, raw, linear, from, to, turned, saddles, lasso);
  }

  /** The same with another axis of time; its ends are kept only if the unit is. */
  public TrajectoryChoice withTime(boolean raw, boolean linear) {
    boolean same = this.raw == raw;
    return new TrajectoryChoice(
        quantities,
        cells,
        raw,
        linear,
        same ? from : null,
        same ? to : null,
        turned,
        saddles,
        lasso);
  }

  /** The same between other ends of the axis of time. */
  public TrajectoryChoice within(@Nullable Double from, @Nullable Double to) {
    return new TrajectoryChoice(quantities, cells, raw, linear, from, to, turned, saddles, lasso);
  }

  /** The same with other paths to compare with. */
  public TrajectoryChoice withPaths(boolean saddles, boolean lasso) {
    return new TrajectoryChoice(quantities, cells, raw, linear, from, to, turned, saddles, lasso);
  }

  /** Which of {@code offered} are plotted. */
  public List<Quantity> shown(List<Quantity> offered) {
    return offered.stream()
        .filter(quantity -> quantities == null || quantities.contains(quantity.id()))
        .toList();
  }

  /** Which of the cells {@code indices} are shown: at most {@link #MOST_CELLS}. */
  Set<Integer> shownCells(List<Integer> indices) {
    int usual = indices.size() <= MOST_CELLS ? MOST_CELLS : FIRST_CELLS;
    return indices.stream()
        .filter(index -> cells == null || cells.contains(index))
        .limit(cells == null ? usual : MOST_CELLS)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable List<String> words(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null
        ? null
        : values.stream()
            .flatMap(value -> Arrays.stream(value.split("[.,]", -1)))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static Set<Integer> indices(List<String> words) {
    return words.stream()
        .filter(word -> word.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A positive finite number, or null. */
  public static @Nullable Double number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return value > 0 && Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
