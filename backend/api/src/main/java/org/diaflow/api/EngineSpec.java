package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What computes a cell: {@code "limit"}, the exact limit, or an integrator of the flow.
 *
 * @param integrator id of an integrator, or null for the exact limit
 * @param parameters the integrator's parameters by name; those left out take their defaults
 */
public record EngineSpec(@Nullable String integrator, Map<String, Double> parameters) {

  /** The name of the exact limit in documents and cells. */
  public static final String LIMIT = "limit";

  /** The exact limit. */
  public static EngineSpec limit() {
    return new EngineSpec(null, Map.of());
  }

  /** Integrator {@code id} with default parameters. */
  public static EngineSpec integrator(String id) {
    return new EngineSpec(id, Map.of());
  }

  /** {@code "limit"} or the integrator's id. */
  public String id() {
    return integrator == null ? LIMIT : integrator;
  }

  /** Reads {@code "limit"} or {@code {"integrator": id, "parameters": {…}}}. */
  @JsonCreator
  static EngineSpec parse(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(LIMIT)) {
      return limit();
    }
    if (!json.isObject() || !json.path("integrator").isTextual()) {
      throw new IllegalArgumentException(
          "engines has %s; give \"limit\" or {\"integrator\": ID, \"parameters\": {…}}."
              .formatted(json));
    }
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!field.equals("integrator") && !field.equals("parameters")) {
        throw new IllegalArgumentException(
            "engines has an unknown field '%s'; an engine takes integrator, parameters."
                .formatted(field));
      }
    }
    return new EngineSpec(json.path("integrator").textValue(), parameters(json.path("parameters")));
  }

  private static Map<String, Double> parameters(JsonNode json) {
    if (!json.isObject() && !json.isMissingNode()) {
      throw new IllegalArgumentException(
          "engines has the parameters %s; give an object {name: number}.".formatted(json));
    }
    var parameters = new LinkedHashMap<String, Double>();
    json.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
                throw new IllegalArgumentException(
                    "engines parameter '%s' is %s; give a finite number."
                        .formatted(entry.getKey(), value));
              }
              parameters.put(entry.getKey(), value.doubleValue());
            });
    return parameters;
  }

  @JsonValue
  Object json() {
    if (integrator == null) {
      return LIMIT;
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("integrator", integrator);
    json.put("parameters", parameters);
    return json;
  }
}
