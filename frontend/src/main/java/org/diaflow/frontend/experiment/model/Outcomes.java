package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.frontend.chart.plot.CurveNames;
import org.diaflow.frontend.chart.plot.CurvePlots;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.diaflow.frontend.number.Numbers;

/** The cells that ended without a number to draw, in words. */
public final class Outcomes {

  private Outcomes() {}

  /** One sentence on the cells that failed and one on values that are not finite, if any. */
  public static List<String> sentences(CurvesView view, CurveScene scene) {
    var sentences = new ArrayList<String>();
    List<CurvesView.Curve> curves = CurvePlots.measured(view, scene);
    add(curves, scene, Point::failed, "without a value of %s that means anything", sentences);
    add(curves, scene, Point::notFinite, "with a value of %s that is not finite", sentences);
    return sentences;
  }

  private static void add(
      List<CurvesView.Curve> curves,
      CurveScene scene,
      ToIntFunction<Point> count,
      String what,
      List<String> sentences) {
    long cells =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToLong(count::applyAsInt)
            .sum();
    if (cells == 0) {
      return;
    }
    sentences.add(
        "%s %s ended %s, first at %s. The table of cells says why each stopped."
            .formatted(
                Numbers.count(cells),
                cells == 1 ? "cell" : "cells",
                what.formatted(scene.y().symbol()),
                first(curves, scene, count)));
  }

  private static String first(
      List<CurvesView.Curve> curves, CurveScene scene, ToIntFunction<Point> count) {
    var names = new CurveNames(scene);
    for (CurvesView.Curve curve : curves) {
      for (Point point : curve.points()) {
        if (count.applyAsInt(point) > 0) {
          return "%s, %s"
              .formatted(names.label(curve), CurveNames.part(scene.x().name(), point.x()));
        }
      }
    }
    return "";
  }
}
