package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.diaflow.api.PathsView;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Curve;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Mark;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Style;
import org.diaflow.frontend.number.Numbers;
import org.jspecify.annotations.Nullable;

/** The maker of the plot of one quantity along several flows. */
public final class TrajectoryPlots {

  /** Most points of a curve that are drawn; of more, the extremes of every stretch are. */
  public static final int MOST_POINTS = 800;

  private final Quantity quantity;
  private final boolean logarithmic;
  private final TimeAxis axis;
  private final List<Curve> curves = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  private TrajectoryPlots(Quantity quantity, boolean logarithmic, TimeAxis axis) {
    this.quantity = quantity;
    this.logarithmic = logarithmic;
    this.axis = axis;
  }

  /**
   * What flows are compared with.
   *
   * @param paths both paths of the problem
   * @param saddles whether the saddle-to-saddle path is drawn
   * @param lasso whether the lasso path is drawn
   * @param unit what τ is multiplied by to be in the unit of the axis of time
   */
  public record Overlay(PathsView paths, boolean saddles, boolean lasso, double unit) {}

  /**
   * The plot of {@code quantity}.
   *
   * @param logarithmic whether the axis of the quantity is; of coordinates it then shows |xⱼ|
   * @param tracks the flows; those without a place on {@code axis} are left out
   * @param overlay what coordinates and ‖x‖₁ are compared with, or null
   */
  public static TrajectoryPlot of(
      Quantity quantity,
      boolean logarithmic,
      List<Track> tracks,
      TimeAxis axis,
      @Nullable Overlay overlay) {
    var plots = new TrajectoryPlots(quantity, logarithmic, axis);
    List<Track> shown = tracks.stream().filter(axis::shows).toList();
    if (overlay != null) {
      plots.compare(coordinates(shown), overlay);
    }
    shown.forEach(track -> plots.add(track, coordinates(shown)));
    return plots.plot();
  }

  /** The coordinates recorded along any of {@code tracks}, in the order of their colours. */
  static List<Integer> coordinates(List<Track> tracks) {
    return tracks.stream()
        .flatMap(track -> track.observables().stream())
        .map(Quantity::coordinate)
        .filter(coordinate -> coordinate >= 0)
        .distinct()
        .toList();
  }

  private void add(Track track, List<Integer> coordinates) {
    if (quantity.equals(Quantity.STEP_SIZES)) {
      double unit = axis.unit(track);
      List<Double> sizes = track.stepSizes().stream().map(size -> size * unit).toList();
      add(track, track.name(), track.name(), track.color(), track.stepEnds(), sizes);
      return;
    }
    for (int o = 0; o < track.observables().size(); o++) {
      String observable = track.observables().get(o);
      if (!Quantity.of(observable).equals(quantity)) {
        continue;
      }
      int coordinate = Quantity.coordinate(observable);
      if (coordinate < 0) {
        add(track, track.name(), track.name(), track.color(), track.times(), track.series().get(o));
      } else {
        String name = coordinateName(coordinate);
        int color = coordinates.indexOf(coordinate);
        String label = name + ", " + track.name();
        add(track, name, label, color, track.times(), track.series().get(o));
      }
    }
  }

  private void add(
      Track track, String group, String label, int color, List<Double> times, List<Double> values) {
    var points = new ArrayList<List<Double>>();
    var missing = new ArrayList<List<Double>>();
    DoubleUnaryOperator seen = seen();
    for (int k = 0; k < times.size(); k++) {
      double x = axis.position(track, times.get(k));
      if (!isNear(track, times, k)) {
        continue;
      }
      double y = seen.applyAsDouble(values.get(k));
      if (Double.isFinite(y)) {
        mark(group, color, label, missing);
        points.add(List.of(x, y));
      } else if (axis.min() <= x && x <= axis.max()) {
        points.add(List.of(x));
        if (!missing.isEmpty() && isZero(missing.getLast().get(1)) != isZero(values.get(k))) {
          mark(group, color, label, missing);
        }
        missing.add(List.of(x, values.get(k)));
      }
    }
    mark(group, color, label, missing);
    curves.add(
        new Curve(
            group, label, color, track.color(), Style.FLOW, Thinning.of(points, MOST_POINTS)));
  }

  /** Whether the point is on the axis of time or next to one that is. */
  private boolean isNear(Track track, List<Double> times, int k) {
    double before = axis.position(track, times.get(Math.max(0, k - 1)));
    double after = axis.position(track, times.get(Math.min(times.size() - 1, k + 1)));
    double here = axis.position(track, times.get(k));
    return Double.isFinite(here) && after >= axis.min() && before <= axis.max();
  }

  /** Marks both ends of a stretch of values without a place, and begins a new stretch. */
  private void mark(String group, int color, String label, List<List<Double>> missing) {
    if (missing.isEmpty()) {
      return;
    }
    double value = missing.getFirst().get(1);
    boolean zero = isZero(value);
    String what = zero ? "zero" : Double.isNaN(value) ? "not defined (NaN)" : "not finite";
    double first = missing.getFirst().get(0);
    double last = missing.getLast().get(0);
    List<String> text =
        List.of(
            label,
            "%s at %s recorded %s"
                .formatted(
                    what, Numbers.count(missing.size()), missing.size() == 1 ? "time" : "times"),
            "from %s = %s to %s"
                .formatted(
                    symbol(),
                    Numbers.atMost(axis.time(first), 6),
                    Numbers.atMost(axis.time(last), 6)));
    marks.add(new Mark(group, color, first, !zero, text));
    if (last > first) {
      marks.add(new Mark(group, color, last, !zero, text));
    }
    missing.clear();
  }

  private static boolean isZero(double value) {
    return value == 0;
  }

  private void compare(List<Integer> coordinates, Overlay overlay) {
    var lines = new PathLines(overlay.paths(), axis, overlay.unit());
    if (quantity.equals(Quantity.NORM)) {
      compare("paths", -1, lines, overlay, TrajectoryPlots::norm);
    } else if (quantity.equals(Quantity.COORDINATES)) {
      for (int color = 0; color < coordinates.size(); color++) {
        int place = overlay.paths().coordinates().indexOf(coordinates.get(color));
        if (place >= 0) {
          String name = coordinateName(coordinates.get(color));
          compare(name, color, lines, overlay, x -> x.get(place));
        }
      }
    }
  }

  private void compare(
      String group,
      int color,
      PathLines lines,
      Overlay overlay,
      ToDoubleFunction<List<Double>> value) {
    String what = color < 0 ? quantity.title() : group;
    if (overlay.saddles()) {
      addPath(group, what + ", saddle to saddle", color, Style.SADDLES, lines.saddles(value));
    }
    if (overlay.lasso()) {
      addPath(group, what + ", lasso at μ = 1/τ", color, Style.LASSO, lines.lasso(value));
    }
  }

  private void addPath(
      String group, String label, int color, Style style, List<List<Double>> points) {
    List<List<Double>> seen =
        PathLines.changed(points, seen()).stream()
            .filter(point -> Double.isFinite(point.get(1)))
            .toList();
    if (!seen.isEmpty()) {
      curves.add(new Curve(group, label, color, 0, style, seen));
    }
  }

  private TrajectoryPlot plot() {
    List<Curve> drawn = curves.stream().filter(curve -> !curve.points().isEmpty()).toList();
    List<String> legend =
        drawn.stream()
            .sorted(java.util.Comparator.comparingInt(Curve::color).reversed())
            .map(Curve::group)
            .distinct()
            .toList()
            .reversed();
    LogAxis decades =
        axis.logarithmic()
            ? LogAxis.between((int) Math.floor(axis.min()), (int) Math.ceil(axis.max()))
            : null;
    var time = new Axis(symbol(), decades, axis.min(), axis.max());
    return new TrajectoryPlot(time, valueAxis(drawn), drawn, List.copyOf(marks), legend);
  }

  private Axis valueAxis(List<Curve> drawn) {
    var values =
        drawn.stream()
            .flatMap(curve -> curve.points().stream())
            .filter(point -> point.size() > 1)
            .filter(point -> axis.min() <= point.get(0) && point.get(0) <= axis.max())
            .mapToDouble(point -> point.get(1))
            .summaryStatistics();
    String name = axisName();
    if (logarithmic) {
      LogAxis decades =
          values.getCount() == 0
              ? LogAxis.between(-1, 0)
              : LogAxis.covering(
                  java.util.stream.DoubleStream.of(
                      Math.pow(10, Math.max(-323, values.getMin())),
                      Math.pow(10, values.getMax())));
      return new Axis(name, decades, decades.min(), decades.max());
    }
    return values.getCount() == 0
        ? new Axis(name, null, 0, 1)
        : RoundRange.around(values.getMin(), values.getMax()).axis(name);
  }

  private String axisName() {
    if (quantity.equals(Quantity.COORDINATES)) {
      return logarithmic ? "|xⱼ|" : "xⱼ";
    }
    return quantity.equals(Quantity.STEP_SIZES) ? "Δ" + symbol() : quantity.title();
  }

  /** How a value is seen on the axis: itself or its logarithm, not finite where it has no place. */
  private DoubleUnaryOperator seen() {
    if (!logarithmic) {
      return value -> value;
    }
    return quantity.equals(Quantity.COORDINATES)
        ? value -> Math.log10(Math.abs(value))
        : Math::log10;
  }

  private String symbol() {
    return axis.raw() ? "t" : "τ";
  }

  private static double norm(List<Double> x) {
    return x.stream().mapToDouble(Math::abs).sum();
  }

  private static String coordinateName(int coordinate) {
    return PathPlots.label(coordinate);
  }
}
