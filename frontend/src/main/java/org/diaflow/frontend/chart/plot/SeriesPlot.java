package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plot of points and lines over a logarithmic axis, ready to be drawn.
 *
 * @param x horizontal axis; positions are decimal logarithms
 * @param xName its name
 * @param y vertical axis; positions are decimal logarithms, or null for a linear one from 0 to 1
 * @param yName its name
 * @param series what is drawn, bottom to top
 */
public record SeriesPlot(
    LogAxis x, String xName, @Nullable LogAxis y, String yName, List<Series> series)
    implements Plot {

  /** How a series is drawn. */
  public enum Style {
    /** A line through its points. */
    LINE,
    /** A step function, constant from each point to the next. */
    STEPS,
    /** The same dashed. */
    DASHED_STEPS,
    /** Filled markers. */
    FILLED,
    /** Hollow markers. */
    HOLLOW,
    /** Marks on the edge: values without a place on the axis. */
    EDGE
  }

  /**
   * Points that belong together.
   *
   * @param name label in the legend; series of one name are switched together
   * @param color number of the colour, from 0
   * @param symbol number of the marker, from 0
   * @param style how it is drawn
   * @param points its points
   */
  public record Series(String name, int color, int symbol, Style style, List<Point> points) {}

  /**
   * A point.
   *
   * @param x position on the horizontal axis
   * @param y position on the vertical axis, or its edge where the value has none
   * @param text what its tooltip says, line by line
   * @param top whether it is a mark on the upper edge
   */
  public record Point(double x, double y, List<String> text, boolean top) {}
}
