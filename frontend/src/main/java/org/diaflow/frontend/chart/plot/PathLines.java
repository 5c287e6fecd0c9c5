package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.diaflow.api.PathsView;
import org.diaflow.api.PathsView.Corner;
import org.diaflow.api.PathsView.Jump;
import org.jspecify.annotations.Nullable;

/** Lines of the saddle-to-saddle path and of the lasso path at μ = 1/τ, within an axis of time. */
final class PathLines {

  private static final int SAMPLES = 160;

  private final List<Jump> jumps;
  private final List<Corner> corners;
  private final TimeAxis axis;
  private final double unit;

  /**
   * Lines of {@code paths}.
   *
   * @param unit what τ is multiplied by to be in the unit of {@code axis}
   */
  PathLines(PathsView paths, TimeAxis axis, double unit) {
    this.jumps = orEmpty(paths.saddleToSaddle());
    this.corners = orEmpty(paths.lasso());
    this.axis = axis;
    this.unit = unit;
  }

  /** Positive finite rescaled times at which something happens on either path. */
  static DoubleStream events(PathsView paths) {
    return DoubleStream.concat(
            orEmpty(paths.saddleToSaddle()).stream().mapToDouble(Jump::time),
            orEmpty(paths.lasso()).stream().mapToDouble(corner -> 1 / corner.mu()))
        .filter(LogAxis::hasPlace);
  }

  /**
   * A point at every jump that changes {@code value}, which is 0 for x = 0, from 0 on; to the end
   * of the axis unless it is 0 there.
   */
  List<List<Double>> saddles(ToDoubleFunction<List<Double>> value) {
    var points = new ArrayList<List<Double>>();
    double current = 0;
    for (Jump jump : jumps) {
      double position = axis.position(unit * jump.time());
      double next = value.applyAsDouble(jump.x());
      if (next != current && position <= axis.max()) {
        if (points.isEmpty()) {
          points.add(List.of(position, current));
        }
        points.add(List.of(position, next));
        current = next;
      }
    }
    if (current != 0) {
      points.add(List.of(axis.max(), current));
    }
    return points;
  }

  /**
   * The lasso path at every corner and at evenly spread times, from where it leaves 0.
   *
   * @param value linear between corners
   */
  List<List<Double>> lasso(ToDoubleFunction<List<Double>> value) {
    var points = new ArrayList<List<Double>>();
    if (corners.size() < 2) {
      return points;
    }
    int next = 1;
    for (double position : positions()) {
      double mu = unit / axis.time(position);
      while (next < corners.size() - 1 && corners.get(next).mu() > mu) {
        next++;
      }
      points.add(List.of(position, between(corners.get(next - 1), corners.get(next), mu, value)));
    }
    return withoutZerosOutside(points);
  }

  private TreeSet<Double> positions() {
    var positions = new TreeSet<Double>();
    for (int k = 0; k <= SAMPLES; k++) {
      positions.add(axis.min() + (axis.max() - axis.min()) * k / SAMPLES);
    }
    corners.stream()
        .mapToDouble(corner -> unit / corner.mu())
        .filter(LogAxis::hasPlace)
        .map(axis::position)
        .filter(position -> axis.min() <= position && position <= axis.max())
        .forEach(positions::add);
    return positions;
  }

  private static double between(
      Corner left, Corner right, double mu, ToDoubleFunction<List<Double>> value) {
    double share = Math.clamp((left.mu() - mu) / (left.mu() - right.mu()), 0, 1);
    double from = value.applyAsDouble(left.x());
    return from + share * (value.applyAsDouble(right.x()) - from);
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

  /** {@code points} as they are seen with {@code change} of their values. */
  static List<List<Double>> changed(List<List<Double>> points, DoubleUnaryOperator change) {
    return points.stream()
        .map(point -> List.of(point.get(0), change.applyAsDouble(point.get(1))))
        .toList();
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
