package org.diaflow.frontend.chart.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diaflow.api.CurvesView;
import org.diaflow.api.RateView;
import org.diaflow.frontend.chart.plot.CurvePlot.Curve;
import org.diaflow.frontend.chart.plot.CurvePlot.Style;
import org.diaflow.frontend.chart.plot.TrajectoryPlot.Axis;
import org.jspecify.annotations.Nullable;

/**
 * The leading terms C·α^rate of the error, one line for every depth: at every decade the median
 * over the problems.
 */
final class LeadingTerms {

  private static final String DEPTH = "depth";

  private final CurveScene scene;
  private final Axis x;
  private final String engine;

  LeadingTerms(CurveScene scene, Axis x, String engine) {
    this.scene = scene;
    this.x = x;
    this.engine = engine;
  }

  /** Adds the lines where the curves are those of the rates: told apart by nothing but depth. */
  void addTo(List<Curve> curves, List<RateView> rates) {
    boolean fits =
        scene.x().name().equals("alpha")
            && x.decades() != null
            && scene.experiments().size() <= 1
            && scene.by().stream()
                .map(axis -> axis.name())
                .filter(name -> !name.equals(CurveScene.ENGINE))
                .allMatch(DEPTH::equals);
    if (!fits) {
      return;
    }
    var names = new CurveNames(scene);
    rates.stream()
        .filter(rate -> engine.isEmpty() || rate.engine().equals(engine))
        .filter(LeadingTerms::isKnown)
        .collect(Collectors.groupingBy(RateView::depth, TreeMap::new, Collectors.toList()))
        .forEach((depth, ofDepth) -> curves.add(line(names, depth, ofDepth)));
  }

  private Curve line(CurveNames names, double depth, List<RateView> rates) {
    var by = new HashMap<String, Object>(Map.of(CurveScene.ENGINE, engine));
    if (scene.by().stream().anyMatch(axis -> axis.name().equals(DEPTH))) {
      by.put(DEPTH, depth);
    }
    var curve = new CurvesView.Curve("", "", by, List.of());
    List<List<@Nullable Double>> points =
        IntStream.rangeClosed((int) x.min(), (int) x.max())
            .mapToObj(at -> Arrays.<@Nullable Double>asList((double) at, median(rates, at)))
            .toList();
    return new Curve(
        names.name(curve),
        names.name(curve) + " · leading term",
        names.color(curve),
        names.symbol(curve),
        Style.LEADING,
        new ArrayList<>(points));
  }

  private static boolean isKnown(RateView rate) {
    return rate.constant() != null
        && LogAxis.hasPlace(rate.constant())
        && rate.predicted() != null
        && Double.isFinite(rate.predicted());
  }

  /** Median of log₁₀ of the leading terms at α = 10^{@code at}. */
  private static double median(List<RateView> rates, int at) {
    double[] sorted =
        rates.stream()
            .mapToDouble(rate -> Math.log10(or0(rate.constant())) + or0(rate.predicted()) * at)
            .sorted()
            .toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double or0(@Nullable Double known) {
    return known == null ? 0 : known;
  }
}
