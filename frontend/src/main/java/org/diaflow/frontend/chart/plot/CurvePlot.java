package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Curves of a measure against an axis, ready to be drawn.
 *
 * @param x axis along which they run
 * @param y axis of the measure
 * @param statistic what the curves go through where several cells share a point: {@code median}, or
 *     {@code share} of ones
 * @param band what the area around a curve is, in words, or null without one
 * @param curves what is drawn, bottom to top
 * @param marks values without a place on the axis, on its edge
 * @param legend names of the curves to list, in order
 */
public record CurvePlot(
    Axis x,
    Axis y,
    String statistic,
    @Nullable String band,
    List<Curve> curves,
    List<Mark> marks,
    List<String> legend)
    implements Plot {

  /** How a curve is drawn. */
  public enum Style {
    /** A line with filled markers. */
    MEASURED,
    /** Hollow markers: integrated flows beside exact limits. */
    FLOW,
    /** A dashed line: the refined prediction. */
    PREDICTED,
    /** A dotted line: the leading term. */
    LEADING
  }

  /**
   * Points that belong together.
   *
   * @param name label in the legend; curves of one name are switched together
   * @param label what its tooltip is headed
   * @param color number of the colour, from 0
   * @param symbol number of the marker, from 0
   * @param style how it is drawn
   * @param points its points by x: positions of place and value, and unless theory says them the
   *     ends of the band (null without), and how many cells have a finite value, failed, and are
   *     not finite
   */
  public record Curve(
      String name,
      String label,
      int color,
      int symbol,
      Style style,
      List<List<@Nullable Double>> points) {}
}
