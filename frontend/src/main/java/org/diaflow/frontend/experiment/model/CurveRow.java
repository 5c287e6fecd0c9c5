package org.diaflow.frontend.experiment.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.frontend.chart.plot.CurveNames;
import org.diaflow.frontend.chart.plot.CurvePlots;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.jspecify.annotations.Nullable;

/**
 * A curve in numbers.
 *
 * @param label its name
 * @param color number of its colour
 * @param places how many places of the axis it has points at
 * @param values how many cells have a finite value
 * @param least the least of all values, or null without any
 * @param greatest the greatest
 * @param failed how many cells ended without a value that means anything
 * @param notFinite how many values are not finite
 */
public record CurveRow(
    String label,
    int color,
    int places,
    long values,
    @Nullable Double least,
    @Nullable Double greatest,
    long failed,
    long notFinite) {

  /** The rows of the curves of {@code view}. */
  public static List<CurveRow> of(CurvesView view, CurveScene scene) {
    var names = new CurveNames(scene);
    return CurvePlots.measured(view, scene).stream()
        .map(curve -> of(curve, names))
        .sorted(Comparator.comparingInt(CurveRow::color))
        .toList();
  }

  private static CurveRow of(CurvesView.Curve curve, CurveNames names) {
    List<Point> points = curve.points();
    return new CurveRow(
        names.label(curve),
        names.color(curve),
        points.size(),
        points.stream().mapToLong(Point::count).sum(),
        points.stream()
            .map(Point::least)
            .filter(Objects::nonNull)
            .min(Double::compare)
            .orElse(null),
        points.stream()
            .map(Point::greatest)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null),
        points.stream().mapToLong(Point::failed).sum(),
        points.stream().mapToLong(Point::notFinite).sum());
  }
}
