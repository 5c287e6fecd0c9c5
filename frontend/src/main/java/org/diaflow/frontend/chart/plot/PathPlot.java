package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The saddle-to-saddle path and the lasso path over rescaled time τ, ready to be drawn.
 *
 * @param time axis of log₁₀ τ, or null where τ itself is the coordinate
 * @param min left end of the axis of τ
 * @param max right end
 * @param lines what is drawn, the most important last
 * @param legend names of the lines to list, in order
 */
public record PathPlot(
    @Nullable LogAxis time, double min, double max, List<Line> lines, List<String> legend)
    implements Plot {

  /** Name of every line that has no colour of its own. */
  public static final String OTHERS = "others";

  /**
   * A coordinate along one of the paths.
   *
   * @param group label in the legend; lines of one group are switched together
   * @param label name of the coordinate
   * @param color number of the colour, or −1 for none of its own
   * @param steps whether it is the saddle-to-saddle path, constant between its points, rather than
   *     the lasso path
   * @param points pairs of position on the axis of τ and value, by τ
   */
  public record Line(
      String group, String label, int color, boolean steps, List<List<Double>> points) {}
}
