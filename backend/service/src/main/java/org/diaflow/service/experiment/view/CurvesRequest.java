package org.diaflow.service.experiment.view;

import java.util.Arrays;
import java.util.List;
import org.diaflow.service.errors.Violations;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request for curves; null where one is left out.
 *
 * @param x axis along which they run
 * @param x2 a second one
 * @param y measures
 * @param by axes whose values are told apart
 * @param over axes to aggregate over
 * @param band what is given beside the median
 * @param exact whether every point is asked for
 */
record CurvesRequest(
    @Nullable String x,
    @Nullable String x2,
    @Nullable List<String> y,
    @Nullable List<String> by,
    @Nullable List<String> over,
    Band band,
    boolean exact) {

  /** What is given beside the median. */
  enum Band {
    /** The first and the third quartile. */
    QUARTILES,
    /** The least and the greatest. */
    EXTREMES,
    /** Nothing. */
    NONE;

    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static CurvesRequest of(
      @Nullable String x,
      @Nullable String x2,
      @Nullable String y,
      @Nullable String by,
      @Nullable String over,
      String band,
      String exact) {
    var violations = new Violations();
    List<String> bands = Arrays.stream(Band.values()).map(Band::wireName).toList();
    violations.require(
        bands.contains(band),
        "band",
        band,
        "Choose one of %s.".formatted(String.join(", ", bands)));
    violations.require(
        exact.equals("true") || exact.equals("false"), "exact", exact, "Give true or false.");
    violations.throwIfAny();
    return new CurvesRequest(
        blankToNull(x),
        blankToNull(x2),
        list(y),
        list(by),
        list(over),
        Band.values()[bands.indexOf(band)],
        exact.equals("true"));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The parts of a list separated by commas, or null where there is none. */
  static @Nullable List<String> list(@Nullable String text) {
    return text == null
        ? null
        : Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
