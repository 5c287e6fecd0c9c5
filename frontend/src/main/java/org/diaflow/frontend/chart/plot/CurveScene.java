package org.diaflow.frontend.chart.plot;

import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.MeasureView;
import org.jspecify.annotations.Nullable;

/**
 * What a picture of curves shows, apart from their points.
 *
 * @param x axis along which they run
 * @param x2 the second axis of a map, or null
 * @param y measure
 * @param logarithmic whether the axis of the measure is logarithmic
 * @param by axes whose values are told apart
 * @param several names of all axes with several values
 * @param experiments names of the experiments by id; a single one is not told apart
 */
public record CurveScene(
    AxisView x,
    @Nullable AxisView x2,
    MeasureView y,
    boolean logarithmic,
    List<AxisView> by,
    List<String> several,
    Map<String, String> experiments) {

  /** The axis of engines, which decides how a curve is drawn and not its colour. */
  static final String ENGINE = "engine";

  /** How the axis {@code name} is called beside a chart or above a column: {@code α}, {@code D}. */
  public static String symbol(String name) {
    return switch (name) {
      case "alpha" -> "α";
      case "depth" -> "D";
      default -> name;
    };
  }

  /** How the axis {@code name} is called in a choice or a sentence. */
  public static String title(String name) {
    return switch (name) {
      case "alpha" -> "initialization scale α";
      case "depth" -> "depth D";
      case "solver" -> "ℓ¹ solver";
      default -> name;
    };
  }
}
