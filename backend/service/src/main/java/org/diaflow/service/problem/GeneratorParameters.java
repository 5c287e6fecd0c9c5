package org.diaflow.service.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.diaflow.api.Axis;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.engine.plan.PlanAxis;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a generator as a document states them: one value, or the values of an axis.
 *
 * @param generator the generator
 * @param fixed the parameters with one value
 * @param axes those with a list or a range, in the generator's order
 * @param spelledOut the recipe with every parameter and without a seed
 */
record GeneratorParameters(
    ProblemGenerator generator,
    Map<String, Double> fixed,
    List<PlanAxis> axes,
    GeneratorSpec spelledOut) {

  /** Checks the parameters of {@code spec}, called {@code field} in errors. */
  static GeneratorParameters read(GeneratorSpec spec, ProblemGenerator generator, String field) {
    List<ParameterSpec> known = generator.descriptor().parameters();
    var violations = new Violations();
    spec.parameters()
        .forEach(
            (name, axis) ->
                violations.require(
                    known.stream().anyMatch(parameter -> parameter.name().equals(name)),
                    field + "." + name,
                    axis.value() == null ? "several values" : axis.value(),
                    "Remove it: a %s problem takes only %s.".formatted(spec.kind(), names(known))));
    var fixed = new LinkedHashMap<String, Double>();
    var axes = new ArrayList<PlanAxis>();
    GeneratorSpec spelledOut = GeneratorSpec.of(spec.kind());
    for (ParameterSpec parameter : known) {
      String name = parameter.name();
      Axis stated = spec.parameters().get(name);
      violations.require(
          stated != null || !parameter.required(),
          field + "." + name,
          null,
          "A %s problem needs it.".formatted(spec.kind()));
      Axis axis = stated == null ? Axis.of(parameter.defaultValue()) : stated;
      List<Double> values = values(axis, parameter, field + "." + name, violations);
      if (axis.value() != null) {
        fixed.put(name, axis.value());
      } else if (!values.isEmpty()) {
        axes.add(new PlanAxis(name, values));
      }
      spelledOut = spelledOut.with(name, axis);
    }
    violations.throwIfAny();
    return new GeneratorParameters(generator, fixed, List.copyOf(axes), spelledOut);
  }

  /** The parameters at {@code coordinates} on the axes. */
  Parameters at(Map<String, Double> coordinates) {
    var values = new LinkedHashMap<>(fixed);
    values.putAll(coordinates);
    return Parameters.of(generator.descriptor(), values);
  }

  /** The values of {@code axis}, or none with the reasons in {@code violations}. */
  private static List<Double> values(
      Axis axis, ParameterSpec parameter, String field, Violations violations) {
    List<@Nullable Double> values;
    try {
      values = axis.expand();
    } catch (IllegalArgumentException tooFine) {
      violations.add(field, "a range", String.valueOf(tooFine.getMessage()));
      return List.of();
    }
    boolean fine = true;
    for (int k = 0; k < values.size(); k++) {
      Double value = values.get(k);
      if (value == null || !parameter.accepts(value)) {
        String name = axis.value() == null ? "%s[%d]".formatted(field, k) : field;
        violations.add(name, value, "Choose %s.".formatted(parameter.range()));
        fine = false;
      }
    }
    GridReader.requireDistinct(values, field, violations);
    return fine ? List.copyOf(values) : List.of();
  }

  private static String names(List<ParameterSpec> known) {
    return known.isEmpty()
        ? "a seed"
        : known.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }
}
