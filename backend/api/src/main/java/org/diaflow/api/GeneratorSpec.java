package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recipe for problems: a generator of the catalogue, its parameters and a seed. In JSON these are
 * the fields of one object, {@code {"kind": "gaussian", "rows": 50, "columns": 200, "sparsity":
 * 5}}.
 *
 * @param kind id of the generator
 * @param parameters its parameters by name, in the order given; those left out take their defaults
 * @param seed seed of the random numbers; in an experiment document use {@code seeds}
 */
public record GeneratorSpec(String kind, Map<String, Axis> parameters, @Nullable Long seed) {

  private static final String KIND = "kind";
  private static final String SEED = "seed";

  /** Keeps an unmodifiable copy in the order given. */
  public GeneratorSpec {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
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
    return new GeneratorSpec(kind, changed, seed);
  }

  /** The same recipe for the problem of {@code other}, null for any. */
  public GeneratorSpec withSeed(@Nullable Long other) {
    return new GeneratorSpec(kind, parameters, other);
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
              boolean parameter = !entry.getKey().equals(KIND) && !entry.getKey().equals(SEED);
              if (parameter && !entry.getValue().isNull()) {
                parameters.put(entry.getKey(), axis(entry.getKey(), entry.getValue()));
              }
            });
    return new GeneratorSpec(kind(json.path(KIND)), parameters, seed(json.path(SEED)));
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
    json.putAll(parameters);
    if (seed != null) {
      json.put(SEED, seed);
    }
    return json;
  }
}
