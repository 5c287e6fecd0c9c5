package org.diaflow.service.problem;

import java.util.HashSet;
import java.util.List;
import org.diaflow.api.AlphaGrid;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.table.Numbers;
import org.jspecify.annotations.Nullable;

/** Checks the depths and scales of a request. */
public final class GridReader {

  private static final double SHALLOWEST = 2;
  private static final double DEEPEST = 1000;
  private static final String DEPTH_REMEDY = "Give a depth from 2 to 1000.";
  private static final double SMALLEST_SCALE = 1e-300;
  private static final double LARGEST_SCALE = 1e300;
  private static final int MOST_VALUES = 100_000;

  private GridReader() {}

  /** The depths, or an empty list with the reasons in {@code violations}. */
  public static List<Double> depths(@Nullable List<Double> depths, Violations violations) {
    if (depths == null || depths.isEmpty()) {
      violations.add("depths", depths, "Give at least one depth, e.g. [2, 3].");
      return List.of();
    }
    requireDistinct(depths, "depths", violations);
    return inRange(depths, "depths", SHALLOWEST, DEEPEST, DEPTH_REMEDY, violations);
  }

  /** The query parameter {@code depth}; what is not a number or out of range ends the request. */
  public static double depth(String text) {
    double depth = Numbers.parse(text);
    if (!(depth >= SHALLOWEST && depth <= DEEPEST)) {
      throw Violations.single("depth", text, DEPTH_REMEDY);
    }
    return depth;
  }

  /** The scales, or an empty list with the reasons in {@code violations}. */
  public static List<Double> alphas(@Nullable AlphaGrid grid, Violations violations) {
    if (grid == null) {
      violations.add("alphas", null, "Give a list, or {from, to, pointsPerDecade}.");
      return List.of();
    }
    String remedy = "Give a scale from 1e-300 to 1e300.";
    AlphaGrid.@Nullable Range range = grid.range();
    if (range != null) {
      var before = new Violations();
      inRange(List.of(range.from()), "alphas.from", SMALLEST_SCALE, LARGEST_SCALE, remedy, before);
      inRange(List.of(range.to()), "alphas.to", SMALLEST_SCALE, LARGEST_SCALE, remedy, before);
      if (before.any()) {
        violations.addAll(before);
        return List.of();
      }
    }
    List<Double> alphas = grid.expand();
    violations.require(!alphas.isEmpty(), "alphas", "[]", "Give at least one scale.");
    violations.require(
        alphas.size() <= MOST_VALUES,
        "alphas",
        "%d scales".formatted(alphas.size()),
        "Give at most %d.".formatted(MOST_VALUES));
    requireDistinct(alphas, "alphas", violations);
    return inRange(alphas, "alphas", SMALLEST_SCALE, LARGEST_SCALE, remedy, violations);
  }

  /** Notes the first value that occurs twice. */
  public static void requireDistinct(
      List<? extends @Nullable Object> values, String field, Violations violations) {
    var seen = new HashSet<@Nullable Object>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        violations.add(
            "%s[%d]".formatted(field, i), values.get(i), "List it only once: it is a duplicate.");
        return;
      }
    }
  }

  private static List<Double> inRange(
      List<@Nullable Double> values,
      String field,
      double least,
      double most,
      String remedy,
      Violations violations) {
    boolean fine = true;
    for (int i = 0; i < values.size(); i++) {
      @Nullable Double value = values.get(i);
      if (value == null || !(value >= least && value <= most)) {
        String name = field.contains(".") ? field : "%s[%d]".formatted(field, i);
        violations.add(name, value == null ? "null" : value, remedy);
        fine = false;
      }
    }
    return fine ? List.copyOf(values) : List.of();
  }
}
