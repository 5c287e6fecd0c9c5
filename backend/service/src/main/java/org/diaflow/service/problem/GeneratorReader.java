package org.diaflow.service.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.ReferenceProblems;
import org.jspecify.annotations.Nullable;

/** Understands {@link GeneratorSpec}s. */
final class GeneratorReader {

  private static final Map<String, List<String>> FIELDS_BY_KIND =
      Map.of(
          "tightness", List.of("rho", "y"),
          "gaussian", List.of("rows", "columns", "sparsity"));

  private GeneratorReader() {}

  /**
   * Checks which fields are there and how large the problem is; ends the request if something is
   * wrong.
   *
   * @return whether the problem is random
   */
  static boolean check(GeneratorSpec spec, String field) {
    @Nullable List<String> required = spec.kind() == null ? null : FIELDS_BY_KIND.get(spec.kind());
    if (required == null) {
      throw Violations.single(field + ".kind", spec.kind(), "Choose tightness or gaussian.");
    }
    boolean random = spec.kind().equals("gaussian");
    var violations = new Violations();
    for (var entry : values(spec).entrySet()) {
      String name = entry.getKey();
      boolean given = entry.getValue() != null;
      boolean optional = random && (name.equals("noise") || name.equals("seed"));
      if (required.contains(name)) {
        violations.require(
            given, field + "." + name, null, "A %s problem needs it.".formatted(spec.kind()));
      } else if (given && !optional) {
        violations.add(
            field + "." + name,
            entry.getValue(),
            "Remove it: a %s problem takes only %s."
                .formatted(spec.kind(), String.join(", ", required)));
      }
    }
    violations.throwIfAny();
    requireSize(spec, field);
    return random;
  }

  /** The problem of {@code seed}; ends the request if a value is out of range. */
  static RegressionProblem generate(GeneratorSpec spec, long seed, String field) {
    try {
      return spec.kind().equals("tightness")
          ? ReferenceProblems.tightness(
              Objects.requireNonNull(spec.rho()), Objects.requireNonNull(spec.y()))
          : ReferenceProblems.gaussian(
              Objects.requireNonNull(spec.rows()),
              Objects.requireNonNull(spec.columns()),
              Objects.requireNonNull(spec.sparsity()),
              Objects.requireNonNullElse(spec.noise(), 0.0),
              seed);
    } catch (IllegalArgumentException e) {
      throw Violations.single(field, values(spec), String.valueOf(e.getMessage()));
    }
  }

  private static void requireSize(GeneratorSpec spec, String field) {
    if (spec.rows() != null
        && spec.columns() != null
        && (long) spec.rows() * spec.columns() > ProblemReader.MOST_ENTRIES) {
      throw ProblemReader.tooLarge(field, "%d × %d".formatted(spec.rows(), spec.columns()));
    }
  }

  private static Map<String, @Nullable Object> values(GeneratorSpec spec) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("rho", spec.rho());
    values.put("y", spec.y());
    values.put("rows", spec.rows());
    values.put("columns", spec.columns());
    values.put("sparsity", spec.sparsity());
    values.put("noise", spec.noise());
    values.put("seed", spec.seed());
    return values;
  }
}
