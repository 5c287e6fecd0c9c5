package org.diaflow.frontend.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.diaflow.frontend.number.Numbers;

/** Makes the plot of both paths; the lasso path is drawn at μ = 1/τ. */
public final class PathPlots {

  /** Coordinates with a colour and a line of the legend of their own. */
  public static final int COLORED = 8;

  /** Most coordinates drawn at all: those that grow largest. */
  public static final int MOST = 40;

  /** Times so many times apart ask for a logarithmic axis. */
  private static final double FAR_APART = 30;

  private static final int SAMPLES = 160;

  private final PathsView paths;
  private final boolean logarithmic;
  private final double min;
  private final double max;

  private PathPlots(PathsView paths, boolean logarithmic) {
    this.paths = paths;
    this.logarithmic = logarithmic;
    if (logarithmic) {
      // Half a decade of rest before and after, so that both ends are seen to be flat.
      LogAxis covering =
          LogAxis.covering(events(paths).flatMap(t -> DoubleStream.of(t / 2, 2 * t)));
      this.min = covering.min();
      this.max = covering.max();
    } else {
      var times = events(paths).summaryStatistics();
      this.min = 0;
      this.max = times.getCount() == 0 ? 1 : Math.max(1.15 * times.getMax(), 3 * times.getMin());
    }
  }

  /** The plot of {@code paths}, of which at least one is there. */
  public static PathPlot of(PathsView paths, boolean logarithmic) {
    return new PathPlots(paths, logarithmic).plot();
  }

  /** Whether the times of {@code paths} are so far apart that only a logarithm shows them all. */
  public static boolean areTimesFarApart(PathsView paths) {
    var times = events(paths).summaryStatistics();
    return times.getCount() > 0 && times.getMax() > FAR_APART * times.getMin();
  }

  /** The name of a coordinate counted from 0, e.g. {@code x₁₂} for 11. */
  public static String label(int coordinate) {
    return "x" + Numbers.subscript(coordinate + 1);
  }

  /** Places in {@link PathsView#coordinates} of what is drawn, those that grow largest first. */
  static List<Integer> ranking(PathsView paths) {
    return IntStream.range(0, paths.coordinates().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer place) -> -largest(paths, place)))
        .limit(MOST)
        .toList();
  }

  /** Positive finite times at which something happens on either path. */
  private static DoubleStream events(PathsView paths) {
    return DoubleStream.concat(
            orEmpty(paths.saddleToSaddle()).stream().mapToDouble(Jump::time),
            orEmpty(paths.lasso()).stream().mapToDouble(corner -> 1 / corner.mu()))
        .filter(LogAxis::hasPlace);
  }

  private static double largest(PathsView paths, int place) {
    Stream<List<Double>> points =
        paths.saddleToSaddle() != null
            ? paths.saddleToSaddle().stream().map(Jump::x)
            : orEmpty(paths.lasso()).stream().map(Corner::x);
    return points.mapToDouble(x -> Math.abs(x.get(place))).max().orElse(0);
  }

  private PathPlot plot() {
    var lines = new ArrayList<PathPlot.Line>();
    List<Integer> ranking = ranking(paths);
    for (int rank = ranking.size() - 1; rank >= 0; rank--) {
      int place = ranking.get(rank);
      String label = label(paths.coordinates().get(place));
      int color = rank < COLORED ? rank : -1;
      String group = color < 0 ? PathPlot.OTHERS : label;
      if (paths.lasso() != null) {
        lines.add(new PathPlot.Line(group, label, color, false, lasso(place)));
      }
      if (paths.saddleToSaddle() != null) {
        lines.add(new PathPlot.Line(group, label, color, true, steps(place)));
      }
    }
    List<String> legend = lines.reversed().stream().map(PathPlot.Line::group).distinct().toList();
    LogAxis time = logarithmic ? LogAxis.between((int) min, (int) max) : null;
    return new PathPlot(time, min, max, List.copyOf(lines), legend);
  }

  /**
   * A point at every jump that changes the entry, from 0 on; to the end of the axis unless it is 0
   * there.
   */
  private List<List<Double>> steps(int place) {
    var points = new ArrayList<List<Double>>();
    double value = 0;
    for (Jump jump : Objects.requireNonNull(paths.saddleToSaddle())) {
      double next = jump.x().get(place);
      if (next != value) {
        if (points.isEmpty()) {
          points.add(List.of(position(jump.time()), value));
        }
        points.add(List.of(position(jump.time()), next));
        value = next;
      }
    }
    if (value != 0) {
      points.add(List.of(max, value));
    }
    return points;
  }

  /** The lasso path at every corner and at evenly spread times, from where it leaves 0. */
  private List<List<Double>> lasso(int place) {
    List<Corner> corners = Objects.requireNonNull(paths.lasso());
    var points = new ArrayList<List<Double>>();
    int next = 1;
    for (double position : positions(corners)) {
      double mu = 1 / (logarithmic ? Math.pow(10, position) : position);
      while (next < corners.size() - 1 && corners.get(next).mu() > mu) {
        next++;
      }
      points.add(List.of(position, between(corners.get(next - 1), corners.get(next), mu, place)));
    }
    return withoutZerosOutside(points);
  }

  private TreeSet<Double> positions(List<Corner> corners) {
    var positions = new TreeSet<Double>();
    for (int k = 0; k <= SAMPLES; k++) {
      positions.add(min + (max - min) * k / SAMPLES);
    }
    corners.stream()
        .mapToDouble(corner -> 1 / corner.mu())
        .filter(LogAxis::hasPlace)
        .map(this::position)
        .forEach(positions::add);
    return positions;
  }

  private static double between(Corner left, Corner right, double mu, int place) {
    double share = Math.clamp((left.mu() - mu) / (left.mu() - right.mu()), 0, 1);
    double from = left.x().get(place);
    return from + share * (right.x().get(place) - from);
  }

  /** What lies between the last 0 before and the first 0 after anything else. */
  private static List<List<Double>> withoutZerosOutside(List<List<Double>> points) {
    int first = 0;
    while (first < points.size() - 1 && points.get(first + 1).get(1) == 0) {
      first++;
    }
    int last = points.size() - 1;
    while (last > first && points.get(last).get(1) == 0 && points.get(last - 1).get(1) == 0) {
      last--;
    }
    return List.copyOf(points.subList(first, last + 1));
  }

  private double position(double time) {
    return logarithmic ? Math.log10(time) : time;
  }

  private static <T> List<T> orEmpty(@org.jspecify.annotations.Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
