package org.diaflow.frontend.chart.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.jspecify.annotations.Nullable;

/** The maker of the map of a measure over two axes out of the points of one curve. */
public final class MapPlots {

  /** Most tiles drawn. */
  public static final int MOST_TILES = 4_096;

  /** Part of an axis, or of the colours, that nobody sees. */
  private static final double GRAIN = 1e-7;

  private final CurveScene scene;
  private final CurveValues values;
  private final List<Point> points;
  private final PlotAxis x;
  private final PlotAxis y;
  private final PlotAxis color;
  private final List<Double> columns;
  private final List<Double> rows;

  private MapPlots(CurvesView view, CurveScene scene, AxisView second) {
    List<CurvesView.Curve> curves = CurvePlots.measured(view, scene).stream().limit(1).toList();
    this.scene = scene;
    this.values = CurveValues.of(curves, scene.logarithmic());
    this.points =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .filter(point -> point.x2() != null)
            .limit(MOST_TILES)
            .toList();
    List<Double> across = points.stream().map(Point::x).distinct().sorted().toList();
    List<Double> up = points.stream().map(MapPlots::second).distinct().sorted().toList();
    this.x = PlotAxis.of(scene.x().logarithmic(), across.stream().mapToDouble(v -> v));
    this.y = PlotAxis.of(second.logarithmic(), up.stream().mapToDouble(v -> v));
    this.color = new PlotAxis(scene.logarithmic() && !values.shares());
    this.columns = across.stream().map(x::position).toList();
    this.rows = up.stream().map(y::position).toList();
  }

  /** The map of the first curve of {@code view} over {@code second} as the second axis. */
  public static MapPlot of(CurvesView view, CurveScene scene, AxisView second) {
    return new MapPlots(view, scene, second).plot(second);
  }

  private MapPlot plot(AxisView second) {
    List<Double> columnEdges = edges(columns);
    List<Double> rowEdges = edges(rows);
    @Nullable Double[][] grid = new Double[columns.size()][rows.size()];
    var tiles = new ArrayList<List<@Nullable Double>>();
    for (Point point : points) {
      int column = columns.indexOf(x.position(point.x()));
      int row = rows.indexOf(y.position(second(point)));
      Double value = values.of(point);
      Double position =
          value != null && color.hasPlace(value)
              ? Double.valueOf(seven(color.position(value)))
              : null;
      grid[column][row] = position;
      tiles.add(
          Arrays.asList(
              (double) column,
              (double) row,
              position,
              (double) point.count(),
              (double) point.failed(),
              (double) point.notFinite()));
    }
    return new MapPlot(
        axis(x, CurveScene.title(scene.x().name()), columnEdges),
        axis(y, CurveScene.title(second.name()), rowEdges),
        colors(tiles),
        columns,
        rows,
        columnEdges,
        rowEdges,
        List.copyOf(tiles),
        values.shares() ? Contour.half(columns, rows, grid) : List.of());
  }

  private Axis colors(List<List<@Nullable Double>> tiles) {
    String name = values.shares() ? "share with " + scene.y().symbol() : scene.y().symbol();
    if (values.shares()) {
      return new Axis(name, null, 0, 1);
    }
    var ends =
        tiles.stream()
            .map(tile -> tile.get(2))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    double min = ends.getCount() == 0 ? 0 : ends.getMin();
    double max = ends.getCount() == 0 ? 1 : ends.getMax();
    return new Axis(
        name,
        color.logarithmic() ? LogAxis.between((int) Math.floor(min), (int) Math.ceil(max)) : null,
        min,
        max > min ? max : min + 1);
  }

  private static Axis axis(PlotAxis axis, String name, List<Double> edges) {
    double min = edges.isEmpty() ? 0 : edges.getFirst();
    double max = edges.isEmpty() ? 1 : edges.getLast();
    return new Axis(
        name,
        axis.logarithmic() ? LogAxis.between((int) Math.floor(min), (int) Math.ceil(max)) : null,
        min,
        max);
  }

  /** The middles between neighbours, and as much beyond the first and the last. */
  private static List<Double> edges(List<Double> places) {
    if (places.size() < 2) {
      return places.stream().flatMap(place -> Stream.of(place - 0.5, place + 0.5)).toList();
    }
    double grain = GRAIN * (places.getLast() - places.getFirst());
    var edges = new ArrayList<Double>();
    edges.add(rounded(places.get(0) - (places.get(1) - places.get(0)) / 2, grain));
    for (int k = 1; k < places.size(); k++) {
      edges.add(rounded((places.get(k - 1) + places.get(k)) / 2, grain));
    }
    int last = places.size() - 1;
    edges.add(rounded(places.get(last) + (places.get(last) - places.get(last - 1)) / 2, grain));
    return List.copyOf(edges);
  }

  /** {@code value} to about a decimal digit below {@code grain}: frames hold no more digits. */
  private static double rounded(double value, double grain) {
    double scale = Math.pow(10, Math.ceil(-Math.log10(grain)));
    return Math.rint(value * scale) / scale;
  }

  /** {@code value} to seven significant digits. */
  private static double seven(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(7)).doubleValue();
  }

  private static double second(Point point) {
    return Objects.requireNonNull(point.x2());
  }
}
