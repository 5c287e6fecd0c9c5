package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.diaflow.api.CurvesView;
import org.diaflow.api.CurvesView.Point;
import org.diaflow.frontend.number.Numbers;

/** What must be known to read a picture of curves, in words. */
public final class CurveWords {

  private CurveWords() {}

  /** What the marks of {@code plot} mean, as far as they occur in it. */
  public static String key(CurvesView view, CurveScene scene, CurvePlot plot) {
    var words = new ArrayList<String>();
    statistic(view, scene, plot.statistic()).ifPresent(words::add);
    if (plot.band() != null) {
      words.add("band: " + plot.band());
    }
    if (has(plot, CurvePlot.Style.FLOW)) {
      words.add("filled: exact limit");
      plot.curves().stream()
          .filter(curve -> curve.style() == CurvePlot.Style.FLOW)
          .map(curve -> curve.label().substring(curve.label().lastIndexOf("· ") + 1).strip())
          .distinct()
          .forEach(engine -> words.add("hollow: " + engine));
    }
    if (has(plot, CurvePlot.Style.PREDICTED)) {
      words.add("dashed: refined prediction, no fit");
    }
    if (has(plot, CurvePlot.Style.LEADING)) {
      words.add("dotted: leading term");
    }
    if (!plot.marks().isEmpty()) {
      words.add("▼ zero, ✕ without a value on this axis, on the edge");
    }
    words.addAll(omissions(view, scene));
    return String.join(" · ", words);
  }

  /** What must be known to read the map of {@code view}. */
  public static String mapKey(CurvesView view, CurveScene scene) {
    var words = new ArrayList<String>();
    List<CurvesView.Curve> curves = CurvePlots.measured(view, scene);
    if (curves.isEmpty()) {
      return "No cell has ended yet.";
    }
    boolean shares = CurveValues.of(curves.subList(0, 1), scene.logarithmic()).shares();
    statistic(view, scene, shares ? "share of cells" : "median").ifPresent(words::add);
    if (shares) {
      words.add("line: one half, linear between neighbours");
    }
    if (scene.logarithmic() && !shares) {
      words.add("colours by the logarithm");
    }
    if (curves.size() > 1) {
      words.add(
          "the first of %d curves, %s"
              .formatted(curves.size(), new CurveNames(scene).label(curves.getFirst())));
    }
    if (points(view, scene).size() > MapPlots.MOST_TILES) {
      words.add("the first %s places".formatted(Numbers.count(MapPlots.MOST_TILES)));
    }
    words.addAll(omissions(view, scene));
    return String.join(" · ", words);
  }

  /** What is shown of the cells at a place, where there are several. */
  static java.util.Optional<String> statistic(CurvesView view, CurveScene scene, String statistic) {
    boolean several = points(view, scene).stream().anyMatch(point -> cells(point) > 1);
    return several
        ? java.util.Optional.of(
            "%s over %s"
                .formatted(
                    statistic,
                    view.over().stream()
                        .filter(scene.several()::contains)
                        .map(CurveScene::symbol)
                        .collect(Collectors.joining(", "))))
        : java.util.Optional.empty();
  }

  /** What is in no curve or map: cells without a finite value, and what was thinned out. */
  public static List<String> omissions(CurvesView view, CurveScene scene) {
    List<Point> points = points(view, scene);
    var words = new ArrayList<String>();
    long all = points.stream().mapToLong(CurveWords::cells).sum();
    add(words, sum(points, Point::failed), all, "ended without a value that means anything");
    add(words, sum(points, Point::notFinite), all, "have a value that is not finite");
    if (view.note() != null) {
      words.add(view.note());
    }
    List<CurvesView.Curve> curves = CurvePlots.measured(view, scene);
    if (curves.size() > CurvePlots.MOST_CURVES) {
      words.add(
          "the first %d of %s curves are drawn"
              .formatted(CurvePlots.MOST_CURVES, Numbers.count(curves.size())));
    }
    int most = Math.max(8, CurvePlots.MOST_POINTS / Math.max(1, curves.size()));
    if (scene.x2() == null && curves.stream().anyMatch(curve -> curve.points().size() > most)) {
      words.add("of long curves the smallest and the largest of every stretch are drawn");
    }
    return words;
  }

  private static void add(List<String> words, long count, long all, String what) {
    if (count > 0) {
      words.add(
          "%s of %s %s %s"
              .formatted(
                  Numbers.count(count),
                  Numbers.count(all),
                  all == 1 ? "cell" : "cells",
                  count == 1 ? what.replaceFirst("^have", "has") : what));
    }
  }

  private static long sum(List<Point> points, ToIntFunction<Point> count) {
    return points.stream().mapToLong(count::applyAsInt).sum();
  }

  private static List<Point> points(CurvesView view, CurveScene scene) {
    return CurvePlots.measured(view, scene).stream()
        .flatMap(curve -> curve.points().stream())
        .toList();
  }

  private static long cells(Point point) {
    return (long) point.count() + point.failed() + point.notFinite();
  }

  private static boolean has(CurvePlot plot, CurvePlot.Style style) {
    return plot.curves().stream().anyMatch(curve -> curve.style() == style);
  }
}
