package org.diaflow.frontend.chart.plot;

import java.util.List;

/**
 * A log–log plot of errors against scales, ready to be drawn. Coordinates are decimal logarithms.
 *
 * @param x axis of α
 * @param y axis of the error
 * @param curves what is drawn, bottom to top
 * @param bands areas between bounds, below the curves
 */
public record ErrorPlot(LogAxis x, LogAxis y, List<Curve> curves, List<Band> bands)
    implements Plot {

  /** How a curve is drawn. */
  public enum Style {
    /** A line with filled markers: the exact limit. */
    LIMIT,
    /** Hollow markers: an integrated flow. */
    FLOW,
    /** A dashed line: the refined prediction. */
    PREDICTED,
    /** A dotted line: the leading term. */
    LEADING,
    /** Marks on the edge: values without a place on the axis. */
    EDGE
  }

  /**
   * Points that belong together.
   *
   * @param name label in the legend; curves of one name are switched together
   * @param color number of the colour and marker, from 0
   * @param style how it is drawn
   * @param points its points by α
   */
  public record Curve(String name, int color, Style style, List<Point> points) {}

  /**
   * A point.
   *
   * @param x log₁₀ α
   * @param y log₁₀ of the error, or the edge where it has none
   * @param text what its tooltip says, line by line
   * @param top whether it is a mark on the upper edge
   */
  public record Point(double x, double y, List<String> text, boolean top) {}

  /**
   * The area between a lower and an upper bound.
   *
   * @param name label of the curves it belongs to
   * @param color number of the colour
   * @param outline its corners, as pairs of log₁₀ α and log₁₀ of the bound
   */
  public record Band(String name, int color, List<List<Double>> outline) {}
}
