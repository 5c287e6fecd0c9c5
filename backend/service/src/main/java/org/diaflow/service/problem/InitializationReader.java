package org.diaflow.service.problem;

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
