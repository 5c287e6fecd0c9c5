package org.diaflow.service.problem;

import java.util.Collections;
import java.util.List;
import org.diaflow.api.InitializationSpec;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/** Checks the shape of a start that is not the same everywhere. */
public final class InitializationReader {

  private static final String FIELD = "initialization";
  private static final double SMALLEST = 1e-100;
  private static final double LARGEST = 1e100;

  /** A hair above 300, for logarithms are rounded. */
  private static final double MOST_DECADES = 300 + 1e-9;

  private InitializationReader() {}

  /** The shape, or null for the uniform start or with the reasons in {@code violations}. */
  public static @Nullable Initialization read(
      @Nullable InitializationSpec spec, Violations violations) {
    if (spec == null) {
      return null;
    }
    var found = new Violations();
    check(spec.positive(), FIELD + ".positive", found);
    check(spec.negative(), FIELD + ".negative", found);
    if (!found.any() && spec.positive().size() != spec.negative().size()) {
      found.add(
          FIELD + ".negative",
          "%d entries long".formatted(spec.negative().size()),
          "Give %d entries, as many as positive has.".formatted(spec.positive().size()));
    }
    violations.addAll(found);
    return found.any() ? null : new Initialization(array(spec.positive()), array(spec.negative()));
  }

  /** Ends the request unless {@code initialization} is null or has one entry per column. */
  public static void requireLength(@Nullable Initialization initialization, int columns) {
    if (initialization != null && initialization.length() != columns) {
      throw Violations.single(
          FIELD + ".positive",
          "%d entries long".formatted(initialization.length()),
          "Give %d entries, one per column of the matrix.".formatted(columns));
    }
  }

  /**
   * Notes entries for which the start α·entry^D of some network is beyond [1e-300, 1e300], where no
   * double stands for it.
   */
  public static void requireRange(
      @Nullable Initialization initialization,
      List<Double> depths,
      List<Double> alphas,
      Violations violations) {
    if (initialization == null || depths.isEmpty() || alphas.isEmpty()) {
      return;
    }
    for (double depth : List.of(Collections.min(depths), Collections.max(depths))) {
      for (double alpha : List.of(Collections.min(alphas), Collections.max(alphas))) {
        requireRange(initialization.positive(), FIELD + ".positive", depth, alpha, violations);
        requireRange(initialization.negative(), FIELD + ".negative", depth, alpha, violations);
      }
    }
  }

  private static void requireRange(
      double[] shape, String field, double depth, double alpha, Violations violations) {
    for (int j = 0; j < shape.length; j++) {
      double decades = Math.log10(alpha) + depth * Math.log10(shape[j]);
      violations.require(
          Math.abs(decades) <= MOST_DECADES,
          "%s[%d]".formatted(field, j),
          shape[j],
          "At D = %s and α = %s the start α·shape^D is 1e%.0f: keep it from 1e-300 to 1e300."
              .formatted(depth, alpha, decades));
    }
  }

  private static void check(
      @Nullable List<@Nullable Double> shape, String field, Violations violations) {
    if (shape == null || shape.isEmpty()) {
      violations.add(field, shape, "Give one number per column of the matrix.");
      return;
    }
    for (int j = 0; j < shape.size(); j++) {
      @Nullable Double entry = shape.get(j);
      if (entry == null || !(entry >= SMALLEST && entry <= LARGEST)) {
        violations.add(
            "%s[%d]".formatted(field, j),
            entry == null ? "null" : entry,
            "Give a number from 1e-100 to 1e100.");
      }
    }
  }

  private static double[] array(List<Double> shape) {
    return shape.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
