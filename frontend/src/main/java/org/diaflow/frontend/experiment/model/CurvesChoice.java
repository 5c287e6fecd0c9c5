package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the curves that are shown, as the address of the page states it; what is null is as
 * the kind of the experiment proposes.
 *
 * @param y name of the measure
 * @param x name of the axis along which the curves run
 * @param x2 name of a second axis, which makes a map, or {@link #NONE}
 * @param by names of the axes whose values are told apart
 * @param band what the band around a curve is
 * @param logarithmic whether the axis of the measure is logarithmic
 */
public record CurvesChoice(
    @Nullable String y,
    @Nullable String x,
    @Nullable String x2,
    @Nullable List<String> by,
    @Nullable Band band,
    @Nullable Boolean logarithmic) {

  /** Stands for no second axis, or no axis told apart, where the kind proposes one. */
  public static final String NONE = "none";

  /** What a page without parameters shows. */
  public static final CurvesChoice USUAL = new CurvesChoice(null, null, null, null, null, null);

  /** Copies the list. */
  public CurvesChoice {
    by = by == null ? null : List.copyOf(by);
  }

  /** The choice that the parameters of an address state; what they do not or badly is as usual. */
  public static CurvesChoice of(Map<String, List<String>> parameters) {
    Optional<String> by = first(parameters, "by");
    return new CurvesChoice(
        first(parameters, "y").orElse(null),
        first(parameters, "x").orElse(null),
        first(parameters, "x2").orElse(null),
        by.map(CurvesChoice::words).orElse(null),
        first(parameters, "band").flatMap(Band::of).orElse(null),
        first(parameters, "scale")
            .filter(scale -> scale.equals("log") || scale.equals("linear"))
            .map(scale -> Boolean.valueOf(scale.equals("log")))
            .orElse(null));
  }

  /**
   * The parameters that state this choice; what is as usual is left out. Lists have dots between
   * their words because addresses leave those as they are.
   */
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    put(parameters, "y", y);
    put(parameters, "x", x);
    put(parameters, "x2", x2);
    put(parameters, "by", by == null ? null : by.isEmpty() ? NONE : String.join(".", by));
    put(parameters, "band", band == null ? null : band.id());
    put(parameters, "scale", logarithmic == null ? null : logarithmic ? "log" : "linear");
    return parameters;
  }

  /** The same with another measure, on the axis that is usual for it. */
  public CurvesChoice withY(String measure) {
    return new CurvesChoice(measure, x, x2, by, band, null);
  }

  /** The same along another axis, which is no longer told apart. */
  public CurvesChoice withX(String axis) {
    return new CurvesChoice(
        y, axis, axis.equals(x2) ? NONE : x2, without(axis, by), band, logarithmic);
  }

  /** The same with a second axis, or {@link #NONE}. */
  public CurvesChoice withX2(String axis) {
    return new CurvesChoice(y, x, axis, by, band, logarithmic);
  }

  /** The same with other axes told apart. */
  public CurvesChoice withBy(List<String> axes) {
    return new CurvesChoice(y, x, x2, axes, band, logarithmic);
  }

  /** The same with another band. */
  public CurvesChoice withBand(Band other) {
    return new CurvesChoice(y, x, x2, by, other, logarithmic);
  }

  /** The same on a logarithmic axis or not. */
  public CurvesChoice withLogarithmic(boolean scale) {
    return new CurvesChoice(y, x, x2, by, band, scale);
  }

  private static @Nullable List<String> without(String axis, @Nullable List<String> axes) {
    if (axes == null) {
      return null;
    }
    var left = new ArrayList<>(axes);
    left.remove(axis);
    return left;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split("[.,]")).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty() && !word.equals(NONE))
        .distinct()
        .toList();
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .findFirst();
  }
}
