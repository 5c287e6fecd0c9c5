package org.diaflow.service.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ArgumentOutOfRangeException;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;

/** Understands {@link GeneratorSpec}s. */
final class GeneratorReader {

  private static final List<String> SIZES = List.of("rows", "columns", "sparsity");
  private static final List<String> SEED = List.of("seed");

  private static final Map<String, Kind> KINDS = kinds();

  private GeneratorReader() {}

  /**
   * The fields a kind of problem takes.
   *
   * @param needed without which there is no problem
   * @param optional which may be left out
   */
  private record Kind(List<String> needed, List<String> optional) {

    private List<String> fields() {
      return java.util.stream.Stream.concat(needed.stream(), optional.stream()).toList();
    }
  }

  private static Map<String, Kind> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    kinds.put(GeneratorSpec.TIGHTNESS, new Kind(List.of("rho", "y"), List.of()));
    kinds.put(GeneratorSpec.GAUSSIAN, new Kind(SIZES, List.of("noise", "seed")));
    kinds.put(
        GeneratorSpec.CERTIFIED, new Kind(List.of("rows", "columns", "sparsity", "margin"), SEED));
    kinds.put(
        GeneratorSpec.SPARSE_CERTIFIED,
        new Kind(List.of("rows", "columns", "sparsity", "nonzerosPerColumn", "margin"), SEED));
    kinds.put(
        GeneratorSpec.DYNAMIC_RANGE,
        new Kind(List.of("rows", "columns", "sparsity", "margin", "decades"), SEED));
    kinds.put(
        GeneratorSpec.DONOHO_TANNER,
        new Kind(List.of("columns", "undersampling", "density"), SEED));
    kinds.put(GeneratorSpec.NON_UNIQUE, new Kind(SIZES, SEED));
    return kinds;
  }

  /** The kind of {@code spec}, or null if there is none; the fixed example takes no fields. */
  private static @Nullable Kind kind(GeneratorSpec spec) {
    return isExample(spec) ? new Kind(List.of(), List.of()) : KINDS.get(spec.kind());
  }

  private static boolean isExample(GeneratorSpec spec) {
    return GeneratorSpec.NON_UNIQUE.equals(spec.kind())
        && spec.rows() == null
        && spec.columns() == null
        && spec.sparsity() == null;
  }

  /**
   * Checks which fields are there and how large the problem is; ends the request if something is
   * wrong.
   *
   * @return whether the problem is random
   */
  static boolean check(GeneratorSpec spec, String field) {
    @Nullable Kind kind = spec.kind() == null ? null : kind(spec);
    if (kind == null) {
      throw Violations.single(
          field + ".kind",
          spec.kind(),
          "Choose one of %s.".formatted(String.join(", ", KINDS.keySet())));
    }
    var violations = new Violations();
    for (var entry : values(spec).entrySet()) {
      String name = entry.getKey();
      boolean given = entry.getValue() != null;
      if (kind.needed().contains(name)) {
        violations.require(
            given, field + "." + name, null, "A %s problem needs it.".formatted(spec.kind()));
      } else if (given && !kind.optional().contains(name)) {
        violations.add(field + "." + name, entry.getValue(), superfluous(spec, kind));
      }
    }
    violations.throwIfAny();
    requireSize(spec, field);
    return kind.optional().contains("seed");
  }

  private static String superfluous(GeneratorSpec spec, Kind kind) {
    return isExample(spec)
        ? "Remove it, or add %s: without them it is the 2 × 3 example."
            .formatted(String.join(", ", SIZES))
        : "Remove it: a %s problem takes only %s."
            .formatted(spec.kind(), String.join(", ", kind.fields()));
  }

  /** The problem of {@code seed}; ends the request if a value is out of range. */
  static RegressionProblem generate(GeneratorSpec spec, long seed, String field) {
    try {
      return problem(spec, seed);
    } catch (ArgumentOutOfRangeException e) {
      throw Violations.single(field + "." + e.name(), e.value(), e.remedy());
    }
  }

  private static RegressionProblem problem(GeneratorSpec spec, long seed) {
    return switch (spec.kind()) {
      case GeneratorSpec.TIGHTNESS ->
          ReferenceProblems.tightness(given(spec.rho()), given(spec.y()));
      case GeneratorSpec.CERTIFIED ->
          ReferenceProblems.certified(
              given(spec.rows()),
              given(spec.columns()),
              given(spec.sparsity()),
              given(spec.margin()),
              seed);
      case GeneratorSpec.SPARSE_CERTIFIED ->
          ReferenceProblems.sparseCertified(
              given(spec.rows()),
              given(spec.columns()),
              given(spec.sparsity()),
              given(spec.nonzerosPerColumn()),
              given(spec.margin()),
              seed);
      case GeneratorSpec.DYNAMIC_RANGE ->
          ReferenceProblems.dynamicRange(
              given(spec.rows()),
              given(spec.columns()),
              given(spec.sparsity()),
              given(spec.margin()),
              given(spec.decades()),
              seed);
      case GeneratorSpec.DONOHO_TANNER ->
          ReferenceProblems.donohoTanner(
              given(spec.columns()), given(spec.undersampling()), given(spec.density()), seed);
      case GeneratorSpec.NON_UNIQUE ->
          isExample(spec)
              ? ReferenceProblems.nonUnique()
              : ReferenceProblems.nonUnique(
                  given(spec.rows()), given(spec.columns()), given(spec.sparsity()), seed);
      default ->
          ReferenceProblems.gaussian(
              given(spec.rows()),
              given(spec.columns()),
              given(spec.sparsity()),
              Objects.requireNonNullElse(spec.noise(), 0.0),
              seed);
    };
  }

  private static void requireSize(GeneratorSpec spec, String field) {
    if (spec.nonzerosPerColumn() != null) {
      return; // sparse: its own limits are checked with its values
    }
    Integer columns = spec.columns();
    Integer rows =
        spec.undersampling() != null && columns != null
            ? Integer.valueOf(ReferenceProblems.rows(columns, spec.undersampling()))
            : spec.rows();
    if (rows != null && columns != null && (long) rows * columns > ProblemReader.MOST_ENTRIES) {
      throw ProblemReader.tooLarge(field, "%d × %d".formatted(rows, columns));
    }
  }

  private static Map<String, @Nullable Object> values(GeneratorSpec spec) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("rho", spec.rho());
    values.put("y", spec.y());
    values.put("rows", spec.rows());
    values.put("columns", spec.columns());
    values.put("sparsity", spec.sparsity());
    values.put("nonzerosPerColumn", spec.nonzerosPerColumn());
    values.put("noise", spec.noise());
    values.put("margin", spec.margin());
    values.put("decades", spec.decades());
    values.put("undersampling", spec.undersampling());
    values.put("density", spec.density());
    values.put("seed", spec.seed());
    return values;
  }

  private static <T> T given(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
