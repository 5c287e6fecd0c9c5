package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One quantity along several flows over time, ready to be drawn.
 *
 * @param time axis of time
 * @param value axis of the quantity
 * @param tracks what is drawn, the most important last
 * @param marks values without a place on the axis, on its edge
 * @param legend names of the groups to list, in order
 */
public record TrajectoryPlot(
    Axis time, Axis value, List<Curve> tracks, List<Mark> marks, List<String> legend)
    implements Plot {

  /**
   * An axis.
   *
   * @param name what it shows
   * @param decades its decades, or null for an axis that is not logarithmic
   * @param min lower end, a position
   * @param max upper end, a position
   */
  public record Axis(String name, @Nullable LogAxis decades, double min, double max) {}

  /** How a curve is drawn. */
  public enum Style {
    /** A flow: a line with a few markers. */
    FLOW,
    /** The saddle-to-saddle path: a thin line of steps. */
    SADDLES,
    /** The lasso path: a dashed line. */
    LASSO
  }

  /**
   * A line.
   *
   * @param group label in the legend; curves of one group are switched together
   * @param label what its tooltip is headed
   * @param color number of the colour
   * @param marker number of the marker of a flow
   * @param style how it is drawn
   * @param points pairs of positions, by time; a time alone is a gap
   */
  public record Curve(
      String group, String label, int color, int marker, Style style, List<List<Double>> points) {}

  /**
   * A mark on the edge of the plot.
   *
   * @param group label in the legend of the curve it belongs to
   * @param color number of the colour
   * @param x position in time
   * @param top whether it is on the upper edge
   * @param text what its tooltip says, line by line
   */
  public record Mark(String group, int color, double x, boolean top, List<String> text) {}
}
