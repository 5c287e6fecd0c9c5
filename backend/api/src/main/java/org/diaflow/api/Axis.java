package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of one parameter: a number, a list of numbers, or a range. Exactly one of the three is
 * set.
 *
 * @param value the only value
 * @param values the values as listed, bit for bit
 * @param range a range, both ends included
 */
public record Axis(@Nullable Double value, @Nullable List<Double> values, @Nullable Range range) {

  private static final int MOST_POINTS = 100_000;

  private static final List<String> FIELDS = List.of("from", "to", "points", "pointsPerDecade");

  private static final String REMEDY =
      "give a number, a list of numbers, {from, to, points} or {from, to, pointsPerDecade}.";

  /**
   * A range of values, both ends included: equally spaced with {@code points}, spaced by equal
   * factors with {@code pointsPerDecade}, of which one is set.
   *
   * @param from first value
   * @param to last value
   * @param points number of values, from 2 to 100000
   * @param pointsPerDecade values per factor of ten, from 1 to 1000; both ends must be positive
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Range(
      double from, double to, @Nullable Integer points, @Nullable Integer pointsPerDecade) {}

  /** One value. */
  public static Axis of(double value) {
    return new Axis(value, null, null);
  }

  /** The listed values. */
  public static Axis list(double... values) {
    return new Axis(null, DoubleStream.of(values).boxed().toList(), null);
  }

  /** A range with equally spaced values. */
  public static Axis linear(double from, double to, int points) {
    return new Axis(null, null, new Range(from, to, points, null));
  }

  /** A range with values spaced by equal factors. */
  public static Axis logarithmic(double from, double to, int pointsPerDecade) {
    return new Axis(null, null, new Range(from, to, null, pointsPerDecade));
  }

  /** Reads a number, a list of numbers or a range; a message of what is wrong otherwise. */
  @JsonCreator
  static Axis parse(JsonNode json) {
    if (json.isNumber()) {
      return of(number(json));
    }
    if (json.isArray()) {
      var values = new ArrayList<Double>();
      json.forEach(value -> values.add(number(value)));
      if (values.isEmpty()) {
        throw new IllegalArgumentException("The list is empty; " + REMEDY);
      }
      return new Axis(null, List.copyOf(values), null);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("It is %s; %s".formatted(json, REMEDY));
    }
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "It has an unknown field '%s'; %s".formatted(field, REMEDY));
      }
    }
    return new Axis(null, null, range(json));
  }

  private static Range range(JsonNode json) {
    double from = number(json.path("from"));
    double to = number(json.path("to"));
    if (json.has("points") == json.has("pointsPerDecade")) {
      throw new IllegalArgumentException(
          "A range needs either points or pointsPerDecade; " + REMEDY);
    }
    if (json.has("points")) {
      return new Range(from, to, whole(json.get("points"), "points", 2, MOST_POINTS), null);
    }
    if (!(from > 0 && to > 0)) {
      throw new IllegalArgumentException(
          "The range from %s to %s has no decades; give positive ends, or points instead of pointsPerDecade."
              .formatted(from, to));
    }
    return new Range(
        from, to, null, whole(json.get("pointsPerDecade"), "pointsPerDecade", 1, 1000));
  }

  private static int whole(JsonNode json, String field, int least, int most) {
    if (!json.isNumber()
        || json.doubleValue() != Math.rint(json.doubleValue())
        || json.doubleValue() < least
        || json.doubleValue() > most) {
      throw new IllegalArgumentException(
          "%s is %s; give a whole number from %d to %d.".formatted(field, json, least, most));
    }
    return (int) json.doubleValue();
  }

  private static double number(JsonNode json) {
    if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
      throw new IllegalArgumentException(
          "It has %s where a finite number is needed; %s"
              .formatted(json.isMissingNode() ? "nothing" : json, REMEDY));
    }
    return json.doubleValue();
  }

  @JsonValue
  Object json() {
    if (value != null) {
      return value;
    }
    return values != null ? values : Objects.requireNonNull(range);
  }

  /** The values one by one, in the order given. */
  public List<Double> expand() {
    if (value != null) {
      return List.of(value);
    }
    if (values != null) {
      return values;
    }
    Range r = Objects.requireNonNull(range);
    Integer count = r.points();
    int steps = count == null ? logarithmicSteps(r) : count - 1;
    if (steps >= MOST_POINTS) {
      throw new IllegalArgumentException(
          "A range from %s to %s with %d points is too fine; give at most %d points."
              .formatted(r.from(), r.to(), steps + 1, MOST_POINTS));
    }
    var all = new ArrayList<Double>();
    for (int k = 0; k <= steps; k++) {
      all.add(at(r, (double) k / steps));
    }
    return List.copyOf(all);
  }

  private static int logarithmicSteps(Range range) {
    double decades = Math.abs(Math.log10(range.to()) - Math.log10(range.from()));
    return (int) Math.max(1, Math.round(decades * Objects.requireNonNull(range.pointsPerDecade())));
  }

  /** The value at part {@code t} of the way, bit for bit an end at 0 and 1. */
  private static double at(Range range, double t) {
    if (t == 0 || t == 1) {
      return t == 0 ? range.from() : range.to();
    }
    if (range.points() != null) {
      return (1 - t) * range.from() + t * range.to();
    }
    double start = Math.log10(range.from());
    return Math.pow(10, start + (Math.log10(range.to()) - start) * t);
  }
}
