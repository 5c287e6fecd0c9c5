package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Initialization scales: a list, or a range with a number of points per decade. Exactly one of the
 * two is set.
 *
 * @param values the scales as listed, bit for bit
 * @param range a logarithmic range
 */
public record AlphaGrid(@Nullable List<Double> values, @Nullable Range range) {

  /**
   * A logarithmic range of scales, both ends included.
   *
   * @param from first scale
   * @param to last scale
   * @param pointsPerDecade points per factor of ten, ≥ 1
   */
  public record Range(double from, double to, int pointsPerDecade) {}

  /** The listed scales. */
  public static AlphaGrid of(double... alphas) {
    return new AlphaGrid(java.util.Arrays.stream(alphas).boxed().toList(), null);
  }

  /** A logarithmic range. */
  public static AlphaGrid range(double from, double to, int pointsPerDecade) {
    return new AlphaGrid(null, new Range(from, to, pointsPerDecade));
  }

  /** Reads {@code [0.1, 0.01]} or {@code {"from": …, "to": …, "pointsPerDecade": …}}. */
  @JsonCreator
  static AlphaGrid parse(JsonNode json) {
    if (json.isArray()) {
      var values = new ArrayList<Double>();
      for (JsonNode value : json) {
        values.add(number(value, "alphas"));
      }
      return new AlphaGrid(List.copyOf(values), null);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException(
          "alphas is %s; give a list of numbers or {from, to, pointsPerDecade}.".formatted(json));
    }
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!List.of("from", "to", "pointsPerDecade").contains(field)) {
        throw new IllegalArgumentException(
            "alphas has an unknown field '%s'; it takes from, to, pointsPerDecade."
                .formatted(field));
      }
    }
    double perDecade =
        json.has("pointsPerDecade")
            ? number(json.get("pointsPerDecade"), "alphas.pointsPerDecade")
            : 4;
    if (perDecade != Math.rint(perDecade) || perDecade < 1 || perDecade > 1000) {
      throw new IllegalArgumentException(
          "alphas.pointsPerDecade is %s; give a whole number from 1 to 1000."
              .formatted(json.get("pointsPerDecade")));
    }
    return range(
        number(json.path("from"), "alphas.from"),
        number(json.path("to"), "alphas.to"),
        (int) perDecade);
  }

  private static double number(JsonNode json, String field) {
    if (!json.isNumber()) {
      throw new IllegalArgumentException(
          "%s is %s; give a number.".formatted(field, json.isMissingNode() ? "missing" : json));
    }
    double value = json.doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s overflows; give a finite number of at most 1.8e308.".formatted(field));
    }
    return value;
  }

  @JsonValue
  Object json() {
    return values != null ? values : java.util.Objects.requireNonNull(range);
  }

  /** The scales one by one, in the order given. */
  public List<Double> expand() {
    if (values != null) {
      return values;
    }
    Range r = java.util.Objects.requireNonNull(range);
    double start = Math.log10(r.from());
    double decades = Math.log10(r.to()) - start;
    int steps = (int) Math.max(1, Math.round(Math.abs(decades) * r.pointsPerDecade()));
    var alphas = new ArrayList<Double>();
    for (int k = 0; k < steps; k++) {
      alphas.add(k == 0 ? r.from() : Math.pow(10, start + decades * k / steps));
    }
    if (r.to() != r.from()) {
      alphas.add(r.to());
    }
    return List.copyOf(alphas);
  }
}
