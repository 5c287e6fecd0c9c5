package org.diaflow.frontend.chart.plot;

import java.util.List;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.jspecify.annotations.Nullable;

/**
 * A measure over two axes as colours, ready to be drawn.
 *
 * @param x first axis
 * @param y second axis
 * @param color the axis of colours: positions of the least and the greatest value
 * @param columns places on the first axis, ascending
 * @param rows places on the second axis, ascending
 * @param columnEdges ends of the tiles around the columns, one more than there are
 * @param rowEdges ends of the tiles around the rows
 * @param tiles number of column and row, position of the value (null without a finite one), and how
 *     many cells have a finite value, failed, and are not finite
 * @param contour pieces of the line on which the value is one half: positions of both ends; empty
 *     where the measure is no share
 */
public record MapPlot(
    Axis x,
    Axis y,
    Axis color,
    List<Double> columns,
    List<Double> rows,
    List<Double> columnEdges,
    List<Double> rowEdges,
    List<List<@Nullable Double>> tiles,
    List<List<Double>> contour)
    implements Plot {}
