package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recipe for problems: a generator of the catalogue, its parameters and a seed. In JSON these are
 * the fields of one object, {@code {"kind": "gaussian", "rows": 50, "columns": 200, "sparsity":
 * 5}}.
 *
 * @param kind id of the generator
 * @param parameters its parameters by name, in the order given; those left out take their defaults
 * @param seed seed of the random numbers; in an experiment document use {@code seeds}
 * @param problem id of the stored problem whose rows are sampled, for generator {@code file}, else
 *     null
 */
public record GeneratorSpec(
    String kind, Map<String, Axis> parameters, @Nullable Long seed, @Nullable String problem) {

  /** The generator that samples rows of a stored problem. */
  public static final String FILE = "file";

  private static final String PROBLEM = "problem";

  private static final String KIND = "kind";
  private static final String SEED = "seed";
  private static final Set<String> NO_PARAMETERS = Set.of(KIND, SEED, PROBLEM);

  /** Keeps an unmodifiable copy in the order given. */
  public GeneratorSpec {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A recipe of a generator that needs nothing but numbers. */
  public GeneratorSpec(String kind, Map<String, Axis> parameters, @Nullable Long seed) {
    this(kind, parameters, seed, null);
  }

  /** Generator {@code kind} with its defaults. */
  public static GeneratorSpec of(String kind) {
    return new GeneratorSpec(kind, Map.of(), null);
  }

  /** The same recipe with {@code value} for parameter {@code name}. */
  public GeneratorSpec with(String name, double value) {
    return with(name, Axis.of(value));
  }

  /** The same recipe with {@code values} for parameter {@code name}. */
  public GeneratorSpec with(String name, Axis values) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(name, values);
    return new GeneratorSpec(kind, changed, seed, problem);
  }

  /** The same recipe for the problem of {@code other}, null for any. */
  public GeneratorSpec withSeed(@Nullable Long other) {
    return new GeneratorSpec(kind, parameters, other, problem);
  }

  /** The same recipe for the rows of stored problem {@code id}. */
  public GeneratorSpec withProblem(@Nullable String id) {
    return new GeneratorSpec(kind, parameters, seed, id);
  }

  /** The only value of parameter {@code name}, or null. */
  public @Nullable Double value(String name) {
    Axis axis = parameters.get(name);
    return axis == null ? null : axis.value();
  }

  /** Reads an object with {@code kind}, {@code seed} and parameters. */
  @JsonCreator
  static GeneratorSpec parse(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(
          "It is %s; give an object with kind and parameters.".formatted(json));
    }
    var parameters = new LinkedHashMap<String, Axis>();
    json.properties()
        .forEach(
            entry -> {
              if (!NO_PARAMETERS.contains(entry.getKey()) && !entry.getValue().isNull()) {
                parameters.put(entry.getKey(), axis(entry.getKey(), entry.getValue()));
              }
            });
    return new GeneratorSpec(
        kind(json.path(KIND)), parameters, seed(json.path(SEED)), problem(json.path(PROBLEM)));
  }

  private static Axis axis(String name, JsonNode json) {
    try {
      return Axis.parse(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String kind(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException(
          "kind is %s; give the id of a generator, e.g. \"gaussian\"."
              .formatted(json.isMissingNode() ? "missing" : json));
    }
    return json.textValue();
  }

  private static @Nullable String problem(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    if (!json.isTextual()) {
      throw new IllegalArgumentException(
          "problem is %s; give the id of a stored problem.".formatted(json));
    }
    return json.textValue();
  }

  private static @Nullable Long seed(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    if (!json.isIntegralNumber() || !json.canConvertToLong()) {
      throw new IllegalArgumentException(
          "seed is %s; give a whole number from -2^63 to 2^63 - 1.".formatted(json));
    }
    return json.longValue();
  }

  @JsonValue
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put(KIND, kind);
    if (problem != null) {
      json.put(PROBLEM, problem);
    }
    json.putAll(parameters);
    if (seed != null) {
      json.put(SEED, seed);
    }
    return json;
  }
}
