package org.diaflow.frontend.fake;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesQuery;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.api.MeasureView;
import org.jspecify.annotations.Nullable;

/** Curves for tests. */
public final class Curves {

  private Curves() {}

  /** Curves over α of experiment {@code e}, of one cell a point. */
  public static CurvesView view(CurvesView.Curve... curves) {
    return view("quartiles", curves);
  }

  /** The same with a band. */
  public static CurvesView view(String band, CurvesView.Curve... curves) {
    return new CurvesView(
        new CurvesQuery("alpha", null, List.of("errorL1"), List.of("depth", "engine")),
        List.of("seed"),
        band,
        List.of(curves),
        null);
  }

  /** A curve of a measure. */
  public static CurvesView.Curve curve(String measure, Map<String, Object> by, Point... points) {
    return new CurvesView.Curve("e", measure, by, List.of(points));
  }

  /** A curve of the error at a depth. */
  public static CurvesView.Curve curve(double depth, String engine, Point... points) {
    return curve("errorL1", Map.of("depth", depth, "engine", engine), points);
  }

  /** The only cell at {@code x}; null if it failed. */
  public static Point one(double x, @Nullable Double value) {
    boolean finite = value != null && Double.isFinite(value);
    Double known = finite ? value : null;
    return new Point(
        x,
        null,
        known,
        known,
        known,
        known,
        known,
        known,
        finite ? 1 : 0,
        value == null ? 1 : 0,
        value != null && !finite ? 1 : 0);
  }

  /** Several cells at {@code x}, between {@code lower} and {@code upper}, some of them failed. */
  public static Point several(
      double x, double median, double lower, double upper, int count, int failed) {
    return new Point(x, null, median, median, lower, upper, lower, upper, count, failed, 0);
  }

  /** {@code ones} cells with 1 and {@code zeros} with 0 at a place of a map. */
  public static Point share(double x, double x2, int ones, int zeros) {
    double mean = ones / (double) (ones + zeros);
    double median = ones > zeros ? 1 : 0;
    return new Point(
        x,
        x2,
        median,
        mean,
        null,
        null,
        zeros > 0 ? 0.0 : 1.0,
        ones > 0 ? 1.0 : 0.0,
        ones + zeros,
        0,
        0);
  }

  /** An axis of numbers. */
  public static AxisView axis(String name, boolean logarithmic, double... values) {
    return new AxisView(
        name,
        true,
        logarithmic,
        values.length,
        List.copyOf(Arrays.stream(values).boxed().toList()));
  }

  /** An axis of words. */
  public static AxisView words(String name, String... values) {
    return new AxisView(name, false, false, values.length, List.of((Object[]) values));
  }

  /** A measure. */
  public static MeasureView measure(String name, String symbol, boolean logarithmic) {
    return new MeasureView(
        name, symbol, name, "dimensionless", logarithmic, List.of(), false, "engine");
  }
}
