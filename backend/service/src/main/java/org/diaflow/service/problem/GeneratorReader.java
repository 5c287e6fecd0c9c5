package org.diaflow.service.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.diaflow.api.Axis;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.ArgumentOutOfRangeException;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ProblemCheck;
import org.jspecify.annotations.Nullable;

/** Checks {@link GeneratorSpec}s against the generators of the catalogue. */
@ApplicationScoped
class GeneratorReader {

  private final Plugins plugins;

  GeneratorReader(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Where the problems of {@code spec} come from; ends the request if it names no generator, or
   * parameters that this one does not take.
   *
   * @param name a name for the problem, or null
   * @param field what {@code spec} is called in errors
   */
  ProblemSource read(GeneratorSpec spec, @Nullable String name, String field) {
    @Nullable ProblemGenerator generator = plugins.generator(spec.kind());
    if (generator == null) {
      throw Violations.single(
          field + ".kind",
          spec.kind(),
          "Choose one of %s.".formatted(String.join(", ", plugins.generatorIds())));
    }
    Parameters parameters = parameters(spec, generator, field);
    boolean random = generator.random(parameters);
    if (!random && spec.seed() != null) {
      throw Violations.single(
          field + ".seed",
          spec.seed(),
          "Remove it: with these parameters the problem is not random (%s)"
              .formatted(generator.descriptor().summary()));
    }
    long entries = generator.entries(parameters);
    if (entries > ProblemReader.MOST_ENTRIES) {
      throw ProblemReader.tooLarge(field, "%d entries N·d".formatted(entries));
    }
    return new ProblemSource(
        random,
        spec.seed(),
        name,
        spelledOut(spec.kind(), parameters),
        seed -> generate(generator, parameters, seed, field));
  }

  private static Parameters parameters(
      GeneratorSpec spec, ProblemGenerator generator, String field) {
    List<ParameterSpec> known = generator.descriptor().parameters();
    var violations = new Violations();
    spec.parameters()
        .forEach(
            (name, axis) ->
                violations.require(
                    known.stream().anyMatch(parameter -> parameter.name().equals(name)),
                    field + "." + name,
                    shown(axis),
                    "Remove it: a %s problem takes only %s.".formatted(spec.kind(), names(known))));
    var values = new LinkedHashMap<String, Double>();
    for (ParameterSpec parameter : known) {
      Double value =
          value(
              spec.parameters().get(parameter.name()),
              parameter,
              spec.kind(),
              field + "." + parameter.name(),
              violations);
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    violations.throwIfAny();
    return Parameters.of(generator.descriptor(), values);
  }

  private static String names(List<ParameterSpec> known) {
    return known.isEmpty()
        ? "a seed"
        : known.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }

  private static Object shown(Axis axis) {
    return axis.value() == null ? "several values" : axis.value();
  }

  /** The value of one parameter, or null with the reason in {@code violations}. */
  private static @Nullable Double value(
      @Nullable Axis axis,
      ParameterSpec parameter,
      String kind,
      String field,
      Violations violations) {
    if (axis == null) {
      violations.require(
          !parameter.required(), field, null, "A %s problem needs it.".formatted(kind));
      return parameter.required() ? null : Double.valueOf(parameter.defaultValue());
    }
    if (axis.value() == null) {
      violations.add(field, "several values", "Give one number: this is about one problem.");
      return null;
    }
    double value = axis.value();
    if (!parameter.accepts(value)) {
      violations.add(field, value, "Choose %s.".formatted(parameter.range()));
      return null;
    }
    return value;
  }

  private static GeneratorSpec spelledOut(String kind, Parameters parameters) {
    GeneratorSpec spec = GeneratorSpec.of(kind);
    for (Map.Entry<String, Double> parameter : parameters.values().entrySet()) {
      spec = spec.with(parameter.getKey(), parameter.getValue());
    }
    return spec;
  }

  /** The problem of {@code seed}; ends the request if the parameters do not go together. */
  private static RegressionProblem generate(
      ProblemGenerator generator, Parameters parameters, long seed, String field) {
    RegressionProblem problem;
    try {
      problem = generator.generate(parameters, seed);
    } catch (ArgumentOutOfRangeException e) {
      throw Violations.single(field + "." + e.name(), e.value(), e.remedy());
    }
    ProblemCheck.requireSolvable(Objects.requireNonNull(problem));
    return problem;
  }
}
